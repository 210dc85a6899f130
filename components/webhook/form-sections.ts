import type { WebhookFormValues } from "@/components/webhook/webhook-form-values";

/** The parts of the form that most leave as they are. */
export type FoldedSection = "payload" | "filter" | "transform" | "delivery";

const SECTION_OF: Partial<Record<keyof WebhookFormValues, FoldedSection>> = {
  payload: "payload",
  payloadFormat: "payload",
  signatureHeader: "payload",
  customHeaders: "payload",
  filter: "filter",
  jsonataExpression: "transform",
  retryPolicy: "delivery",
  successStatus: "delivery",
  timeoutSeconds: "delivery",
  maxRequestsPerSecond: "delivery",
  enableStaticIP: "delivery",
};

/** The sections that hold these fields of the form, given by their paths. */
export function sectionsOf(paths: readonly string[]): FoldedSection[] {
  return paths.flatMap((path) => SECTION_OF[path.split(".")[0] as keyof WebhookFormValues] ?? []);
}

import { toWebhookConfig, type WebhookFormValues } from "@/components/webhook/webhook-form-values";
import { trimPasted } from "@/domain/trim-pasted";
import { webhookConfigInput } from "@/domain/webhook/webhook-config";

type Config = ReturnType<typeof toWebhookConfig>;

/** A part of the form that a preview goes without while it is not complete. */
export type LeftOut =
  | "name"
  | "URL"
  | "authentication"
  | "custom headers"
  | "signature header"
  | "filter"
  | "transform"
  | "delivery settings";

const PARTS: readonly [key: keyof Config, part: LeftOut, absent: Partial<Config>][] = [
  ["name", "name", { name: null }],
  ["url", "URL", { url: "" }],
  ["auth", "authentication", { auth: { authType: "NONE" } }],
  ["payloadConfiguration", "custom headers", {}],
  ["signatureHeader", "signature header", { signatureHeader: null }],
  ["filter", "filter", { filter: null, filterConditions: null }],
  ["filterConditions", "filter", { filter: null, filterConditions: null }],
  ["jsonataExpression", "transform", { jsonataExpression: null }],
  ["timeoutSeconds", "delivery settings", { timeoutSeconds: null }],
  ["maxRequestsPerSecond", "delivery settings", { maxRequestsPerSecond: null }],
];

/**
 * The form as a configuration that can be previewed, and what was left out of it because it is not complete yet. Null while no event is
 * chosen.
 */
export function toPreviewConfig(values: WebhookFormValues): { config: Config; leftOut: LeftOut[] } | null {
  if (values.eventName === "") return null;
  let config = toWebhookConfig({ ...values, customHeaders: values.customHeaders.filter(({ name }) => trimPasted(name) !== "") });
  const leftOut = new Set<LeftOut>();
  // What is wrong between two parts shows only once each part is right by itself.
  for (let round = 0; round < 3; round += 1) {
    const parsed = webhookConfigInput.safeParse(config);
    if (parsed.success) return { config, leftOut: [...leftOut] };
    const wrong = new Set(parsed.error.issues.map(({ path }) => path[0]));
    for (const [key, part, absent] of PARTS) {
      if (!wrong.has(key)) continue;
      leftOut.add(part);
      const headers = key === "payloadConfiguration" ? { payloadConfiguration: { ...values.payload, custom_headers: {} } } : {};
      config = { ...config, ...absent, ...headers };
    }
  }
  return null;
}

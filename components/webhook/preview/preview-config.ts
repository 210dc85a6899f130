import { webhookFormSchema } from "@/components/webhook/webhook-form-schema";
import { EMPTY_WEBHOOK, type SentWebhook, type WebhookFormValues } from "@/components/webhook/webhook-form-values";
import { type FormSection, WEBHOOK_FIELDS } from "@/domain/webhook/webhook-fields";

const draft = webhookFormSchema({ maxTimeoutSeconds: Number.POSITIVE_INFINITY, isDraft: true });

/** The names of the sections that a preview leaves out as a whole. */
const WHOLE_SECTIONS: Partial<Record<FormSection, string>> = {
  authentication: "authentication",
  filter: "filter",
  transform: "transform",
  delivery: "delivery settings",
};

/**
 * Returns the form as a configuration that can be previewed, and the parts that were left out because they are not complete yet, in the
 * form's words. Null while no event is chosen.
 */
export function toPreviewConfig(values: WebhookFormValues): { config: SentWebhook; leftOut: string[] } | null {
  if (values.eventName === "") return null;
  let previewed = values;
  const leftOut = new Set<string>();
  // A fault between two parts shows only once each part is right by itself.
  for (let round = 0; round < 3; round += 1) {
    const parsed = draft.safeParse(previewed);
    if (parsed.success) return { config: parsed.data, leftOut: [...leftOut] };
    const wrong = new Set(parsed.error.issues.map(({ path }) => String(path[0])));
    for (const [part, word] of PARTS) {
      if (!wrong.has(part)) continue;
      leftOut.add(word);
      previewed = { ...previewed, [part]: EMPTY_WEBHOOK[part] };
    }
  }
  return null;
}

/** The form's fields, each with its name where it is left out. */
const PARTS = new Map(
  Object.entries(WEBHOOK_FIELDS).flatMap(([path, { label, section, place = path }]): [keyof WebhookFormValues, string][] => {
    const part = place.split(".")[0] ?? "";
    return section && isPart(part) ? [[part, WHOLE_SECTIONS[section] ?? inSentence(label)]] : [];
  }),
);

function isPart(name: string): name is keyof WebhookFormValues {
  return Object.hasOwn(EMPTY_WEBHOOK, name);
}

/** Returns a label as it stands in a sentence: `Signature header` as `signature header`, `URL` as it is. */
function inSentence(label: string): string {
  return /^[A-Z][a-z]/.test(label) ? `${label.charAt(0).toLowerCase()}${label.slice(1)}` : label;
}

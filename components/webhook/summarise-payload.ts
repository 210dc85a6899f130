import { FORMAT_LABEL } from "@/components/webhook/payload-format-words";
import { count } from "@/components/webhook/summarise-delivery";
import type { WebhookFormValues } from "@/components/webhook/webhook-form-values";
import { trimPasted } from "@/domain/trim-pasted";

/** What a delivery carries, in a line. */
export function summarisePayload({ payload, payloadFormat, customHeaders, signatureHeader }: WebhookFormValues): string {
  const headers = customHeaders.length;
  const isEnvelope = payloadFormat === "entity_envelope";
  return [
    FORMAT_LABEL[payloadFormat],
    isEnvelope && !payload.hydrate_entity ? "identity only" : null,
    isEnvelope && payload.include_relations ? "relations" : null,
    isEnvelope && payload.include_activity ? "activity" : null,
    isEnvelope && payload.include_changed_attributes ? "changed attributes" : null,
    trimPasted(signatureHeader) === "" ? null : `signed in ${trimPasted(signatureHeader)} too`,
    headers > 0 ? count(headers, "custom header", "custom headers") : null,
  ]
    .filter((part) => part !== null)
    .join(" · ");
}

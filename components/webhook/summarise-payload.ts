import { count } from "@/components/webhook/count";
import { FORMAT_LABEL } from "@/components/webhook/payload-format-words";
import type { WebhookFormValues } from "@/components/webhook/webhook-form-values";
import { trimPasted } from "@/domain/trim-pasted";

/** Returns in one line what a delivery carries. */
export function summarisePayload(values: WebhookFormValues): string {
  const { payloadConfiguration: toggles, payloadFormat, customHeaders, signatureHeader } = values;
  const headers = customHeaders.length;
  const isEnvelope = payloadFormat === "entity_envelope";
  return [
    FORMAT_LABEL[payloadFormat],
    isEnvelope && !toggles.hydrate_entity ? "identity only" : null,
    isEnvelope && toggles.include_relations ? "relations" : null,
    isEnvelope && toggles.include_activity ? "activity" : null,
    isEnvelope && toggles.include_changed_attributes ? "changed attributes" : null,
    trimPasted(signatureHeader) === "" ? null : `signed in ${trimPasted(signatureHeader)} too`,
    headers > 0 ? count(headers, "custom header", "custom headers") : null,
  ]
    .filter((part) => part !== null)
    .join(" · ");
}

import { AUTH_LABEL } from "@/components/webhook/auth-label";
import { SUCCESS_LABEL } from "@/components/webhook/delivery-form-values";
import { OPERATOR_LABEL } from "@/components/webhook/filter/filter-words";
import { FORMAT_LABEL } from "@/components/webhook/payload-format-words";
import { DISABLED_EXPLANATIONS } from "@/domain/webhook/disabled-reasons";
import { WEBHOOK_FIELDS } from "@/domain/webhook/webhook-fields";

/** The fields whose values are words of the API, with the form's words for these. */
const VALUES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "auth.authType": AUTH_LABEL,
  "filterConditions.logical_operator": OPERATOR_LABEL,
  payloadFormat: FORMAT_LABEL,
  successStatus: SUCCESS_LABEL,
  disabledReason: DISABLED_EXPLANATIONS,
};
const HEADER = "payloadConfiguration.custom_headers.";

/** Returns the name of a field of a webhook's configuration as people call it; its path where this version knows no name. */
export function fieldLabel(field: string): string {
  if (field.startsWith(HEADER)) return `Header ${field.slice(HEADER.length)}`;
  return WEBHOOK_FIELDS[field]?.label ?? field;
}

/**
 * Returns a field's value as it is compared: the form's word for it, other text as it is, a boolean as "Yes" or "No", a list of texts with
 * commas, all else as JSON.
 */
export function shownFieldValue(field: string, value: unknown): string {
  if (typeof value === "string") return VALUES[field]?.[value] ?? value;
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value.join(", ");
  return JSON.stringify(value, null, 2);
}

import { fieldLabel } from "@/components/webhook-history/field-label";
import type { AuditEntryAnswer } from "@/domain/audit/audit-entry";
import { DISABLED_EXPLANATIONS } from "@/domain/webhook/disabled-reasons";

const LABELS: Readonly<Record<string, string>> = {
  changed: "Changed",
  scopes: "May",
  prefix: "Begins with",
  role: "Role",
  deliveries: "Deliveries",
  requests: "Requests",
  version: "Restored version",
  reason: "Reason",
  overlapHours: "Hours of overlap",
  variable: "By the variable",
  origins: "Origins",
};

const TYPES: Readonly<Record<string, string>> = { SecretString: "Secret", String: "Not a secret" };
/** The labels of an inbox's fields. A webhook's fields have the labels that its history uses. */
const INBOX_FIELDS: Readonly<Record<string, string>> = { answer: "Answer", sequence: "Sequence" };
const REASONS: Readonly<Record<string, string>> = DISABLED_EXPLANATIONS;

/** Returns an entry's details in one line, such as `Changed: URL, Name` or `From viewer to admin`; empty for none. */
export function describeDetails(details: AuditEntryAnswer["details"]): string {
  const { from, to, type, isValueChanged, hosts, ...rest } = details;
  const parts = Object.entries(rest).flatMap(([key, value]) => {
    if (value === null || (Array.isArray(value) && value.length === 0)) return [];
    const words = (Array.isArray(value) ? value : [value]).map((one) => describeValue(key, String(one)));
    return [`${LABELS[key] ?? key}: ${words.join(", ")}`];
  });
  if (typeof from === "string") parts.unshift(typeof to === "string" ? `From ${from} to ${to}` : `Before: ${from}`);
  if (typeof type === "string") parts.unshift(TYPES[type] ?? type);
  if (Array.isArray(hosts)) parts.push(hosts.length > 0 ? `Only to ${hosts.join(", ")}` : "To any host");
  if (isValueChanged === true) parts.push("with a new value");
  return parts.join(" · ");
}

function describeValue(key: string, value: string): string {
  if (key === "changed") return INBOX_FIELDS[value] ?? fieldLabel(value);
  return key === "reason" ? (REASONS[value] ?? value) : value;
}

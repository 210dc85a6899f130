import type { AuditEntryAnswer } from "@/domain/audit/audit-entry";

const LABELS: Readonly<Record<string, string>> = {
  changed: "Changed",
  scopes: "May",
  prefix: "Begins with",
  role: "Role",
  type: "Type",
  deliveries: "Deliveries",
  reason: "Reason",
  overlapHours: "Hours of overlap",
};

/** An entry's details in a line, such as `Changed: url, name` or `From viewer to admin`; empty for none. */
export function describeDetails(details: AuditEntryAnswer["details"]): string {
  const { from, to, isValueChanged, ...rest } = details;
  const parts = Object.entries(rest).flatMap(([key, value]) => {
    if (value === null || (Array.isArray(value) && value.length === 0)) return [];
    return [`${LABELS[key] ?? key}: ${Array.isArray(value) ? value.join(", ") : String(value)}`];
  });
  if (typeof from === "string") parts.unshift(typeof to === "string" ? `From ${from} to ${to}` : `Before: ${from}`);
  if (isValueChanged === true) parts.push("with a new value");
  return parts.join(" · ");
}

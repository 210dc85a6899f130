import { type AuditAction, isAuditAction } from "@/domain/audit/audit-actions";
import { idForm } from "@/domain/id-forms";

/** The audit log's filter and the page of the log, as they stand in the address. */
export interface AuditFilter {
  actor?: string | undefined;
  action?: AuditAction | undefined;
  target?: string | undefined;
  cursor?: string | undefined;
}

const CURSOR = idForm("auditEntry");
const KEYS = ["actor", "action", "target", "cursor"] as const;

/** Reads the address's parameters. A parameter that makes no sense is left out. */
export function readAuditFilter(params: Readonly<Record<string, string | string[] | undefined>>): AuditFilter {
  const read = (key: (typeof KEYS)[number]) => {
    const value = params[key];
    return typeof value === "string" && value !== "" && value.length <= 255 && !value.includes("\u0000") ? value : undefined;
  };
  const [action, cursor] = [read("action"), read("cursor")];
  return {
    actor: read("actor"),
    action: action && isAuditAction(action) ? action : undefined,
    target: read("target"),
    cursor: cursor && CURSOR.test(cursor) ? cursor : undefined,
  };
}

/** Returns the address of the audit log under this filter. */
export function auditLogHref(filter: AuditFilter): string {
  const query = new URLSearchParams();
  for (const key of KEYS) {
    const value = filter[key];
    if (value !== undefined) query.set(key, value);
  }
  return query.size === 0 ? "/settings/audit-log" : `/settings/audit-log?${query}`;
}

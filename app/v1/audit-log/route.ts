import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { auditLogAnswer, auditLogOptions } from "@/domain/audit/audit-entry";
import { listAuditLog } from "@/server/audit/list-audit-log";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "listAuditLog",
    summary: "List the audit log; the newest first, who did what to what",
    auth: "token",
    scope: "admin",
    query: auditLogOptions,
    response: { status: 200, schema: auditLogAnswer },
    handler: ({ ctx, query }) => listAuditLog({ ctx, input: query }),
  }),
});

import {
  AUDIT_ACTOR_TYPES,
  type AuditEntryAnswer,
  type AuditLog,
  type AuditLogOptions,
  auditEntryAnswer,
  auditLogOptions,
} from "@/domain/audit/audit-entry";
import { parseInput } from "@/domain/parse-input";
import type { AuditEntry } from "@/prisma/generated/client";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";

/**
 * Returns a page of the organization's audit log, newest first, filtered by actor, action or target. Owners and tokens of scope
 * admin may read it. The page is empty when the cursor names an entry that does not exist. Throws PosternError `invalid_input` or
 * `forbidden`.
 */
export async function listAuditLog({ ctx, input }: { ctx: Context; input: AuditLogOptions }): Promise<AuditLog> {
  authorise(ctx, "admin");
  const { limit, cursor, actor, action, target } = parseInput(auditLogOptions, input);
  const { organizationId } = ctx.tenant;
  const found = await ctx.db.auditEntry.findMany({
    where: {
      organizationId,
      ...(actor === undefined ? {} : { actorId: actor }),
      ...(action === undefined ? {} : { action }),
      ...(target === undefined ? {} : { targetId: target }),
    },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: limit + 1,
    ...(cursor === undefined ? {} : { cursor: { id: cursor, organizationId }, skip: 1 }),
  });
  const entries = found.slice(0, limit);
  const hasMore = found.length > limit;
  return { data: entries.map(serializeEntry), next_cursor: hasMore ? (entries.at(-1)?.id ?? null) : null, has_more: hasMore };
}

function serializeEntry(entry: AuditEntry): AuditEntryAnswer {
  return {
    id: entry.id,
    at: entry.at.toISOString(),
    actor: {
      type: AUDIT_ACTOR_TYPES.find((type) => type === entry.actorType) ?? "system",
      id: entry.actorId,
      name: entry.actorName,
    },
    action: entry.action,
    target: { type: entry.targetType, id: entry.targetId, name: entry.targetName },
    details: auditEntryAnswer.shape.details.parse(entry.details),
  };
}

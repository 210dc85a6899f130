import type { AuditAction } from "@/domain/audit/audit-actions";
import { newId } from "@/domain/ids";
import { actorId } from "@/server/actor-id";
import type { Context } from "@/server/context";
import type { Transaction } from "@/server/platform/db";

/** What was acted on. `name` is what people know it by. */
export interface AuditTarget {
  type: "webhook" | "api_token" | "environment_variable" | "event_type" | "replay_job" | "inbox" | "organization" | "invitation" | "user";
  id: string;
  name: string;
}

/**
 * Writes to the audit log who did what, in the transaction of what was done: neither is there without the other. The actor's name is
 * kept as it is now. `details` must hold nothing secret: names of what changed, not values that may be credentials.
 */
export async function recordAudit(input: {
  tx: Transaction;
  ctx: Pick<Context, "tenant" | "actor">;
  action: AuditAction;
  target: AuditTarget;
  details?: Readonly<Record<string, string | number | boolean | readonly string[] | null>>;
}): Promise<void> {
  const { tx, action, target, details = {} } = input;
  const { organizationId } = input.ctx.tenant;
  const { actor } = input.ctx;
  const id = actorId(actor);
  await tx.$executeRaw`
    insert into audit_log (id, organization_id, actor_type, actor_id, actor_name, action, target_type, target_id, target_name, details)
    values (${newId("auditEntry")}, ${organizationId}, ${actor.type}, ${id}::text,
      coalesce((select name from "user" where id = ${id}::text),
        (select name from api_token where id = ${id}::text and organization_id = ${organizationId})),
      ${action}, ${target.type}, ${target.id}, ${target.name}, ${JSON.stringify(details)}::json)`;
}

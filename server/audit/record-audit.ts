import { isDeepStrictEqual } from "node:util";
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
 * kept as it is now. Of a `change` it tells the names of the fields that differ between what was there before and after, as answers call
 * them, and no value: that may be a credential. `details` must hold nothing secret either.
 */
export async function recordAudit(input: {
  tx: Transaction;
  ctx: Pick<Context, "tenant" | "actor">;
  action: AuditAction;
  target: AuditTarget;
  change?: { before: object; after: object };
  details?: Readonly<Record<string, string | number | boolean | readonly string[] | null>>;
}): Promise<void> {
  const { tx, action, target, change } = input;
  const details = { ...(change && { changed: changedFields(change) }), ...input.details };
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

/** When something was last changed, every change changes. */
const NOT_TOLD = new Set(["updatedTime"]);

function changedFields({ before, after }: { before: object; after: object }): string[] {
  const [was, is] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  const names = new Set([...was.keys(), ...is.keys()]);
  return [...names].filter((name) => !NOT_TOLD.has(name) && !isDeepStrictEqual(was.get(name), is.get(name)));
}

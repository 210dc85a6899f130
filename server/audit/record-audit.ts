import { isDeepStrictEqual } from "node:util";
import type { AuditAction } from "@/domain/audit/audit-actions";
import { newId } from "@/domain/ids";
import { actorId } from "@/server/actor-id";
import type { Context } from "@/server/context";
import type { Transaction } from "@/server/platform/db";

/** The object of an audited action. `name` is the name that people know it by. */
export interface AuditTarget {
  type:
    | "webhook"
    | "automation"
    | "api_token"
    | "environment_variable"
    | "event_type"
    | "entity_schema"
    | "submission_form"
    | "replay_job"
    | "inbox"
    | "organization"
    | "invitation"
    | "user";
  id: string;
  name: string;
}

/**
 * Writes an entry to the audit log in the transaction of the action, so that neither exists without the other. It keeps the
 * actor's name as it is now. Of a `change` it keeps only the names of the fields that differ, because their values may be
 * credentials. `details` must hold nothing secret either.
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

/** The fields that every change alters, which are left out. */
const NOT_TOLD = new Set(["updatedTime"]);

function changedFields({ before, after }: { before: object; after: object }): string[] {
  const [was, is] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  const names = new Set([...was.keys(), ...is.keys()]);
  return [...names].filter((name) => !NOT_TOLD.has(name) && !isDeepStrictEqual(was.get(name), is.get(name)));
}

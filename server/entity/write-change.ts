import { MAX_ENTITY_BYTES } from "@/domain/entity/entity-input";
import { searchTerms } from "@/domain/entity/search-terms";
import { PosternError } from "@/domain/errors";
import { newUlid } from "@/domain/ids";
import { writeJson } from "@/domain/json/write-json";
import { Prisma } from "@/prisma/generated/client";
import type { Context } from "@/server/context";
import { eventsOfChange } from "@/server/entity/events-of-change";
import type { PlannedChange } from "@/server/entity/planned-change";
import { eventInsertion } from "@/server/event/event-insertion";
import { isAnyDue, planEvents } from "@/server/event/plan-events";
import type { Subscriptions } from "@/server/event/subscription-cache";
import type { Database, Transaction } from "@/server/platform/db";
import { PREPARED } from "@/server/platform/prepared-statements";

/** `stale`: the subscriptions are no longer those that were planned with. `overtaken`: the entity has been changed or made meanwhile. */
export type WriteOutcome = { type: "written"; isDue: boolean } | { type: "stale" } | { type: "overtaken" };

/**
 * Writes a change in one statement: the entity, its activity with the operation, and the events with their deliveries. It writes all
 * of it, or nothing.
 */
export async function writeChange(input: {
  ctx: Context;
  db: Database | Transaction;
  planned: PlannedChange;
  subscriptions: Subscriptions;
}): Promise<WriteOutcome> {
  const { ctx, db, planned, subscriptions } = input;
  const { organizationId } = ctx.tenant;
  const operationId = newUlid();
  const events = planEvents({ ctx, events: eventsOfChange({ planned, operationId }), subscriptions, isArray: false });
  const insertion = eventInsertion({
    organizationId,
    version: subscriptions.version,
    planned: events,
    hops: ctx.hops,
    change: entityWrite(planned),
  });
  const [result] = await db.$queryRaw<[{ is_current: boolean; is_written: boolean }]>`${PREPARED}
    with ${insertion}, ${activityWrite(planned, operationId)}
    select exists (select from current) as is_current, exists (select from permitted) as is_written`;
  if (!result.is_current) return { type: "stale" };
  return result.is_written ? { type: "written", isDue: isAnyDue(events) } : { type: "overtaken" };
}

/** Returns the part of the statement that writes the entity. It returns the organization's id, unless the entity was overtaken. */
function entityWrite({ change, version }: PlannedChange): Prisma.Sql {
  const { organizationId, entityId, after } = change;
  if (!after) {
    return Prisma.sql`
      delete from entity e using current c
      where e.organization_id = c.id and e.id = ${entityId} and e.version = ${version}
      returning e.organization_id as id`;
  }
  const { schema, title, attributes, createdAt, updatedAt, deletedAt } = after;
  const data = writeJson(attributes);
  if (Buffer.byteLength(data) > MAX_ENTITY_BYTES) {
    const message = `An entity holds at most ${MAX_ENTITY_BYTES / 2 ** 10} KiB of attributes. Nothing was changed: leave out what is not needed.`;
    throw new PosternError("payload_too_large", message);
  }
  const terms = searchTerms({ organizationId, title, attributes }).join("\n");
  if (version === null) {
    return Prisma.sql`
      insert into entity as e (organization_id, id, schema, title, data, search, created_at, updated_at)
      select c.id, ${entityId}, ${schema}, ${title}, ${data}::json, array_to_tsvector(string_to_array(${terms}, E'\\n')), ${createdAt}::timestamptz, ${updatedAt}::timestamptz
      from current c
      on conflict do nothing
      returning e.organization_id as id`;
  }
  return Prisma.sql`
      update entity e set title = ${title}, data = ${data}::json, search = array_to_tsvector(string_to_array(${terms}, E'\\n')),
        updated_at = ${updatedAt}, deleted_at = ${deletedAt}, version = e.version + 1
      from current c
      where e.organization_id = c.id and e.id = ${entityId} and e.version = ${version}
      returning e.organization_id as id`;
}

/** Returns the parts of the statement that write the activity and its operation. A purge takes the entity's earlier ones with it. */
function activityWrite({ change, activity, isKnownActivity }: PlannedChange, operationId: string): Prisma.Sql {
  const { entityId, schema, operation, payload, diff } = change;
  const { id, type, title, message, caller, pending, at } = activity;
  const own = isKnownActivity
    ? Prisma.sql`update activity a set pending = ${pending} from permitted where a.organization_id = permitted.id and a.id = ${id}`
    : Prisma.sql`
      insert into activity (organization_id, id, type, title, message, payload, pending, caller, at)
      select permitted.id, ${id}, ${type}, ${title}, ${message}, ${writeJson(activity.payload)}::json, ${pending}::boolean, ${writeJson(caller)}::json, ${at}::timestamptz
      from permitted`;
  const purged = Prisma.sql`, purged as (
      delete from activity_operation o using permitted
      where o.organization_id = permitted.id and o.entity_id = ${entityId}
    )`;
  return Prisma.sql`own_activity as (
      ${own}
    )${change.after ? Prisma.empty : purged}, own_operation as (
      insert into activity_operation (organization_id, activity_id, id, entity_id, schema, operation, payload, diff)
      select permitted.id, ${id}, ${operationId}, ${entityId}, ${schema}, ${operation}, ${writeJson(payload)}::json,
        ${writeJson(change.after ? diff : { added: {}, updated: {}, deleted: {} })}::json
      from permitted
    )`;
}

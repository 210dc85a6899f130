import { MAX_OPEN_SYNCHRONOUS } from "@/domain/lane/limits";
import type { Context } from "@/server/context";
import type { Database, Transaction } from "@/server/platform/db";
import { ABANDONED_AFTER } from "@/server/queue/lease";

/** The values of a direct trigger's rows: an event and its one delivery, which is due now. */
interface TriggerRows {
  organizationId: string;
  webhookId: string;
  eventId: string;
  deliveryId: string;
  messageId: string;
  /** JSON. */
  eventData: string;
  /** JSON. */
  metadata: string;
  isSynchronous: boolean;
}

/**
 * `webhook_is_off`: the webhook was deleted or disabled after it was read. `no_room`: the highest number of synchronous triggers
 * is waiting.
 */
export type TriggerInsertion = "written" | "webhook_is_off" | "no_room";

/** Writes a trigger's rows, or none. No claim takes a synchronous trigger: it is left to the process whose caller waits for it. */
export async function insertTrigger({ ctx, rows }: { ctx: Pick<Context, "db" | "hops">; rows: TriggerRows }): Promise<TriggerInsertion> {
  const { hops = 0 } = ctx;
  if (!rows.isSynchronous) return insert(ctx.db, rows, hops);
  return ctx.db.$transaction(async (tx) => {
    // The lock makes them come one after the other, so that each counts those before it.
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${rows.webhookId}, 0))`;
    return insert(tx, rows, hops);
  });
}

async function insert(db: Database | Transaction, rows: TriggerRows, hops: number): Promise<TriggerInsertion> {
  const { organizationId, webhookId, eventId, deliveryId, messageId, eventData, metadata, isSynchronous } = rows;
  const [{ isOn, hasRoom }] = await db.$queryRaw<[{ isOn: boolean; hasRoom: boolean }]>`
    with target as (
      select id, organization_id, event_name, event_type from webhook
      where id = ${webhookId} and organization_id = ${organizationId} and enabled and deleted_at is null
    ), room as (
      select not ${isSynchronous} or count(*) < ${MAX_OPEN_SYNCHRONOUS} as has_room from queued_delivery
      where webhook_id = ${webhookId} and source = 'sync_trigger'
        and (lease_until > now() or lease_until is null and next_at > now() - ${ABANDONED_AFTER})
    ), published as (
      insert into published_event_id (organization_id, id, created_at)
      select organization_id, ${eventId}, now() from target, room where has_room
    ), written as (
      insert into event_body (organization_id, id, created_at, event_name, event_type, data)
      select organization_id, ${eventId}, now(), event_name, event_type, ${eventData}::json from target, room where has_room
    ), queued as (
      insert into queued_delivery (id, organization_id, webhook_id, event_id, event_at, message_id, event_name, source, metadata, size, next_at, held, hops)
      select ${deliveryId}, organization_id, id, ${eventId}, now(), ${messageId}, event_name,
        ${isSynchronous ? "sync_trigger" : "trigger"}::delivery_source, ${metadata}::json,
        ${Buffer.byteLength(eventData) + Buffer.byteLength(metadata)}::int, now(),
        not ${isSynchronous} and exists (select 1 from lane where webhook_id = target.id and holds), ${hops}::smallint
      from target, room where has_room
    )
    select exists (select 1 from target) as "isOn", has_room as "hasRoom" from room`;
  if (!isOn) return "webhook_is_off";
  return hasRoom ? "written" : "no_room";
}

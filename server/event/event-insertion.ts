import { Prisma } from "@/prisma/generated/client";
import type { PlannedDelivery, PlannedEvent } from "@/server/event/plan-events";
import { sqlLines } from "@/server/platform/sql-lines";

/** The condition of an insertion where nothing else is written. */
const NOTHING_ELSE = Prisma.sql`select id from current`;

/**
 * Returns the common table expressions that write planned events with their deliveries, for a statement to begin with:
 * `current` has the organization's id if the subscriptions are still those of `version`, and `inserted_id` the ids of events that
 * were new. With `change`, the same statement writes something else too: it selects from `current`, and the events are
 * written only if it returns the organization's `id`.
 */
export function eventInsertion(input: {
  organizationId: string;
  /** The version of the subscriptions that the events were planned by. */
  version: bigint;
  planned: readonly PlannedEvent[];
  hops: number | undefined;
  change?: Prisma.Sql;
}): Prisma.Sql {
  const { planned, hops = 0, change = NOTHING_ELSE } = input;
  // The first of a repeated id counts. They are sorted, so that two publishers of the same ids lock them in the same order.
  const events = [...new Map(planned.toReversed().map((event) => [event.id, event])).values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const deliveries = events.flatMap((event) => event.deliveries.map((delivery) => ({ ...delivery, event })));
  const [skipped, queued] = [
    deliveries.filter(({ skipReason }) => skipReason !== null),
    deliveries.filter(({ skipReason }) => skipReason === null),
  ];
  return Prisma.sql`current as materialized (
      select id from organization where id = ${input.organizationId} and subscriptions_version = ${input.version}
    ), permitted as (
      ${change}
    ), inserted_id as (
      insert into published_event_id (organization_id, id, created_at)
      select permitted.id, e.id, now() from permitted, unnest(${events.map((event) => event.id)}::text[]) as e(id)
      on conflict do nothing
      returning organization_id, id, created_at
    ), inserted_event as (
      insert into event_body (organization_id, id, created_at, event_name, event_type, data)
      select i.organization_id, i.id, i.created_at, e.event_name, e.event_type, e.data::json
      from inserted_id i join unnest(
        ${events.map((event) => event.id)}::text[],
        ${events.map((event) => event.eventName)}::text[],
        ${events.map((event) => event.eventType)}::text[],
        ${sqlLines(events.map((event) => event.data))}
      ) as e(id, event_name, event_type, data) on e.id = i.id
      returning organization_id, id, created_at, event_name, octet_length(data::text) as size
    ), queued as (
      insert into queued_delivery (id, organization_id, webhook_id, event_id, event_at, message_id, event_name, source, metadata, size, next_at, held, hops)
      select d.id, e.organization_id, d.webhook_id, e.id, e.created_at, d.message_id, e.event_name, 'event', d.metadata::json,
        e.size + octet_length(d.metadata), now(), coalesce(l.holds, false), ${hops}::smallint
      from ${rowsOf(queued)} join inserted_event e on e.id = d.event_id left join lane l on l.webhook_id = d.webhook_id
    ), skipped as (
      insert into skipped_delivery (id, organization_id, webhook_id, event_id, event_at, message_id, event_name, source, skip_reason, metadata, size)
      select d.id, e.organization_id, d.webhook_id, e.id, e.created_at, d.message_id, e.event_name, 'event', d.skip_reason, d.metadata::json,
        e.size + octet_length(d.metadata)
      from ${rowsOf(skipped)} join inserted_event e on e.id = d.event_id
    )`;
}

/** Returns planned deliveries as the rows `d` of a statement. */
function rowsOf(deliveries: readonly (PlannedDelivery & { event: PlannedEvent })[]): Prisma.Sql {
  return Prisma.sql`unnest(
    ${deliveries.map((delivery) => delivery.id)}::text[],
    ${deliveries.map((delivery) => delivery.event.id)}::text[],
    ${deliveries.map((delivery) => delivery.subscriber.id)}::text[],
    ${deliveries.map((delivery) => delivery.messageId)}::text[],
    ${sqlLines(deliveries.map((delivery) => delivery.metadata))},
    ${deliveries.map((delivery) => delivery.skipReason)}::text[]
  ) as d(id, event_id, webhook_id, message_id, metadata, skip_reason)`;
}

import { PosternError } from "@/domain/errors";
import { buildMetadata } from "@/domain/event/metadata";
import { type PublishedEvent, parsePublishInput } from "@/domain/event/publish-input";
import { newId } from "@/domain/ids";
import { writeJson } from "@/domain/json/write-json";
import { completeContent, type EventContent } from "@/domain/payload/event-content";
import { Prisma } from "@/prisma/generated/client";
import type { DeliveryStatus } from "@/prisma/generated/enums";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { assertFewHops } from "@/server/event/assert-few-hops";
import { eventData } from "@/server/event/event-data";
import type { Subscriber, Subscriptions } from "@/server/event/subscription-cache";
import { assertStrictEvents } from "@/server/event-type/assert-strict-events";
import { unknownEventNames } from "@/server/event-type/resolve-event-type";
import type { SchemaChecks } from "@/server/event-type/schema-checks";
import { PREPARED } from "@/server/platform/prepared-statements";
import { sqlLines } from "@/server/platform/sql-lines";

/** The answer to a publish (contract.md "Publish"), in the order of the input. */
export interface PublishAnswer {
  events: PublishedEventAnswer[];
}

interface PublishedEventAnswer {
  event_id: string;
  /** True when the event's id was published before. Its deliveries are then those of the first time, and nothing was sent. */
  duplicate: boolean;
  deliveries: { webhook_config_id: string; event_id: string; status: DeliveryStatus }[];
}

interface PlannedEvent {
  id: string;
  eventName: string;
  eventType: string;
  /** JSON. */
  data: string;
  deliveries: PlannedDelivery[];
}

interface PlannedDelivery {
  id: string;
  messageId: string;
  /** JSON. */
  metadata: string;
  subscriber: Subscriber;
  /** The reason for sending nothing: a code of domain/delivery/skip-reasons.ts, or the filter's words. Null when the event is sent. */
  skipReason: string | null;
}

/** The most rows that one statement writes in about a second. */
const MAX_DELIVERIES = 100_000;
const MAX_TRIES = 20;

/**
 * Publishes one event or an array of up to 1,000: writes all of them or none, each with a delivery for every webhook that
 * subscribes to it, and asks for due deliveries to be sent. An event id that was published before gets the answer of that time,
 * with its deliveries' present status. Needs the scope publish. Throws PosternError `invalid_input` with the index of each fault.
 */
export async function publishEvents({ ctx, input }: { ctx: Context; input: unknown }): Promise<PublishAnswer> {
  authorise(ctx, "publish");
  assertFewHops(ctx);
  const { organizationId } = ctx.tenant;
  const events = parsePublishInput({ input, organizationId });
  const { planned, insertedIds } = await writeByCurrentSubscriptions(ctx, events, input);
  const isDue = planned.some((event) => insertedIds.has(event.id) && event.deliveries.some(({ skipReason }) => skipReason === null));
  if (isDue) await ctx.jobs.send({ name: "webhook/deliveries.due" });
  return { events: await answer(ctx, planned, insertedIds) };
}

/** Plans with the cached subscriptions and writes only if they are still current. If they are not, it reads them and plans again. */
async function writeByCurrentSubscriptions(ctx: Context, events: PublishedEvent[], input: unknown) {
  const isArray = Array.isArray(input);
  let isStale = false;
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const loaded = await ctx.subscriptions.load({ organizationId: ctx.tenant.organizationId, isStale });
    if (!loaded) throw new PosternError("not_found", "This organization does not exist any more.");
    const { subscriptions, isFresh } = loaded;
    const unknown = events.flatMap(({ eventName }, index) =>
      subscriptions.typeByName.has(eventName) ? [] : [{ name: eventName, path: isArray ? `${index}.eventName` : "eventName" }],
    );
    if (unknown.length > 0 && isFresh) throw unknownEventNames(unknown);
    if (unknown.length === 0 && isAsSchemasSay({ schemas: ctx.schemas, events, subscriptions, isFresh, input })) {
      const planned = planEvents(ctx, events, subscriptions, isArray);
      const insertedIds = await insertEvents(ctx, planned, subscriptions.version);
      if (insertedIds) return { planned, insertedIds };
    }
    isStale = true;
  }
  throw new PosternError("unavailable", "The organization's webhooks are being changed all the time. Nothing was published: try again.");
}

/** Checks whether events of strict types match their schemas. Throws only when the subscriptions were just read; else it returns false. */
function isAsSchemasSay(check: {
  schemas: SchemaChecks;
  events: PublishedEvent[];
  subscriptions: Subscriptions;
  isFresh: boolean;
  input: unknown;
}): boolean {
  const { schemas, events, input, isFresh, subscriptions } = check;
  if (subscriptions.strictTypes.size === 0) return true;
  try {
    const typeOf = ({ eventName }: PublishedEvent) => subscriptions.strictTypes.get(subscriptions.typeByName.get(eventName) ?? "") ?? null;
    assertStrictEvents({ schemas, events, typeOf, input });
    return true;
  } catch (error) {
    if (isFresh) throw error;
    return false;
  }
}

function planEvents(ctx: Context, events: PublishedEvent[], subscriptions: Subscriptions, isArray: boolean): PlannedEvent[] {
  const now = ctx.clock.now();
  const { organizationId } = ctx.tenant;
  let total = 0;
  return events.map((event, index) => {
    const { eventName, eventId, metadata: given, content } = event;
    const data = eventData({ event, index: isArray ? index : null });
    const id = eventId ?? newId("event");
    const eventType = subscriptions.typeByName.get(eventName) ?? eventName;
    const subscribers = subscriptions.subscribersByType.get(eventType) ?? [];
    total += subscribers.length;
    if (total > MAX_DELIVERIES) {
      throw new PosternError(
        "payload_too_large",
        `These events would become more than ${MAX_DELIVERIES} deliveries. Nothing was published: split the array.`,
      );
    }
    const completed = subscribers.some(({ filter }) => filter) ? completeContent(content) : content;
    const deliveries = subscribers.map((subscriber) => {
      const metadata = buildMetadata({ organizationId, eventName: subscriber.eventName, eventId: id, given, webhook: subscriber, now });
      const skipReason = subscriber.skipReason ?? judge(subscriber, metadata, completed);
      return { id: newId("delivery"), messageId: newId("message"), metadata: writeJson(metadata), subscriber, skipReason };
    });
    return { id, eventName, eventType, data, deliveries };
  });
}

/** Returns the filter's reason not to send. Returns null when the filter lets the event through, or needs its JSONata evaluated first. */
function judge({ filter }: Subscriber, metadata: Record<string, unknown>, content: EventContent): string | null {
  if (!filter) return null;
  const event = { metadata, ...content };
  return filter.match(event) === "skip" ? filter.judge(event).reason : null;
}

/** Writes the events. Returns the ids that were new, or null when nothing was written because the subscriptions have changed. */
async function insertEvents(ctx: Context, planned: PlannedEvent[], version: bigint): Promise<Set<string> | null> {
  // The first of a repeated id counts. They are sorted, so that two publishers of the same ids lock them in the same order.
  const events = [...new Map(planned.toReversed().map((event) => [event.id, event])).values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const deliveries = events.flatMap((event) => event.deliveries.map((delivery) => ({ ...delivery, event })));
  const [skipped, queued] = [
    deliveries.filter(({ skipReason }) => skipReason !== null),
    deliveries.filter(({ skipReason }) => skipReason === null),
  ];
  const [result] = await ctx.db.$queryRaw<[{ is_current: boolean; inserted_ids: string[] }]>`${PREPARED}
    with current as materialized (
      select id from organization where id = ${ctx.tenant.organizationId} and subscriptions_version = ${version}
    ), inserted_id as (
      insert into published_event_id (organization_id, id, created_at)
      select current.id, e.id, now() from current, unnest(${events.map((event) => event.id)}::text[]) as e(id)
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
        e.size + octet_length(d.metadata), now(), coalesce(l.holds, false), ${ctx.hops ?? 0}::smallint
      from ${rowsOf(queued)} join inserted_event e on e.id = d.event_id left join lane l on l.webhook_id = d.webhook_id
    ), skipped as (
      insert into skipped_delivery (id, organization_id, webhook_id, event_id, event_at, message_id, event_name, source, skip_reason, metadata, size)
      select d.id, e.organization_id, d.webhook_id, e.id, e.created_at, d.message_id, e.event_name, 'event', d.skip_reason, d.metadata::json,
        e.size + octet_length(d.metadata)
      from ${rowsOf(skipped)} join inserted_event e on e.id = d.event_id
    )
    select exists (select from current) as is_current, array(select id from inserted_id) as inserted_ids`;
  return result.is_current ? new Set(result.inserted_ids) : null;
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

async function answer(ctx: Context, planned: PlannedEvent[], insertedIds: Set<string>): Promise<PublishedEventAnswer[]> {
  const earlierIds = planned.flatMap(({ id }) => (insertedIds.has(id) ? [] : [id]));
  const answers = await findEarlier(ctx, earlierIds);
  return planned.map((event) => {
    const earlier = answers.get(event.id);
    if (earlier) return { ...earlier, duplicate: true };
    const deliveries = event.deliveries.map(({ id, subscriber, skipReason }) => ({
      webhook_config_id: subscriber.id,
      event_id: id,
      status: skipReason === null ? ("in_progress" as const) : ("skipped" as const),
    }));
    const made = { event_id: event.id, duplicate: false, deliveries };
    answers.set(event.id, made);
    return made;
  });
}

/** Returns the answers of events that were published before, with the present status of their deliveries. */
async function findEarlier(ctx: Context, eventIds: string[]): Promise<Map<string, PublishedEventAnswer>> {
  if (eventIds.length === 0) return new Map();
  const rows = await ctx.db.delivery.findMany({
    where: { organizationId: ctx.tenant.organizationId, eventId: { in: eventIds }, source: "event" },
    orderBy: { id: "asc" },
    select: { id: true, eventId: true, webhookId: true, status: true },
  });
  const answers = new Map<string, PublishedEventAnswer>(eventIds.map((id) => [id, { event_id: id, duplicate: true, deliveries: [] }]));
  for (const { id, eventId, webhookId, status } of rows) {
    answers.get(eventId)?.deliveries.push({ webhook_config_id: webhookId, event_id: id, status });
  }
  return answers;
}

import { type PublishedEvent, parsePublishInput } from "@/domain/event/publish-input";
import type { DeliveryStatus } from "@/prisma/generated/enums";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { assertFewHops } from "@/server/event/assert-few-hops";
import { byCurrentSubscriptions } from "@/server/event/by-current-subscriptions";
import { eventInsertion } from "@/server/event/event-insertion";
import { isAnyDue, type PlannedEvent, planEvents } from "@/server/event/plan-events";
import type { Subscriptions } from "@/server/event/subscription-cache";
import { assertStrictEvents } from "@/server/event-type/assert-strict-events";
import { unknownEventNames } from "@/server/event-type/resolve-event-type";
import type { SchemaChecks } from "@/server/event-type/schema-checks";
import type { Database, Transaction } from "@/server/platform/db";
import { PREPARED } from "@/server/platform/prepared-statements";

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
  const { planned, insertedIds, afterCommit } = await writeEvents({ ctx, tx: null, events, given: input, automationChain: [] });
  if (isAnyDue(newOf(planned, insertedIds))) await ctx.jobs.send({ name: "webhook/deliveries.due" });
  await afterCommit();
  return { events: await answer(ctx, planned, insertedIds) };
}

/**
 * Publishes events of the installation's own making in a caller's transaction. An id that was published before publishes nothing.
 * Returns whether something is due: the caller rings once the transaction has been committed.
 */
export async function publishWithin(input: {
  ctx: Context;
  tx: Transaction;
  events: readonly PublishedEvent[];
  /** The automations that led to the events, in order. */
  automationChain?: readonly string[];
}): Promise<{ isDue: boolean; events: { event_id: string; duplicate: boolean }[]; afterCommit: () => Promise<void> }> {
  const { ctx, tx, events, automationChain = [] } = input;
  assertFewHops(ctx);
  const given = events.map(({ content }) => content);
  const { planned, insertedIds, afterCommit } = await writeEvents({ ctx, tx, events, given, automationChain });
  const answers = planned.map(({ id }) => ({ event_id: id, duplicate: !insertedIds.has(id) }));
  return { isDue: isAnyDue(newOf(planned, insertedIds)), events: answers, afterCommit };
}

function newOf(planned: readonly PlannedEvent[], insertedIds: ReadonlySet<string>): PlannedEvent[] {
  return planned.filter(({ id }) => insertedIds.has(id));
}

/**
 * Writes events by the subscriptions as they are, with what listeners have to write. `given` is what the publisher gave, by whose form
 * faults are told. Without `tx` they are one statement, or a transaction of their own where a listener writes too.
 */
function writeEvents(input: {
  ctx: Context;
  tx: Transaction | null;
  events: readonly PublishedEvent[];
  given: unknown;
  automationChain: readonly string[];
}) {
  const { ctx, tx, events, given, automationChain } = input;
  const isArray = Array.isArray(given);
  return byCurrentSubscriptions({
    ctx,
    attempt: async (subscriptions, isFresh) => {
      const unknown = events.flatMap(({ eventName }, index) =>
        subscriptions.typeByName.has(eventName) ? [] : [{ name: eventName, path: isArray ? `${index}.eventName` : "eventName" }],
      );
      if (unknown.length > 0 && isFresh) throw unknownEventNames(unknown);
      if (unknown.length > 0 || !isAsSchemasSay({ schemas: ctx.schemas, events, subscriptions, isFresh, given })) return null;
      const planned = planEvents({ ctx, events, subscriptions, isArray });
      const heard = {
        ctx,
        subscriptions,
        events: events.map((event, index) => ({ ...event, id: planned[index]?.id ?? "" })),
        automationChain,
      };
      const writes = ctx.eventListeners.flatMap((listener) => listener.plan(heard) ?? []);
      const write = async (db: Database | Transaction) => {
        const insertedIds = await insertEvents({ ctx, tx: db, planned, version: subscriptions.version });
        if (!insertedIds) return null;
        const tells: (() => Promise<void>)[] = [];
        for (const own of writes) tells.push(await own(db, insertedIds));
        const afterCommit = async () => {
          for (const tell of tells) await tell();
        };
        return { planned, insertedIds, afterCommit };
      };
      return tx || writes.length === 0 ? write(tx ?? ctx.db) : ctx.db.$transaction(write);
    },
  });
}

/** Checks whether events of strict types match their schemas. Throws only when the subscriptions were just read; else it returns false. */
function isAsSchemasSay(check: {
  schemas: SchemaChecks;
  events: readonly PublishedEvent[];
  subscriptions: Subscriptions;
  isFresh: boolean;
  given: unknown;
}): boolean {
  const { schemas, events, given, isFresh, subscriptions } = check;
  if (subscriptions.strictTypes.size === 0) return true;
  try {
    const typeOf = ({ eventName }: PublishedEvent) => subscriptions.strictTypes.get(subscriptions.typeByName.get(eventName) ?? "") ?? null;
    assertStrictEvents({ schemas, events, typeOf, input: given });
    return true;
  } catch (error) {
    if (isFresh) throw error;
    return false;
  }
}

/** Writes the events. Returns the ids that were new, or null when nothing was written because the subscriptions have changed. */
async function insertEvents(input: {
  ctx: Context;
  tx: Database | Transaction;
  planned: readonly PlannedEvent[];
  version: bigint;
}): Promise<Set<string> | null> {
  const { ctx, tx, planned, version } = input;
  const insertion = eventInsertion({ organizationId: ctx.tenant.organizationId, version, planned, hops: ctx.hops });
  const [result] = await tx.$queryRaw<[{ is_current: boolean; inserted_ids: string[] }]>`${PREPARED}
    with ${insertion} select exists (select from current) as is_current, array(select id from inserted_id) as inserted_ids`;
  return result.is_current ? new Set(result.inserted_ids) : null;
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

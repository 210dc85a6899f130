import { createSettings } from "@/bin/demo-data/create-settings";
import { createWebhooks } from "@/bin/demo-data/create-webhooks";
import { insertDeliveries } from "@/bin/demo-data/insert-deliveries";
import { insertReplays } from "@/bin/demo-data/insert-replays";
import { type EventSlot, planEvents, startOf } from "@/bin/demo-data/plan-events";
import { SAMPLE_EVENT_TYPES } from "@/bin/demo-data/sample-events";
import { type MadeWebhook, stageDemo } from "@/bin/demo-data/stage-demo";
import { HOUR_MS } from "@/domain/duration";
import type { Context } from "@/server/context";
import { DAY_TABLES } from "@/server/retention/day-tables";
import { makeDays } from "@/server/retention/make-days";
import { recountDeliveries } from "@/server/statistics/count-deliveries";

export interface FilledOrganization {
  webhooks: number;
  deliveries: number;
}

/** The approximate number of deliveries in one statement. */
const CHUNK = 25_000;
/** The parts of all deliveries that are replays: those of a job, and those made by hand. */
const JOB_PART = 0.004;
const BY_HAND_PART = 0.0005;

/**
 * Fills the organization with sample webhooks, event types, environment variables and tokens, and a week of `deliveries` up to now. The
 * same seed gives the same outcomes at the same distances from now. Where fewer deliveries have failed than are to be replayed, the total
 * is lower by the difference, at most some in a thousand. Deliveries are written in one transaction: all of them or none.
 */
export async function fillOrganization(input: { ctx: Context; deliveries: number; seed: number }): Promise<FilledOrganization> {
  const { ctx, deliveries, seed } = input;
  const { organizationId } = ctx.tenant;
  const now = ctx.clock.now();
  await createSettings(ctx);
  const webhooks = await createWebhooks(ctx);

  await makeDays({ db: ctx.db, now, from: startOf(now, 0) });
  const written = await ctx.db.$transaction(
    async (tx) => {
      await stageDemo({ tx, types: SAMPLE_EVENT_TYPES, webhooks });
      const inJob = Math.floor(deliveries * JOB_PART);
      const byHand = Math.floor(deliveries * BY_HAND_PART);
      const types = SAMPLE_EVENT_TYPES.map(({ weight }, index) => ({ weight, subscribers: listeners(webhooks, index).length }));
      const first = deliveries - inJob - byHand;
      const slots = planEvents({ deliveries: first, seed, now, types });
      for (const chunk of inChunks(slots, webhooks)) await insertDeliveries({ tx, organizationId, seed, now, slots: chunk });
      const replays = { tx, organizationId };
      const hoursAgo = (hours: number) => new Date(now.getTime() - hours * HOUR_MS);
      const ofJob = await insertReplays({
        ...replays,
        webhook: named(webhooks, "Product catalogue"),
        count: inJob,
        at: hoursAgo(46),
        isJob: true,
      });
      const others = { ...replays, webhook: named(webhooks, "Shipping notices"), count: byHand, at: hoursAgo(20), isJob: false };
      return first + ofJob + (await insertReplays(others));
    },
    { timeout: HOUR_MS, maxWait: 10_000 },
  );
  // The figures and the plans of queries must be right at once, not when autovacuum comes by.
  for (const table of ["queued_delivery", ...DAY_TABLES.map(({ name }) => name)]) await ctx.db.$executeRawUnsafe(`vacuum analyze ${table}`);
  await recountDeliveries({ db: ctx.db, organizationId });
  return { webhooks: webhooks.length, deliveries: written };
}

const listeners = (webhooks: readonly MadeWebhook[], type: number) => webhooks.filter(({ typeIndex }) => typeIndex === type);

function named(webhooks: readonly MadeWebhook[], name: string): MadeWebhook {
  const found = webhooks.find(({ sample }) => sample.config.name === name);
  if (!found) throw new Error(`There is no sample webhook "${name}".`);
  return found;
}

/** Yields the slots in the order of time, in groups of about as many deliveries as one statement should write. */
function* inChunks(slots: readonly EventSlot[], webhooks: readonly MadeWebhook[]): Generator<EventSlot[]> {
  let chunk: EventSlot[] = [];
  let count = 0;
  for (const slot of slots.toSorted((one, other) => one.hour - other.hour)) {
    chunk.push(slot);
    count += slot.count * listeners(webhooks, slot.typeIndex).length;
    if (count < CHUNK) continue;
    yield chunk;
    chunk = [];
    count = 0;
  }
  yield chunk;
}

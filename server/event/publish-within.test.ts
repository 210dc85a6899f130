import { beforeEach, describe, expect, it } from "vitest";
import type { PublishedEvent } from "@/domain/event/publish-input";
import type { Context } from "@/server/context";
import type { EventListener, HeardEvents } from "@/server/event/event-listener";
import { publishEvents, publishWithin } from "@/server/event/publish-events";
import { createTestContext, recordJobs } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";
import { makeOrganization, makeWebhook } from "@/tests/support/test-rows";

const database = withTestDatabase();
const jobs = recordJobs();
let organizationId: string;
let webhookId: string;
let ctx: Context;

beforeEach(async () => {
  organizationId = await makeOrganization(database.db);
  ({ id: webhookId } = await makeWebhook({ db: database.db, organizationId }));
  jobs.sent.length = 0;
  ctx = createTestContext({ db: database.db, organizationId, jobs });
});

const eventOf = (values: Partial<PublishedEvent> = {}): PublishedEvent => ({
  ...{ eventName: "product_updated", eventId: undefined, metadata: undefined, content: { entity: { _id: "1" } } },
  ...values,
});
const publish = (events: PublishedEvent[], by: Context = ctx, automationChain: readonly string[] = []) =>
  database.db.$transaction((tx) => publishWithin({ ctx: by, tx, events, automationChain }));
const countOf = async (organization = organizationId) => ({
  events: await database.db.event.count({ where: { organizationId: organization } }),
  deliveries: await database.db.queuedDelivery.count({ where: { organizationId: organization } }),
});

describe("publishing in a caller's transaction", () => {
  it("writes the events with their deliveries, says what is due, and rings nobody", async () => {
    const { isDue, events } = await publish([eventOf(), eventOf({ eventName: "client.created" })]);
    expect(isDue).toBe(true);
    expect(events).toEqual([
      { event_id: expect.stringMatching(/^evt_/), duplicate: false },
      { event_id: expect.stringMatching(/^evt_/), duplicate: false },
    ]);
    expect(await countOf()).toEqual({ events: 2, deliveries: 1 });
    expect(await database.db.queuedDelivery.findMany({ where: { organizationId } })).toMatchObject([{ webhookId, source: "event" }]);
    expect(jobs.sent).toEqual([]);
    expect((await publish([eventOf({ eventName: "client.created" })])).isDue).toBe(false);
  });

  it("leaves nothing behind where the transaction fails afterwards", async () => {
    const failed = database.db.$transaction(async (tx) => {
      await publishWithin({ ctx, tx, events: [eventOf()] });
      throw new Error("It does not work.");
    });
    await expect(failed).rejects.toThrow("It does not work.");
    expect(await countOf()).toEqual({ events: 0, deliveries: 0 });
  });

  it("publishes an id once: what was published before, or in the same transaction, is a duplicate and not due", async () => {
    await publishEvents({ ctx, input: { eventName: "product_updated", event_id: "order-1", entity: {} } });
    expect(await publish([eventOf({ eventId: "order-1" })])).toMatchObject({
      isDue: false,
      events: [{ event_id: "order-1", duplicate: true }],
    });
    const [first, second] = await database.db.$transaction(async (tx) => [
      await publishWithin({ ctx, tx, events: [eventOf({ eventId: "order-2" })] }),
      await publishWithin({ ctx, tx, events: [eventOf({ eventId: "order-2" })] }),
    ]);
    expect([first?.isDue, second?.isDue]).toEqual([true, false]);
    expect(await countOf()).toEqual({ events: 2, deliveries: 2 });
  });

  it("needs no scope, takes up webhooks that were added meanwhile, and refuses names that nobody knows", async () => {
    const caller = createTestContext({ db: database.db, organizationId, scopes: [], jobs });
    await publish([eventOf()], caller);
    await makeWebhook({ db: database.db, organizationId });
    await publish([eventOf()], caller);
    expect(await countOf()).toEqual({ events: 2, deliveries: 3 });
    await expect(publish([eventOf({ eventName: "nobody.knows" })], caller)).rejects.toMatchObject({ code: "invalid_input" });
  });

  it("checks events of strict types, and comes to an end where webhooks lead in a circle", async () => {
    const where = { organizationId_name: { organizationId, name: "product_updated" } };
    await database.db.eventType.update({ where, data: { strict: true } });
    const checked = createTestContext({ db: database.db, organizationId, jobs });
    await expect(publish([eventOf({ content: { entity: {} } })], checked)).rejects.toMatchObject({ code: "invalid_input" });
    await expect(publish([eventOf()], { ...checked, hops: 6 })).rejects.toMatchObject({ code: "unprocessable" });
    await publish([eventOf()], { ...checked, hops: 5 });
    expect(await database.db.queuedDelivery.findMany({ where: { organizationId } })).toMatchObject([{ hops: 5 }]);
  });

  it("lets listeners write in the same transaction, with the chain that led here, and tell of it after the commit", async () => {
    const heard: HeardEvents[] = [];
    const told: string[] = [];
    const listener: EventListener = {
      plan: (events) => {
        heard.push(events);
        return async (tx, insertedIds) => {
          await tx.inbox.create({ data: { id: `box-${organizationId}`, organizationId, name: "Written", answer: {} } });
          return async () => void told.push(...insertedIds);
        };
      },
    };
    const { events, afterCommit } = await publish([eventOf()], { ...ctx, eventListeners: [listener] }, ["flow_1"]);
    expect(heard).toMatchObject([{ automationChain: ["flow_1"], events: [{ eventName: "product_updated", id: events[0]?.event_id }] }]);
    expect(await database.db.inbox.count({ where: { organizationId } })).toBe(1);
    expect(told).toEqual([]);
    await afterCommit();
    expect(told).toEqual([events[0]?.event_id]);
  });

  it("reaches no webhook of another organization", async () => {
    const other = await makeOrganization(database.db);
    await makeWebhook({ db: database.db, organizationId: other });
    await publish([eventOf()]);
    expect(await countOf(other)).toEqual({ events: 0, deliveries: 0 });
  });
});

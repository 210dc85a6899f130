import { beforeEach, describe, expect, it } from "vitest";
import { publishEvents } from "@/server/event/publish-events";
import { createTestContext, type RecordedJobs, recordJobs } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";
import { endDeliveries, makeOrganization, makeWebhook } from "@/tests/support/test-rows";

const database = withTestDatabase();
let organizationId: string;
let jobs: RecordedJobs;
beforeEach(async () => {
  organizationId = await makeOrganization(database.db);
  jobs = recordJobs();
});

const publish = (input: unknown) => publishEvents({ ctx: createTestContext({ db: database.db, organizationId, jobs }), input });
const addWebhook = () => makeWebhook({ db: database.db, organizationId });

describe("publishEvents, of an event id that was published before", () => {
  it("answers the same ids and sends nothing", async () => {
    await addWebhook();
    const event = { eventName: "product_updated", event_id: "order-1" };
    const first = await publish(event);
    const again = await publish(event);
    expect(again.events).toEqual([{ ...first.events[0], duplicate: true }]);
    expect(await database.db.delivery.count({ where: { organizationId } })).toBe(1);
    expect(jobs.sent).toHaveLength(1);
  });

  it("says what has become of the deliveries, also to a webhook made since", async () => {
    await addWebhook();
    const event = { eventName: "product_updated", event_id: "order-1" };
    const first = await publish(event);
    await addWebhook();
    await endDeliveries({ db: database.db, where: { organizationId }, status: "succeeded" });
    const again = await publish(event);
    expect(again.events[0]?.deliveries).toEqual([{ ...first.events[0]?.deliveries[0], status: "succeeded" }]);
  });

  it("counts a repetition within one array", async () => {
    await addWebhook();
    const { events } = await publish([
      { eventName: "product_updated", event_id: "a" },
      { eventName: "product_updated", event_id: "b" },
      { eventName: "product_updated", event_id: "a" },
    ]);
    expect(events.map((event) => [event.event_id, event.duplicate])).toEqual([
      ["a", false],
      ["b", false],
      ["a", true],
    ]);
    expect(events[2]?.deliveries).toEqual(events[0]?.deliveries);
    expect(await database.db.delivery.count({ where: { organizationId } })).toBe(2);
  });

  it("writes it once however many publish it at the same time, in whatever order, and answers all the same ids", async () => {
    await addWebhook();
    const ids = Array.from({ length: 40 }, (_, index) => `e-${index}`);
    const arrays = Array.from({ length: 8 }, (_, index) => (index % 2 === 0 ? ids : ids.toReversed()));
    const answers = await Promise.all(
      arrays.map((array) => publish(array.map((event_id) => ({ eventName: "product_updated", event_id })))),
    );
    expect(await database.db.delivery.count({ where: { organizationId } })).toBe(40);
    for (const id of ids) {
      const same = answers.map(({ events }) => events.find((event) => event.event_id === id));
      expect(same.filter((event) => !event?.duplicate)).toHaveLength(1);
      expect(new Set(same.map((event) => event?.deliveries[0]?.event_id)).size).toBe(1);
    }
  });
});

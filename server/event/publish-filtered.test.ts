import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { publishEvents } from "@/server/event/publish-events";
import { createTestContext, type RecordedJobs, recordJobs } from "@/tests/support/test-context";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";
import { makeOrganization, makeWebhook, raiseSubscriptionsVersion } from "@/tests/support/test-rows";

let database: TestDatabase;
let organizationId: string;
let jobs: RecordedJobs;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  organizationId = await makeOrganization(database.db);
  jobs = recordJobs();
});

const publish = (input: unknown) => publishEvents({ ctx: createTestContext({ db: database.db, organizationId, jobs }), input });
const addWebhook = (values: NonNullable<Parameters<typeof makeWebhook>[0]["values"]> = {}) =>
  makeWebhook({ db: database.db, organizationId, values });

describe("publishEvents, for webhooks with filters", () => {
  it("skips what a webhook's filter does not want, in the same statement, with the reason in plain words", async () => {
    const simple = await addWebhook({ filter: { keyToFilter: "entity.status", supportedValues: ["won", "lost"] } });
    const typed = await addWebhook({
      filterConditions: {
        conditions: [
          {
            field: "price",
            operation: "greater_than",
            values: ["5"],
            field_type: "number",
            is_array_field: false,
            repeatable_item_op: false,
          },
        ],
        logical_operator: "AND",
      },
    });
    const all = await addWebhook();
    const { events } = await publish([
      { eventName: "product_updated", entity: { status: "open", price: 9 } },
      { eventName: "product_updated", data: { status: "won", price: 1 } },
    ]);
    const statuses = events.map(({ deliveries }) => Object.fromEntries(deliveries.map((one) => [one.webhook_config_id, one.status])));
    expect(statuses).toEqual([
      { [simple.id]: "skipped", [typed.id]: "in_progress", [all.id]: "in_progress" },
      { [simple.id]: "in_progress", [typed.id]: "skipped", [all.id]: "in_progress" },
    ]);
    const [skipped] = await database.db.delivery.findMany({ where: { eventId: events[0]?.event_id ?? "", status: "skipped" } });
    expect(skipped).toMatchObject({
      skipReason: 'entity.status is "open", the filter wants won or lost',
      nextAt: null,
      endedAt: expect.any(Date),
    });
  });

  it("rings for nothing where every filter says no", async () => {
    await addWebhook({ filter: { keyToFilter: "metadata.user_id", supportedValues: ["ada"] } });
    await publish({ eventName: "product_updated", metadata: { user_id: "bob" } });
    expect(jobs.sent).toEqual([]);
    await publish({ eventName: "product_updated", metadata: { user_id: "ada" } });
    expect(jobs.sent).toHaveLength(1);
  });

  it("lets through what only JSONata can judge, and takes up a changed filter", async () => {
    const conditions = { conditions: [{ jsonata_expression: "false" }], logical_operator: "AND" };
    const { id } = await addWebhook({ filterConditions: conditions });
    const statusOf = async () => (await publish({ eventName: "product_updated", entity: { a: 1 } })).events[0]?.deliveries[0]?.status;
    expect(await statusOf()).toBe("in_progress");
    const filter = { keyToFilter: "a", supportedValues: ["2"] };
    await database.db.$transaction([
      database.db.webhook.update({ where: { id }, data: { filter, version: { increment: 1 } } }),
      raiseSubscriptionsVersion(database.db, organizationId),
    ]);
    expect(await statusOf()).toBe("skipped");
  });
});

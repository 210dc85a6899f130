import { beforeEach, describe, expect, it } from "vitest";
import { publishEvents } from "@/server/event/publish-events";
import { createTestContext, type RecordedJobs, recordJobs } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";
import { changeWebhook, makeOrganization, makeWebhook, raiseSubscriptionsVersion, type WebhookValues } from "@/tests/support/test-rows";

const database = withTestDatabase();
let organizationId: string;
let jobs: RecordedJobs;
beforeEach(async () => {
  organizationId = await makeOrganization(database.db);
  jobs = recordJobs();
});

const publish = (input: unknown) => publishEvents({ ctx: createTestContext({ db: database.db, organizationId, jobs }), input });
const addWebhook = (values: WebhookValues = {}) => makeWebhook({ db: database.db, organizationId, values });

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

  it("compares numbers by their value, dates as days, and texts of each as what they are, and says what it cannot read", async () => {
    const fields = {
      "System.State": "Active",
      amount: "19.90",
      due: "2026-03-01T23:30:00-05:00",
      isOpen: "t",
      sent: "2026-03-01 15:00:00.5+00",
    };
    const wants = (field: string, field_type: string, operation: string, ...values: string[]) => ({
      conditions: [{ field, operation, values, field_type, is_array_field: false, repeatable_item_op: false }],
      logical_operator: "AND",
    });
    const cases: [filter: NonNullable<Parameters<typeof addWebhook>[0]>, skipReason: string | null][] = [
      [{ filterConditions: wants("fields.amount", "number", "equals", "19.9") }, null],
      [
        { filterConditions: wants("fields.amount", "number", "greater_than", "19.9") },
        'fields.amount is "19.90", the filter wants more than 19.9',
      ],
      [{ filterConditions: wants("fields.due", "date", "equals", "2026-03-01") }, null],
      [
        { filterConditions: wants("fields.due", "date", "greater_than", "2026-03-01") },
        'fields.due is "2026-03-01T23:30:00-05:00", the filter wants after 2026-03-01',
      ],
      [{ filterConditions: wants("fields.sent", "datetime", "equals", "Sun, 01 Mar 2026 16:00:00.5 +0100", "1772377200.5") }, null],
      [{ filterConditions: wants("fields.isOpen", "boolean", "equals", "true") }, null],
      [{ filterConditions: wants("fields.amount", "date", "not_equals", "2026-03-01") }, null],
      [
        { filterConditions: wants('fields["System.State"]', "date", "less_than", "2026-03-01") },
        'fields["System.State"] is "Active", which cannot be read as a date, the filter wants before 2026-03-01',
      ],
      [{ filter: { keyToFilter: 'entity.fields["System.State"]', supportedValues: ["Active"] } }, null],
      [
        { filter: { keyToFilter: "fields.System.State", supportedValues: ["Active"] } },
        'fields.System.State is missing (the event has fields["System.State"]), the filter wants Active',
      ],
      // This filter was stored before paths could be quoted, when `tags[]` was a key's name.
      [{ filter: { keyToFilter: "tags[]", supportedValues: ["a"] } }, null],
    ];
    const reasons = new Map<string, string | null>();
    for (const [values, skipReason] of cases) reasons.set((await addWebhook(values)).id, skipReason);
    const { events } = await publish({ eventName: "product_updated", entity: { fields, "tags[]": "a" } });
    const deliveries = await database.db.delivery.findMany({ where: { eventId: events[0]?.event_id ?? "" } });
    expect(new Map(deliveries.map(({ webhookId, skipReason }) => [webhookId, skipReason]))).toEqual(reasons);
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
    await changeWebhook({ db: database.db, id, values: { filter } });
    await raiseSubscriptionsVersion(database.db, organizationId);
    expect(await statusOf()).toBe("skipped");
  });
});

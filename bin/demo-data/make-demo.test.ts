import { beforeAll, describe, expect, it } from "vitest";
import { makeDemo } from "@/bin/demo-data/make-demo";
import { ORDER_DESK, ORDER_FLOW, REMINDER_FLOW, SUPPORT_FLOW } from "@/bin/demo-data/sample-flows";
import { SEEDED_SCHEMAS } from "@/domain/entity-schema/seeded-schemas";
import { createEventStartListener } from "@/server/automation/event-start-listener";
import { getExecutions } from "@/server/automation/get-executions";
import { createStartListener } from "@/server/automation/start-listener";
import type { Context } from "@/server/context";
import { getActivityFeed } from "@/server/entity/get-activity-feed";
import { listRelations } from "@/server/entity/list-relations";
import { searchEntities } from "@/server/entity/search-entities";
import { ensurePlatformKey } from "@/server/signing/ensure-platform-key";
import { createTestContext } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";
import { makeOrganization } from "@/tests/support/test-rows";

const database = withTestDatabase();
let ctx: Context;
let made: Awaited<ReturnType<typeof makeDemo>>;

/** Returns a context whose changes start automations, as those of a process do. */
async function makeContext(): Promise<Context> {
  const plain = createTestContext({ db: database.db, organizationId: await makeOrganization(database.db) });
  return { ...plain, entityListeners: [createStartListener(plain)], eventListeners: [createEventStartListener(plain)] };
}

beforeAll(async () => {
  ctx = await makeContext();
  await ensurePlatformKey(ctx);
  made = await makeDemo({ ctx, deliveries: 1_000, seed: 1, isForced: false });
});

const find = async (q: string) => searchEntities({ ctx, input: { q, size: 100 } });

describe("the demo's records", () => {
  it("are some of each schema, relate to each other, and have feeds", async () => {
    for (const { slug } of SEEDED_SCHEMAS) expect((await find(`_schema:${slug}`)).hits, slug).toBeGreaterThan(1);
    const [opportunity] = (await find('_schema:opportunity AND opportunity_number:"OP-1000"')).results;
    const of = { slug: "opportunity", id: String(opportunity?.["_id"]) };
    const { results } = await getActivityFeed({ ctx, input: of });
    expect(results.map(({ type }) => type)).toEqual(["RelationsAdded", "EntityUpdated", "NoteAdded", "EntityUpdated", "EntityCreated"]);
    const times = results.map(({ timestamp }) => timestamp);
    expect(times).toEqual(times.toSorted().reverse());
    const { relations } = await listRelations({ ctx, input: { ...of, mode: "both" } });
    expect(new Set(relations.map((relation) => ("_schema" in relation ? relation._schema : null)))).toEqual(
      new Set(["contact", "product", "task"]),
    );
  });
});

describe("the demo's automations", () => {
  it("have run: some with success, one failed at its webhook, and some wait for their time", async () => {
    const { total, results } = await getExecutions({ ctx, input: { size: 100 } });
    expect(made).toMatchObject({ automations: 3, executions: total });
    const outcomes = results.map(({ flow_name, status, trigger_event }) => `${flow_name}: ${status}, ${trigger_event.type}`);
    expect(outcomes.sort()).toEqual([
      `${SUPPORT_FLOW}: failed, entity_operation`,
      `${REMINDER_FLOW}: scheduled, entity_operation`,
      `${REMINDER_FLOW}: scheduled, entity_operation`,
      `${REMINDER_FLOW}: success, entity_operation`,
      `${ORDER_FLOW}: success, entity_operation`,
      `${ORDER_FLOW}: success, entity_operation`,
      `${ORDER_FLOW}: success, manual`,
    ]);
    const failed = results.find(({ status }) => status === "failed");
    expect(failed?.actions).toMatchObject([
      { execution_status: "success" },
      { execution_status: "failed", error_output: { error_code: "TRIGGER_WEBHOOK_ERROR" } },
      { execution_status: "pending" },
    ]);
  });

  it("have called webhooks, whose answers stand in history, and left nothing to be sent", async () => {
    const { organizationId } = ctx.tenant;
    const webhook = await database.db.webhook.findFirstOrThrow({ where: { organizationId, name: ORDER_DESK.name } });
    const deliveries = await database.db.delivery.findMany({ where: { organizationId, webhookId: webhook.id }, orderBy: { id: "asc" } });
    expect(deliveries.map(({ source, status, attemptNumber }) => [source, status, attemptNumber])).toEqual([
      ["sync_automation", "succeeded", 1],
      ["sync_automation", "succeeded", 2],
      ["sync_automation", "succeeded", 1],
    ]);
    expect(Object.keys(JSON.parse(deliveries[0]?.payload ?? "{}"))).toEqual([
      "metadata",
      "entity",
      "relations",
      "activity",
      "changed_attributes",
    ]);
    const waiting = await database.db.queuedDelivery.count({
      where: { organizationId, source: { in: ["automation", "sync_automation"] } },
    });
    expect(waiting).toBe(0);
  });
});

describe("a demo", () => {
  it("does not mix with an organization's own webhooks unless it is told to, and makes no records and automations twice", async () => {
    const { organizationId } = ctx.tenant;
    const again = { ctx, deliveries: 1_000, seed: 2 };
    const webhooks = await database.db.webhook.count({ where: { organizationId } });
    await expect(makeDemo({ ...again, isForced: false })).rejects.toMatchObject({ code: "conflict" });
    expect(await database.db.webhook.count({ where: { organizationId } })).toBe(webhooks);
    const { hits } = await find("*");
    // A demo that is made twice at the same moment from the same seed would have the same ids.
    const more = await makeDemo({ ...again, isForced: true });
    expect(more).toMatchObject({ records: 0, webhooks: webhooks - 1, automations: 0, executions: 0 });
    expect((await find("*")).hits).toBe(hits);
    expect(await database.db.automationFlow.count({ where: { organizationId } })).toBe(3);
  });
});

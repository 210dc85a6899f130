import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { advanceExecution } from "@/server/automation/advance-execution";
import { retriggerAction } from "@/server/automation/retrigger-action";
import { createDatabase } from "@/server/platform/db";
import { claimDeliveries } from "@/server/queue/claim-deliveries";
import { type AutomationStage, setAutomationStage, webhookAction } from "@/tests/support/automation-stage";
import { withTestDatabase } from "@/tests/support/test-database";

const database = withTestDatabase();
let stage: AutomationStage;
beforeEach(async () => {
  stage = await setAutomationStage(database.db);
});
afterEach(() => stage.close());

/** The time limit of a synchronous call in the tests that wait for it, and the least that passes by a clock which may differ from it. */
const LIMIT_MS = 300;
const WAITED_MS = 290;

const toOrder = { id: "order", type: "map-entity", config: { target_schema: "order", mapping_attributes: [] } };
const countOrders = () => database.db.entity.count({ where: { organizationId: stage.organizationId, schema: "order" } });
const statuses = async () => {
  const { status, actions } = await stage.latest();
  return [status, ...actions.map((action) => action.execution_status)];
};

describe("a webhook that an execution waits for", () => {
  it("is claimed for 30 seconds, whatever the webhook's own time limit", async () => {
    const { id } = await stage.addWebhook({ timeoutSeconds: 600 });
    await stage.addFlow({ actions: [webhookAction(id)] });
    await stage.addOpportunity();
    for (const executionId of await stage.executionIds()) await stage.advance(executionId);
    const { claims } = await claimDeliveries({
      db: database.db,
      ownerId: "test:limit",
      limit: 50,
      maxBytes: 2 ** 20,
      share: 10,
      rooms: [],
    });
    expect(claims).toMatchObject([{ webhookId: id, source: "sync_automation", timeoutMs: 30_000 }]);
  });

  it("is given up at its time limit, tried three times, and goes on once its receiver is quick and it is tried again", async () => {
    const { id } = await stage.addWebhook();
    stage.sink.setRespond(() => ({ hang: true }));
    await stage.addFlow({ actions: [webhookAction(id, { id: "tell" }), toOrder] });
    await stage.addOpportunity();
    const [executionId = ""] = await stage.executionIds();
    await stage.advance(executionId);
    const deliverer = stage.makeDeliverer({ timeoutMs: LIMIT_MS });
    for (let tries = 1; tries <= 3; tries++) {
      await stage.makeAllDue();
      await deliverer.deliverBatch();
      await stage.advance(executionId);
      expect((await stage.latest()).status).toBe(tries < 3 ? "in_progress" : "failed");
    }
    expect((await stage.attempts()).map(({ errorCode, totalMs }) => [errorCode, (totalMs ?? 0) >= WAITED_MS])).toEqual(
      Array(3).fill(["TIMEOUT", true]),
    );
    expect((await stage.latest()).actions).toMatchObject([{ error_output: { error_code: "TRIGGER_WEBHOOK_ERROR" } }, {}]);
    expect(await statuses()).toEqual(["failed", "failed", "pending"]);
    expect(await countOrders()).toBe(0);

    stage.sink.setRespond(() => ({}));
    const retry = { retry_strategy: "RETRY_AND_RESUME" };
    await retriggerAction({ ctx: stage.ctx, input: { execution_id: executionId, action_id: "tell", retry } });
    await stage.settle();
    expect(await statuses()).toEqual(["success", "success", "success"]);
    expect(await countOrders()).toBe(1);
  });
});

describe("an action that takes longer than the database gives it", () => {
  it("is tried again, and fails with TIMEOUT_ERROR where it is not, without a trace of it", async () => {
    await database.db.$executeRaw`
      create function be_slow() returns trigger language plpgsql as $$ begin perform pg_sleep(60); return new; end $$`;
    await database.db.$executeRaw`
      create trigger slow before insert on entity for each row when (new.schema = 'order') execute function be_slow()`;
    const limits = { statementMs: 200, lockMs: 200, idleInTransactionMs: 30_000 };
    const db = createDatabase({ databaseUrl: database.databaseUrl, poolSize: 2, limits });
    try {
      await stage.addFlow({ actions: [toOrder] });
      await stage.addOpportunity();
      const [executionId = ""] = await stage.executionIds();
      const means = { ...stage.ctx, db };
      await expect(advanceExecution({ means, executionId })).rejects.toThrow();
      expect(await statuses()).toEqual(["pending", "pending"]);
      await advanceExecution({ means, executionId, isLastTry: true });
      expect((await stage.latest()).actions).toMatchObject([{ execution_status: "failed", error_output: { error_code: "TIMEOUT_ERROR" } }]);
      expect(await countOrders()).toBe(0);

      await database.db.$executeRaw`drop trigger slow on entity`;
      await retriggerAction({ ctx: stage.ctx, input: { execution_id: executionId, action_id: "order" } });
      await stage.settle();
      expect(await statuses()).toEqual(["success", "success"]);
    } finally {
      await db.$disconnect();
    }
  });
});

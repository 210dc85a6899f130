import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS } from "@/domain/duration";
import { MAX_HOPS } from "@/domain/event/hops";
import { attachActivity } from "@/server/activity/attach-activity";
import { createActivity } from "@/server/activity/create-activity";
import { cancelExecution } from "@/server/automation/cancel-execution";
import { cancelSchedule } from "@/server/automation/cancel-schedule";
import { deleteOldExecutions } from "@/server/automation/delete-old-executions";
import { getExecution } from "@/server/automation/get-execution";
import { retriggerAction } from "@/server/automation/retrigger-action";
import { reviveExecutions } from "@/server/automation/revive-executions";
import { startExecution } from "@/server/automation/start-execution";
import { getFlow } from "@/server/automation-flow/get-flow";
import { putFlow } from "@/server/automation-flow/put-flow";
import { createEntity } from "@/server/entity/create-entity";
import { lockUniqueKey } from "@/server/entity/lock-unique-key";
import { publishEvents } from "@/server/event/publish-events";
import { type AutomationStage, setAutomationStage, webhookAction } from "@/tests/support/automation-stage";
import { eventually } from "@/tests/support/eventually";
import { createTestContext, TEST_RETENTION } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";
import { makeOrganization } from "@/tests/support/test-rows";

const database = withTestDatabase();
let stage: AutomationStage;
let webhookId: string;
beforeEach(async () => {
  stage = await setAutomationStage(database.db);
  ({ id: webhookId } = await stage.addWebhook());
});
afterEach(() => stage.close());

const queue = (rest: object = {}) => webhookAction(webhookId, { sync: false, ...rest });
const statuses = async () => {
  const { status, actions } = await stage.latest();
  return [status, ...actions.map((action) => action.execution_status)];
};
const readEntities = (schema: string) => database.db.entity.findMany({ where: { organizationId: stage.organizationId, schema } });
const setTo = (target: string, value: unknown) => ({ target, operation: { _set: value } });
const mapTo = (target_schema: string, mapping_attributes: object[], rest: object = {}) => ({
  type: "map-entity",
  config: { target_schema, mapping_attributes, ...rest },
});

describe("an execution", () => {
  it("starts only for what its triggers and conditions name, and is written with the change", async () => {
    const filter_config = { operation: { payload: { status: ["won"] }, diff: { updated: { status: [{ exists: true }] } } } };
    const triggers = [{ type: "entity_operation", configuration: { schema: "opportunity", operations: ["updateEntity"], filter_config } }];
    const trigger_conditions = [{ source: "amount", comparison: "equals", value: 5 }];
    await stage.addFlow({ triggers, trigger_conditions, actions: [queue()] });
    const [rich, poor] = [await stage.addOpportunity({ status: "open", amount: 5 }), await stage.addOpportunity({ status: "open" })];
    await stage.change(rich, { status: "lost" });
    await stage.change(poor, { status: "won" });
    expect(await stage.executionIds()).toEqual([]);
    await stage.change(rich, { status: "won" });
    const [executionId] = await stage.executionIds();
    expect(stage.jobs.sent).toContainEqual({ name: "automation/executions.due", executionIds: [executionId] });
    await stage.change(rich, { note: "x" });
    expect(await stage.executionIds()).toHaveLength(1);
  });

  it("is begun by a flow that another process made, changed or disabled a moment ago", async () => {
    const entityId = await stage.addOpportunity();
    const elsewhere = createTestContext({ db: database.db, organizationId: stage.organizationId });
    const flowId = await stage.addFlow({ actions: [queue()] });
    await stage.change(entityId, { status: "won" });
    expect(await stage.executionIds()).toHaveLength(1);
    await putFlow({
      ctx: elsewhere,
      input: { flow_id: flowId, flow: { ...(await getFlow({ ctx: elsewhere, input: { flow_id: flowId } })), enabled: false } },
    });
    await stage.change(entityId, { status: "lost" });
    expect(await stage.executionIds()).toHaveLength(1);
    await expect(startExecution({ ctx: stage.ctx, input: { flow_id: flowId, entity_id: entityId } })).rejects.toMatchObject({
      faults: [{ path: "flow_id" }],
    });
  });

  it("goes on by the flow as it was when it was started", async () => {
    const flowId = await stage.addFlow({ actions: [queue(), queue()] });
    await stage.addOpportunity();
    const flow = await getFlow({ ctx: stage.ctx, input: { flow_id: flowId } });
    await putFlow({ ctx: stage.ctx, input: { flow_id: flowId, flow: { ...flow, actions: [] } } });
    await stage.settle();
    expect(await statuses()).toEqual(["success", "success", "success"]);
  });

  it("skips the actions of a condition that does not hold, and does those of one that does", async () => {
    const holds = (id: string, value: string) => ({
      id,
      statements: [{ source: { origin: "trigger", attribute: "status" }, operation: "equals", values: [value] }],
    });
    await stage.addFlow({
      conditions: [holds("no", "lost"), holds("yes", "open")],
      actions: [queue({ condition_id: "no" }), queue({ condition_id: "yes" }), queue({ condition_id: "no" })],
    });
    await stage.addOpportunity();
    await stage.settle();
    expect(await statuses()).toEqual(["success", "skipped", "success", "skipped"]);
    const { conditions, actions } = await stage.latest();
    expect(conditions).toMatchObject([{ evaluationResult: false }, { evaluationResult: true }]);
    expect(actions[0]).toMatchObject({ reason: { message: expect.any(String), payload: { condition_id: "no" } } });
  });

  it("waits for a schedule, and judges the condition behind it by the entity of that time", async () => {
    await stage.addFlow({
      triggers: [{ type: "entity_operation", configuration: { schema: "opportunity", operations: ["createEntity"] } }],
      schedules: [{ id: "s", source: { id: "t", origin: "automation" }, numberOfUnits: 2, timePeriod: "hours" }],
      conditions: [
        {
          id: "c",
          schedule_id: "s",
          statements: [{ source: { origin: "trigger", attribute: "status" }, operation: "equals", values: ["won"] }],
        },
      ],
      actions: [queue({ condition_id: "c" })],
    });
    const entityId = await stage.addOpportunity();
    await stage.settle();
    expect(await statuses()).toEqual(["scheduled", "scheduled"]);
    await stage.change(entityId, { status: "won" });
    stage.pass(2 * HOUR_MS);
    await stage.settle();
    expect(await statuses()).toEqual(["success", "success"]);
  });

  it("goes on without what waits for a cancelled schedule", async () => {
    const schedules = [{ id: "s", source: { id: "t", origin: "trigger", attribute: "due" }, numberOfUnits: 1, timePeriod: "days" }];
    await stage.addFlow({ schedules, actions: [queue({ schedule_id: "s" }), queue()] });
    await stage.addOpportunity({ due: "2100-01-01" });
    await stage.settle();
    const { id: execution_id, schedules: planned } = await stage.latest();
    expect(planned).toMatchObject([{ scheduled_for: "2100-01-02T00:00:00.000Z", schedule_status: "waiting" }]);
    const cancelled = await cancelSchedule({ ctx: stage.ctx, input: { execution_id, schedule_id: "s" } });
    expect(cancelled).toMatchObject({ id: "s", schedule_status: "cancelled" });
    await stage.settle();
    expect(await statuses()).toEqual(["success", "cancelled", "success"]);
    const again = cancelSchedule({ ctx: stage.ctx, input: { execution_id, schedule_id: "unknown" } });
    await expect(again).rejects.toMatchObject({ code: "not_found" });
  });

  it("fails where a schedule has no time, unless its condition allows that", async () => {
    const schedules = [{ id: "s", source: { id: "t", origin: "trigger", attribute: "due" } }];
    await stage.addFlow({ schedules, actions: [queue({ schedule_id: "s" })] });
    await stage.addOpportunity({ due: "soon" });
    await stage.settle();
    expect((await stage.latest()).actions).toMatchObject([{ error_output: { error_code: "INVALID_SCHEDULE_CONFIG" } }]);
    const flow = {
      conditions: [{ id: "c", schedule_id: "s", allow_failure: true, statements: [] }],
      actions: [queue({ condition_id: "c" }), queue()],
    };
    const flowId = await stage.addFlow({ schedules, triggers: [], ...flow });
    await startExecution({ ctx: stage.ctx, input: { flow_id: flowId, entity_id: await stage.addOpportunity({ due: "soon" }) } });
    await stage.settle();
    const [, newest = ""] = await stage.executionIds();
    const of = await Promise.all((await stage.executionIds()).map((id) => getExecution({ ctx: stage.ctx, input: { execution_id: id } })));
    expect(newest).not.toBe("");
    expect(of.find(({ flow_id }) => flow_id === flowId)).toMatchObject({
      status: "success",
      conditions: [{ error_output: { error_code: "INVALID_SCHEDULE_CONFIG" } }],
      actions: [{ execution_status: "cancelled" }, { execution_status: "success" }],
    });
  });

  it("is cancelled with what it has not done, and sends nothing that waits in the queue", async () => {
    await stage.addFlow({ actions: [webhookAction(webhookId), queue()] });
    await stage.addOpportunity();
    const [execution_id = ""] = await stage.executionIds();
    await stage.advance(execution_id);
    expect(await cancelExecution({ ctx: stage.ctx, input: { execution_id } })).toMatchObject({ status: "cancelled" });
    await stage.settle();
    expect(await statuses()).toEqual(["cancelled", "cancelled", "cancelled"]);
    expect(await stage.deliveries()).toMatchObject([{ status: "skipped", skipReason: "EXECUTION_CANCELLED" }]);
    expect(stage.sink.requests).toEqual([]);
    expect(await cancelExecution({ ctx: stage.ctx, input: { execution_id } })).toMatchObject({ status: "cancelled" });
  });

  it("that has ended is not cancelled, and one under way is not tried again", async () => {
    await stage.addFlow({ actions: [queue({ id: "one" })] });
    await stage.addOpportunity();
    const [execution_id = ""] = await stage.executionIds();
    const conflict = { code: "conflict" };
    await expect(retriggerAction({ ctx: stage.ctx, input: { execution_id, action_id: "one" } })).rejects.toMatchObject(conflict);
    await stage.settle();
    await expect(cancelExecution({ ctx: stage.ctx, input: { execution_id } })).rejects.toMatchObject(conflict);
  });

  it("does all actions of a condition again, which is judged again", async () => {
    const condition = {
      id: "c",
      statements: [{ source: { origin: "trigger", attribute: "status" }, operation: "equals", values: ["won"] }],
    };
    await stage.addFlow({
      triggers: [{ type: "entity_operation", configuration: { schema: "opportunity", operations: ["createEntity"] } }],
      conditions: [condition],
      actions: [queue({ id: "a", condition_id: "c" }), queue({ id: "b", condition_id: "c" })],
    });
    const entityId = await stage.addOpportunity();
    await stage.settle();
    expect(await statuses()).toEqual(["skipped", "skipped", "skipped"]);
    await stage.change(entityId, { status: "won" });
    const { id: execution_id } = await stage.latest();
    const retry = { retry_strategy: "RETRY_ALL_PARENT_CONDITION_ACTIONS", condition_id: "c" };
    await retriggerAction({ ctx: stage.ctx, input: { execution_id, action_id: "b", retry } });
    await stage.settle();
    expect(await statuses()).toEqual(["success", "success", "success"]);
  });
});

describe("a map-entity action", () => {
  it("makes an entity of the execution's, once, which later conditions can look at", async () => {
    const status = { origin: "action", id: "make", attribute: "status" };
    await stage.addFlow({
      conditions: [{ id: "c", statements: [{ source: status, operation: "equals", values: ["new"] }] }],
      actions: [
        { id: "make", ...mapTo("order", [setTo("status", "new"), { target: "source", operation: { _copy: "_id" } }]) },
        queue({ condition_id: "c" }),
      ],
    });
    const entityId = await stage.addOpportunity();
    await stage.settle();
    const [order, ...others] = await readEntities("order");
    expect(others).toEqual([]);
    expect(order?.data).toMatchObject({ status: "new", source: entityId });
    expect(await stage.latest()).toMatchObject({
      status: "success",
      actions: [{ outputs: { entity_id: order?.id, operation: "createEntity" } }, { execution_status: "success" }],
    });
  });

  it("changes the one with the same unique attributes, or the one that the mapping names", async () => {
    const unique = { target_unique: ["number"] };
    const itself = { mode: "copy_if_exists", target: "_id", source: "_id" };
    await stage.addFlow({
      triggers: [{ type: "entity_operation", configuration: { schema: "opportunity", operations: ["createEntity"] } }],
      actions: [
        mapTo("order", [{ target: "number", operation: { _copy: "number" } }, setTo("status", "open")], unique),
        mapTo("opportunity", [itself, setTo("stage", "mapped")]),
      ],
    });
    for (const number of ["1", "2", "1"]) await stage.addOpportunity({ number });
    await stage.settle();
    expect(await readEntities("order")).toHaveLength(2);
    expect((await readEntities("opportunity")).map(({ data }) => data)).toMatchObject([
      { stage: "mapped" },
      { stage: "mapped" },
      { stage: "mapped" },
    ]);
  });

  it("waits for whoever makes an entity with the same unique attributes, and changes that one", async () => {
    const unique = { target_unique: ["number"] };
    await stage.addFlow({ actions: [mapTo("order", [{ target: "number", operation: { _copy: "number" } }], unique)] });
    await stage.addOpportunity({ number: "7" });
    const [executionId = ""] = await stage.executionIds();
    const { organizationId } = stage;
    let advanced = Promise.resolve();
    await database.db.$transaction(async (tx) => {
      await lockUniqueKey({ tx, organizationId, slug: "order", values: [["number", "7"]] });
      advanced = stage.advance(executionId);
      await eventually(async () => {
        const waiting = await database.db.$queryRaw<object[]>`
          select from pg_locks where locktype = 'advisory' and not granted
            and database = (select oid from pg_database where datname = current_database())`;
        expect(waiting).toHaveLength(1);
      });
      await createEntity({ ctx: stage.ctx, input: { slug: "order", body: { number: "7" } } });
    });
    await advanced;
    expect(await readEntities("order")).toHaveLength(1);
  });

  it("fails with its reason, and what it had written is undone", async () => {
    const actions = [mapTo("no-such-schema", []), mapTo("order", [{ mode: "append_if_exists", target: "a", value_json: "{" }])];
    for (const [index, code] of ["BAD_CONFIG", "MAPPING_ERROR"].entries()) {
      const flowId = await stage.addFlow({ triggers: [], actions: [actions[index]] });
      await startExecution({ ctx: stage.ctx, input: { flow_id: flowId, entity_id: await stage.addOpportunity() } });
      await stage.settle();
      expect(await stage.latest()).toMatchObject({ status: "failed", actions: [{ error_output: { error_code: code } }] });
    }
    expect(await readEntities("order")).toEqual([]);
  });

  it("of an entity that is gone fails with ENTITY_NOT_FOUND", async () => {
    await stage.addFlow({ actions: [mapTo("order", [])] });
    const id = await stage.addOpportunity();
    await database.db.entity.deleteMany({ where: { id } });
    await stage.settle();
    expect((await stage.latest()).actions).toMatchObject([{ error_output: { error_code: "ENTITY_NOT_FOUND" } }]);
  });

  it("does not start the automation again that it belongs to, and says so", async () => {
    const touch = mapTo("opportunity", [{ mode: "copy_if_exists", target: "_id", source: "_id" }, setTo("touched", "yes")]);
    const flowId = await stage.addFlow({ actions: [touch] });
    await stage.addOpportunity();
    await stage.settle();
    const executions = await Promise.all(
      (await stage.executionIds()).map((id) => getExecution({ ctx: stage.ctx, input: { execution_id: id } })),
    );
    expect(executions).toMatchObject([
      { status: "success", chain: [flowId] },
      { status: "skipped", chain: [flowId, flowId], actions: [{ execution_status: "skipped", reason: { payload: { chain: [flowId] } } }] },
    ]);
  });
});

describe("a trigger-event action", () => {
  it("publishes the event with what started it, for the webhooks that subscribe to it", async () => {
    await stage.addFlow({ actions: [{ id: "emit", type: "trigger-event", config: { event_name: "product_updated" } }] });
    const entityId = await stage.addOpportunity();
    await stage.settle();
    const { id } = await stage.latest();
    expect(JSON.parse(stage.sink.requests[0]?.rawBody ?? "{}")).toMatchObject({
      metadata: { action: "product_updated", automation_name: "Entity update: Opportunity", execution_id: id, action_id: "emit" },
      entity: { _id: entityId },
    });
  });

  it("of an event that is not in the catalogue fails with BAD_CONFIG", async () => {
    await stage.addFlow({ actions: [{ type: "trigger-event", config: { event_name: "no.such.event" } }] });
    await stage.addOpportunity();
    await stage.settle();
    expect((await stage.latest()).actions).toMatchObject([{ error_output: { error_code: "BAD_CONFIG" } }]);
  });
});

describe("a catalogue trigger", () => {
  const configuration = { event_name: "product_updated", event_version: "1.0", entity_node_id: "product", entity_schema: "product" };
  const product = { _id: "p1", _schema: "product", name: "Chair", status: "open" };
  const publish = (data: object) => publishEvents({ ctx: stage.ctx, input: { eventName: "product_updated", data } });

  it("starts a flow by a published event, for the entity that the event has, and sends the event beside it", async () => {
    await stage.addFlow({ triggers: [{ type: "event_catalog", configuration }], actions: [queue()] });
    const { events } = await publish({ product, reason: "sale" });
    await publish({ product: { ...product, _schema: "order" } });
    await publish({ reason: "no entity" });
    await stage.settle();
    expect(await stage.executionIds()).toHaveLength(1);
    expect(await stage.latest()).toMatchObject({
      ...{ status: "success", entity_id: "p1" },
      trigger_event: { type: "event_catalog", event_id: events[0]?.event_id, event_name: "product_updated", entity_node_id: "product" },
    });
    const body = stage.sink.requests.map(({ rawBody }) => JSON.parse(rawBody)).find(({ metadata }) => "execution_id" in metadata);
    expect(body).toMatchObject({ entity: { _id: "p1", name: "Chair" }, event: { reason: "sale" } });
    expect(Object.keys(body).slice(0, 3)).toEqual(["metadata", "entity", "event"]);
  });

  it("does not start a flow twice by the same event, and looks at the event in conditions", async () => {
    const statement = { source: { origin: "trigger", originType: "event", attribute: "reason" }, operation: "equals", values: ["sale"] };
    const conditions = [{ id: "c", statements: [statement] }];
    await stage.addFlow({ triggers: [{ type: "event_catalog", configuration }], conditions, actions: [queue({ condition_id: "c" })] });
    const input = { eventName: "product_updated", data: { product, reason: "sale" }, event_id: `once-${stage.organizationId}` };
    for (let i = 0; i < 2; i++) await publishEvents({ ctx: stage.ctx, input });
    await stage.settle();
    expect(await stage.executionIds()).toHaveLength(1);
    expect(await statuses()).toEqual(["success", "success"]);
  });

  it("does not hear what automations publish, unless it says so", async () => {
    const event_inputs = { product };
    await stage.addFlow({ actions: [{ type: "trigger-event", config: { event_name: "product_updated", event_inputs } }] });
    const ignoring = await stage.addFlow({ triggers: [{ type: "event_catalog", configuration }], actions: [] });
    const hearing = { ...configuration, ignore_automation_triggered: false };
    const heard = await stage.addFlow({ triggers: [{ type: "event_catalog", configuration: hearing }], actions: [] });
    await stage.addOpportunity();
    await stage.settle();
    const runs = async (flow_id: string) => (await getFlow({ ctx: stage.ctx, input: { flow_id } })).runs;
    expect([await runs(ignoring), await runs(heard)]).toEqual([0, 1]);
  });

  it("does not start for an entity whose id no execution can be about, and the event is published", async () => {
    await stage.addFlow({ triggers: [{ type: "event_catalog", configuration }], actions: [] });
    for (const _id of ["x".repeat(8_192), "a\u0000", "a\ud800", ""]) {
      expect((await publish({ product: { ...product, _id } })).events).toHaveLength(1);
    }
    expect(await stage.executionIds()).toEqual([]);
  });

  it("fails a mapping of what an event holds and no entity can, and entities can still be searched", async () => {
    const copies = [{ target: "name", operation: { _copy: "name" } }];
    await stage.addFlow({ triggers: [{ type: "event_catalog", configuration }], actions: [mapTo("order", copies)] });
    for (const name of ["a\u0000", "a\ud800"]) {
      await publish({ product: { ...product, name } });
      await stage.settle();
      expect(await stage.latest()).toMatchObject({ status: "failed", actions: [{ error_output: { error_code: "MAPPING_ERROR" } }] });
    }
    expect(await readEntities("order")).toEqual([]);
  });

  it("hears the events of changed entities", async () => {
    const changed = { ...configuration, event_name: "opportunity.updated", entity_schema: "opportunity" };
    await stage.addFlow({ triggers: [{ type: "event_catalog", configuration: changed }], actions: [] });
    const entityId = await stage.addOpportunity();
    await stage.change(entityId, { status: "won" });
    expect(await stage.latest()).toMatchObject({
      entity_id: entityId,
      trigger_event: { type: "event_catalog", event_name: "opportunity.updated" },
    });
    expect(await stage.executionIds()).toHaveLength(1);
  });
});

describe("an activity trigger", () => {
  it("starts a flow for each entity of its schema that an activity is written about", async () => {
    await stage.addFlow({
      triggers: [{ type: "activity", configuration: { schema: "opportunity", types: ["Called"] } }],
      actions: [queue()],
    });
    const [one, other] = [await stage.addOpportunity(), await stage.addOpportunity()];
    const { _id: contact } = await createEntity({ ctx: stage.ctx, input: { slug: "contact", body: {} } });
    const body = { type: "Called", title: "Called", message: "x" };
    await createActivity({ ctx: stage.ctx, input: { body: { ...body, type: "Wrote" }, entities: [one] } });
    const { _id: id } = await createActivity({ ctx: stage.ctx, input: { body, entities: [one, contact] } });
    await attachActivity({ ctx: stage.ctx, input: { id, entities: [other] } });
    await stage.settle();
    const executions = await Promise.all(
      (await stage.executionIds()).map((execution_id) => getExecution({ ctx: stage.ctx, input: { execution_id } })),
    );
    expect(executions).toMatchObject([
      { entity_id: one, activity_id: id, status: "success", trigger_event: { type: "entity_activity", activity_type: "Called" } },
      { entity_id: other, activity_id: id, status: "success" },
    ]);
  });

  it("starts a flow once for an entity, however often the activity is attached to it", async () => {
    await stage.addFlow({ triggers: [{ type: "activity", configuration: { schema: "opportunity", types: ["Called"] } }], actions: [] });
    const [one, other] = [await stage.addOpportunity(), await stage.addOpportunity()];
    const body = { type: "Called", title: "Called", message: "x" };
    const { _id: id } = await createActivity({ ctx: stage.ctx, input: { body, entities: [one] } });
    await attachActivity({ ctx: stage.ctx, input: { id, entities: [one] } });
    expect(await stage.executionIds()).toHaveLength(1);
    await attachActivity({ ctx: stage.ctx, input: { id, entities: [one, other] } });
    await attachActivity({ ctx: stage.ctx, input: { id, entities: [other] } });
    expect(await stage.executionIds()).toHaveLength(2);
    expect((await stage.latest()).entity_id).toBe(other);
  });

  it("starts executions that know how many deliveries led to them, and nothing at the end of a circle of them", async () => {
    await stage.addFlow({ triggers: [{ type: "activity", configuration: { schema: "opportunity", types: ["Called"] } }], actions: [] });
    const [one, other] = [await stage.addOpportunity(), await stage.addOpportunity()];
    const body = { type: "Called", title: "Called", message: "x" };
    const create = (hops: number) => createActivity({ ctx: { ...stage.ctx, hops }, input: { body, entities: [one] } });
    const attach = (hops: number, id: string) => attachActivity({ ctx: { ...stage.ctx, hops }, input: { id, entities: [other] } });
    const { _id: id } = await create(MAX_HOPS);
    await attach(2, id);
    const rows = await database.db.automationExecution.findMany({
      where: { organizationId: stage.organizationId },
      orderBy: { hops: "asc" },
    });
    expect(rows.map(({ entityId, hops }) => [entityId, hops])).toEqual([
      [other, 2],
      [one, MAX_HOPS],
    ]);
    await expect(create(MAX_HOPS + 1)).rejects.toMatchObject({ code: "unprocessable" });
    await expect(attach(MAX_HOPS + 1, id)).rejects.toMatchObject({ code: "unprocessable" });
    expect(await stage.executionIds()).toHaveLength(2);
  });
});

describe("an automation that starts too often", () => {
  it("is disabled, and the execution beyond its limit is hot", async () => {
    const flowId = await stage.addFlow({ max_executions: { count: 2, window: "PT1H" }, actions: [queue()] });
    for (let i = 0; i < 4; i++) await stage.addOpportunity();
    await stage.settle();
    const executions = await Promise.all(
      (await stage.executionIds()).map((id) => getExecution({ ctx: stage.ctx, input: { execution_id: id } })),
    );
    expect(executions.map(({ status }) => status)).toEqual(["success", "success", "hot"]);
    expect(await getFlow({ ctx: stage.ctx, input: { flow_id: flowId } })).toMatchObject({
      enabled: false,
      runs: 3,
      disable_details: { disabled_by: "system" },
    });
  });

  it("may start again once the window is over", async () => {
    await stage.addFlow({ max_executions: { count: 1, window: "PT1H" }, actions: [queue()] });
    await stage.addOpportunity();
    stage.pass(2 * HOUR_MS);
    await stage.addOpportunity();
    await stage.settle();
    expect(await statuses()).toEqual(["success", "success"]);
  });
});

describe("reviveExecutions", () => {
  it("finds what nobody went on with: begun, silent, or woken by nobody", async () => {
    await stage.addFlow({ actions: [webhookAction(webhookId)] });
    await stage.addOpportunity();
    const executionIds = await stage.executionIds();
    const revive = () => reviveExecutions({ db: database.db, jobs: stage.jobs });
    expect(await revive()).toBe(0);
    await database.db.$executeRaw`update automation_execution set look_at = now() - interval '1 s'`;
    expect(await revive()).toBe(1);
    expect(await revive()).toBe(0);
    for (const id of executionIds) await stage.advance(id);
    await stage.deliverer.deliverBatch();
    expect(await revive()).toBe(0);
    await database.db.$executeRaw`update automation_execution set updated_at = now() - interval '2 minutes'`;
    stage.jobs.sent.length = 0;
    expect(await revive()).toBe(1);
    expect(stage.jobs.sent).toEqual([{ name: "automation/executions.due", executionIds }]);
  });
});

describe("deleteOldExecutions", () => {
  it("deletes what ended longer ago than its organization keeps deliveries, and nothing that is under way", async () => {
    await stage.addFlow({ actions: [queue()] });
    await stage.addOpportunity();
    await stage.settle();
    await stage.addOpportunity();
    const deleteOld = (days: number) =>
      deleteOldExecutions({ db: database.db, now: new Date(Date.now() + days * DAY_MS), retention: TEST_RETENTION });
    expect(await deleteOld(27)).toBe(0);
    expect(await deleteOld(29)).toBe(1);
    expect(await stage.executionIds()).toHaveLength(1);
    await database.db.organization.update({ where: { id: stage.organizationId }, data: { deliveryRetentionDays: 2 } });
    await stage.settle();
    expect(await deleteOld(3)).toBe(1);
  });

  it("reads nothing of an organization that keeps its executions longer than another one", async () => {
    const brief = await makeOrganization(database.db);
    await database.db.organization.update({ where: { id: brief }, data: { deliveryRetentionDays: 1 } });
    for (const [organizationId, count] of [
      [stage.organizationId, 5_000],
      [brief, 3],
    ] as const) {
      await database.db.$executeRaw`
        insert into automation_execution (id, organization_id, flow_id, flow_name, entity_id, entity_schema, trigger_event, conditions, schedules, actions,
          chain, status, ended_at)
        select gen_random_uuid()::text, ${organizationId}, 'flow', 'Flow', 'entity', 'contact', '{}'::json, '[]'::json, '[]'::json, '[]'::json,
          '{flow}', 'success', now() - interval '5 days'
        from generate_series(1, ${count}::int)`;
    }
    await database.db.$executeRaw`analyze automation_execution`;
    const read = await database.db.$transaction(async (tx) => {
      expect(await deleteOldExecutions({ db: tx, now: new Date(), retention: TEST_RETENTION })).toBe(3);
      const [row] = await tx.$queryRaw<[{ read: number }]>`
        select (seq_tup_read + idx_tup_fetch)::int as read from pg_stat_xact_user_tables where relname = 'automation_execution'`;
      return row.read;
    });
    expect(read).toBeLessThan(1_000);
  });
});

describe("another organization", () => {
  it("cancels nothing and no schedule", async () => {
    await stage.addFlow({ actions: [queue()] });
    await stage.addOpportunity();
    const [execution_id = ""] = await stage.executionIds();
    const ctx = createTestContext({ db: database.db, organizationId: await makeOrganization(database.db) });
    await expect(cancelExecution({ ctx, input: { execution_id } })).rejects.toMatchObject({ code: "not_found" });
    await expect(cancelSchedule({ ctx, input: { execution_id, schedule_id: "s" } })).rejects.toMatchObject({ code: "not_found" });
  });
});

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ExactNumber } from "@/domain/json/exact-number";
import { cancelExecution } from "@/server/automation/cancel-execution";
import { getNamedExecution } from "@/server/automation/get-named-execution";
import { listExecutions } from "@/server/automation/list-executions";
import { startExecution } from "@/server/automation/start-execution";
import { deleteFlow } from "@/server/automation-flow/delete-flow";
import { listCallingFlows } from "@/server/automation-flow/list-calling-flows";
import { listStartableFlows } from "@/server/automation-flow/list-startable-flows";
import type { Context } from "@/server/context";
import { deleteEntity } from "@/server/entity/delete-entity";
import { publishEvents } from "@/server/event/publish-events";
import { type AutomationStage, setAutomationStage, webhookAction } from "@/tests/support/automation-stage";
import { createTestContext } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";
import { makeOrganization } from "@/tests/support/test-rows";

const database = withTestDatabase();
let stage: AutomationStage;
let stranger: Context;
beforeEach(async () => {
  stage = await setAutomationStage(database.db);
  stranger = createTestContext({ db: database.db, organizationId: await makeOrganization(database.db) });
});
afterEach(() => stage.close());

const onUpdate = [{ type: "entity_operation", configuration: { schema: "opportunity", operations: ["updateEntity"] } }];
const manual = (schema?: string) => [{ type: "entity_manual", configuration: schema === undefined ? {} : { schema } }];
const start = (flowId: string, entityId: string) => startExecution({ ctx: stage.ctx, input: { flow_id: flowId, entity_id: entityId } });

describe("listExecutions", () => {
  it("shows what started each, for what, what was done of it, and why it failed", async () => {
    stage.sink.setRespond((_request, index) => ({ status: index === 0 ? 200 : 400 }));
    const { id } = await stage.addWebhook();
    const flowId = await stage.addFlow({ triggers: onUpdate, actions: [webhookAction(id), webhookAction(id), webhookAction(id)] });
    const entityId = await stage.addOpportunity({ opportunity_title: "Roof", status: "open" });
    await stage.change(entityId, { status: "won" });
    await stage.settle();
    const { data, next_cursor } = await listExecutions({ ctx: stage.ctx, input: { flow_id: flowId } });
    expect(next_cursor).toBeNull();
    expect(data).toMatchObject([
      {
        flow: { id: flowId, name: "Entity update: Opportunity", isThere: true },
        entity: { id: entityId, schema: "opportunity", title: "Roof", isThere: true },
        status: "failed",
        trigger: { type: "entity_operation", operation_type: "updateEntity" },
        actions: { done: 1, total: 3 },
        reason: expect.stringContaining("400"),
        ended_at: expect.any(String),
      },
    ]);
  });

  it("is paged, newest first, and narrowed to a record and to a state", async () => {
    const { id } = await stage.addWebhook();
    const flowId = await stage.addFlow({ triggers: manual(), actions: [webhookAction(id)] });
    const [one, other] = [await stage.addOpportunity(), await stage.addOpportunity()];
    const ids: string[] = [];
    for (const entityId of [one, other, one, one]) ids.unshift((await start(flowId, entityId)).id);
    await cancelExecution({ ctx: stage.ctx, input: { execution_id: ids[0] ?? "" } });
    const list = async (input: Parameters<typeof listExecutions>[0]["input"]) => {
      const { data, next_cursor } = await listExecutions({ ctx: stage.ctx, input });
      return { ids: data.map((execution) => execution.id), next_cursor };
    };
    const first = await list({ flow_id: flowId, limit: 3 });
    expect(first).toEqual({ ids: ids.slice(0, 3), next_cursor: expect.any(String) });
    expect(await list({ flow_id: flowId, limit: 3, cursor: first.next_cursor ?? "" })).toEqual({ ids: ids.slice(3), next_cursor: null });
    expect((await list({ entity_id: other })).ids).toEqual([ids[2]]);
    expect((await list({ flow_id: flowId, state: "cancelled" })).ids).toEqual([ids[0]]);
    expect((await list({ flow_id: flowId, state: "running" })).ids).toEqual(ids.slice(1));
    for (const cursor of ["none", btoa(JSON.stringify(["0000-01-01T00:00:00Z", "x"]))]) {
      await expect(list({ cursor })).rejects.toMatchObject({ code: "invalid_input" });
    }
  });

  it("stays readable when automation and record are gone, and says so", async () => {
    const flowId = await stage.addFlow({ triggers: manual(), actions: [] });
    const entityId = await stage.addOpportunity({ opportunity_title: "Roof" });
    const { id } = await start(flowId, entityId);
    await stage.settle();
    await deleteFlow({ ctx: stage.ctx, input: { flow_id: flowId } });
    await deleteEntity({ ctx: stage.ctx, input: { slug: "opportunity", id: entityId, isPurged: true } });
    const gone = { flow: { isThere: false }, entity: { title: "Roof", isThere: false } };
    expect((await listExecutions({ ctx: stage.ctx, input: { flow_id: flowId } })).data).toMatchObject([gone]);
    expect(await getNamedExecution({ ctx: stage.ctx, input: { execution_id: id } })).toMatchObject(gone);
  });

  it("shows executions of events and with answers of endpoints that hold NUL or half of a surrogate pair, which PostgreSQL cannot", async () => {
    const odd = "\u0000\ud800";
    stage.sink.setRespond(() => ({ body: JSON.stringify({ a: odd }) }));
    const { id } = await stage.addWebhook();
    const configuration = { event_name: "product_updated", event_version: "1.0", entity_node_id: "product", entity_schema: "product" };
    const flowId = await stage.addFlow({ triggers: [{ type: "event_catalog", configuration }], actions: [webhookAction(id)] });
    const product = { _id: "p1", _schema: "product", _title: `Chair${odd}`, [odd]: 1 };
    await publishEvents({ ctx: stage.ctx, input: { eventName: "product_updated", data: { product } } });
    await stage.settle();
    expect(await stage.latest()).toMatchObject({ actions: [{ outputs: { body: { a: odd } } }] });
    expect((await listExecutions({ ctx: stage.ctx, input: { flow_id: flowId } })).data).toMatchObject([
      { entity: { title: `Chair${odd}` }, status: "success", trigger: { event_name: "product_updated" }, actions: { done: 1, total: 1 } },
    ]);
  });

  it("gives the title of an event's entity with the digits that it was published with", async () => {
    const configuration = { event_name: "product_updated", event_version: "1.0", entity_node_id: "product", entity_schema: "product" };
    await stage.addFlow({ triggers: [{ type: "event_catalog", configuration }], actions: [] });
    const product = { _id: "p1", _schema: "product", _title: new ExactNumber("1.10") };
    await publishEvents({ ctx: stage.ctx, input: { eventName: "product_updated", data: { product } } });
    const titled = { entity: { title: "1.10" } };
    const { data } = await listExecutions({ ctx: stage.ctx, input: {} });
    expect(data).toMatchObject([titled]);
    expect(await getNamedExecution({ ctx: stage.ctx, input: { execution_id: data[0]?.id ?? "" } })).toMatchObject(titled);
  });

  it("gives the reason of a condition whose schedule has no time", async () => {
    const schedules = [{ id: "s", source: { id: "t", origin: "trigger", attribute: "none" }, numberOfUnits: 1, timePeriod: "days" }];
    const conditions = [{ id: "c", schedule_id: "s", statements: [] }];
    const { id } = await stage.addWebhook();
    const flowId = await stage.addFlow({ triggers: manual(), schedules, conditions, actions: [webhookAction(id, { condition_id: "c" })] });
    await start(flowId, await stage.addOpportunity());
    await stage.settle();
    const { conditions: judged } = await stage.latest();
    const [{ error_output: error } = { error_output: null }] = judged as { error_output?: { error_reason: string } }[];
    expect(error?.error_reason).toEqual(expect.any(String));
    const { data } = await listExecutions({ ctx: stage.ctx, input: { flow_id: flowId } });
    expect(data).toMatchObject([{ status: "failed", actions: { done: 0, total: 1 }, reason: error?.error_reason }]);
  });

  it("gives another organization none", async () => {
    const flowId = await stage.addFlow({ triggers: manual(), actions: [] });
    const entityId = await stage.addOpportunity();
    await start(flowId, entityId);
    const nothing = { data: [], next_cursor: null };
    expect(await listExecutions({ ctx: stranger, input: { flow_id: flowId } })).toEqual(nothing);
    expect(await listExecutions({ ctx: stranger, input: { entity_id: entityId } })).toEqual(nothing);
  });
});

describe("getNamedExecution", () => {
  it("says what changed, and which automations led to it", async () => {
    const { id } = await stage.addWebhook();
    const mapping = { target_schema: "opportunity", mapping_attributes: [{ target: "_id", operation: { _copy: "_id" } }] };
    mapping.mapping_attributes.push({ target: "note", operation: { _set: "seen" } } as never);
    const first = await stage.addFlow({ flow_name: "First", triggers: manual(), actions: [{ type: "map-entity", config: mapping }] });
    await stage.addFlow({ flow_name: "Second", triggers: onUpdate, actions: [webhookAction(id)] });
    await start(first, await stage.addOpportunity({ status: "open", note: "new" }));
    await stage.settle();
    const { id: executionId } = await stage.latest();
    expect(await getNamedExecution({ ctx: stage.ctx, input: { execution_id: executionId } })).toMatchObject({
      flow: { name: "Second" },
      led_by: [{ id: first, name: "First" }],
      diff: { updated: { note: "new" } },
      snapshot: { note: "seen" },
      started_by: null,
      actions: [{ type: "trigger-webhook" }],
    });
  });

  it("says who started it by hand, as long as they are of the organization", async () => {
    const flowId = await stage.addFlow({ triggers: manual(), actions: [] });
    const { id } = await start(flowId, await stage.addOpportunity());
    const execution = await getNamedExecution({ ctx: stage.ctx, input: { execution_id: id } });
    expect(execution).toMatchObject({ trigger: { type: "manual" }, started_by: { id: "tok_test", name: null } });
  });

  it("does not show another organization's", async () => {
    const flowId = await stage.addFlow({ triggers: manual(), actions: [] });
    const { id } = await start(flowId, await stage.addOpportunity());
    await expect(getNamedExecution({ ctx: stranger, input: { execution_id: id } })).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("listStartableFlows", () => {
  it("lists the enabled ones for a schema, those meant to be started by hand first, and no one else's", async () => {
    await stage.addFlow({ flow_name: "A change", triggers: onUpdate, actions: [] });
    await stage.addFlow({ flow_name: "For any", triggers: manual(), actions: [{ type: "trigger-event", config: { event_name: "x" } }] });
    await stage.addFlow({ flow_name: "For contacts", triggers: manual("contact"), actions: [] });
    await stage.addFlow({ flow_name: "Disabled", triggers: manual("opportunity"), enabled: false, actions: [] });
    const namesOf = async (ctx: Context) => (await listStartableFlows({ ctx, input: { schema: "opportunity" } })).map(({ name }) => name);
    expect(await namesOf(stage.ctx)).toEqual(["For any", "A change"]);
    expect(await namesOf(stranger)).toEqual([]);
  });
});

describe("listCallingFlows", () => {
  it("lists the automations that call a webhook and whether they wait, and no one else's", async () => {
    const [called, other] = [await stage.addWebhook(), await stage.addWebhook()];
    const waiting = await stage.addFlow({
      flow_name: "Waits",
      actions: [webhookAction(called.id, { sync: false }), webhookAction(called.id)],
    });
    await stage.addFlow({
      flow_name: "Goes on",
      enabled: false,
      actions: [webhookAction(called.id, { sync: false }), webhookAction(other.id)],
    });
    expect(await listCallingFlows({ ctx: stage.ctx, input: { configId: called.id } })).toEqual([
      { id: expect.any(String), name: "Goes on", isEnabled: false, webhookId: called.id, isAwaited: false },
      { id: waiting, name: "Waits", isEnabled: true, webhookId: called.id, isAwaited: true },
    ]);
    expect(await listCallingFlows({ ctx: stage.ctx, input: {} })).toHaveLength(3);
    expect(await listCallingFlows({ ctx: stranger, input: {} })).toEqual([]);
  });
});

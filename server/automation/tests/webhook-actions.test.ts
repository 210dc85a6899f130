import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseJsonObject } from "@/domain/json/parse-json-object";
import { advanceExecution } from "@/server/automation/advance-execution";
import { getExecution } from "@/server/automation/get-execution";
import { retriggerAction } from "@/server/automation/retrigger-action";
import { startExecution } from "@/server/automation/start-execution";
import { getFlow } from "@/server/automation-flow/get-flow";
import { putFlow } from "@/server/automation-flow/put-flow";
import { createEntity } from "@/server/entity/create-entity";
import { deleteWebhook } from "@/server/webhook/delete-webhook";
import { getWebhook } from "@/server/webhook/get-webhook";
import { switchWebhook } from "@/server/webhook/switch-webhook";
import { updateWebhook } from "@/server/webhook/update-webhook";
import { type AutomationStage, setAutomationStage, webhookAction } from "@/tests/support/automation-stage";
import { createTestContext } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";
import { makeOrganization } from "@/tests/support/test-rows";

const database = withTestDatabase();
let stage: AutomationStage;
beforeEach(async () => {
  stage = await setAutomationStage(database.db);
});
afterEach(() => stage.close());

const ALL_PARTS = { hydrate_entity: true, include_relations: true, include_activity: true, include_changed_attributes: true };
const addWebhook = (values: object = {}) => stage.addWebhook({ payloadConfiguration: ALL_PARTS, ...values });
const onUpdate = [{ type: "entity_operation", configuration: { schema: "opportunity", operations: ["updateEntity"] } }];
const bodies = () => stage.sink.requests.map(({ rawBody }) => parseJsonObject(rawBody));
const statuses = async () => {
  const { status, actions } = await stage.latest();
  return [status, ...actions.map((action) => action.execution_status)];
};

describe("a webhook action", () => {
  it("sends the entity with what changed it, once, in the documented order, and keeps the answer", async () => {
    stage.sink.setRespond(() => ({ status: 201, body: '{"ok":true}' }));
    const { id } = await addWebhook();
    const flowId = await stage.addFlow({ triggers: onUpdate, actions: [webhookAction(id, { id: "tell" })] });
    const { _id: customerId } = await createEntity({ ctx: stage.ctx, input: { slug: "contact", body: { first_name: "Ada" } } });
    const customer = { $relation: [{ entity_id: customerId, _tags: ["buyer"] }] };
    const entityId = await stage.addOpportunity({ status: "open", amount: 1, customer });
    await stage.change(entityId, { status: "won", note: "x" });
    await stage.settle();

    const execution = await stage.latest();
    expect(execution).toMatchObject({
      ...{ status: "success", execution_status: "success", flow_id: flowId, entity_id: entityId, chain: [flowId] },
      trigger_event: { type: "entity_operation", operation_type: "updateEntity", activity_id: execution.activity_id },
      entity_snapshot: { _id: entityId, status: "won" },
      actions: [{ execution_status: "success", outputs: { status: "succeeded", status_code: "201", body: { ok: true } } }],
    });
    const [body, ...others] = bodies();
    expect(others).toEqual([]);
    expect(Object.keys(body ?? {})).toEqual(["metadata", "entity", "relations", "activity", "changed_attributes"]);
    expect(Object.keys(body?.["metadata"] as object)).toEqual([
      ...["webhook_id", "organization_id", "webhook_name", "automation_name", "correlation_id", "creation_timestamp"],
      ...["execution_id", "action_id", "relations_read_at"],
    ]);
    expect(body).toMatchObject({
      metadata: { automation_name: "Entity update: Opportunity", execution_id: execution.id, action_id: "tell" },
      entity: { _id: entityId, _schema: "opportunity", status: "won" },
      relations: [{ _id: customerId, _schema: "contact", first_name: "Ada", $relation: { attribute: "customer", _tags: ["buyer"] } }],
      activity: { _id: execution.activity_id, type: "EntityUpdated", operations: [{ diff: { updated: { status: "open" } } }] },
      changed_attributes: { added: { note: "x" }, updated: { status: "won" }, deleted: {} },
    });
  });

  it("of a manual run says who started it, and has no changed attributes", async () => {
    const { id } = await addWebhook();
    const flowId = await stage.addFlow({ triggers: [], actions: [webhookAction(id)] });
    const entityId = await stage.addOpportunity();
    const started = await startExecution({ ctx: stage.ctx, input: { flow_id: flowId, entity_id: entityId } });
    expect(started).toMatchObject({ status: "pending", trigger_event: { type: "manual", entity_id: entityId } });
    await stage.settle();
    const [body] = bodies();
    expect(body?.["metadata"]).toMatchObject({ user_id: "tok_test", action: "Manual triggered by user with id tok_test" });
    expect(body).not.toHaveProperty("changed_attributes");
    expect(body).not.toHaveProperty("activity");
  });

  it("that waits is tried three times in all, fails the execution, and the next action does not run", async () => {
    stage.sink.setRespond(() => ({ status: 503, body: "busy" }));
    const { id } = await addWebhook({ retryPolicy: { enabled: false, maxAttempts: 1 } });
    await stage.addFlow({ triggers: onUpdate, actions: [webhookAction(id), webhookAction(id, { sync: false })] });
    await stage.change(await stage.addOpportunity(), { status: "won" });
    await stage.settle();
    expect(stage.sink.requests).toHaveLength(3);
    expect(await statuses()).toEqual(["failed", "failed", "pending"]);
    const { actions } = await stage.latest();
    expect(actions[0]).toMatchObject({
      error_output: { error_code: "TRIGGER_WEBHOOK_ERROR", error_reason: expect.stringContaining("503"), error_info: { details: [{}] } },
      outputs: { status: "failed", status_code: "503" },
    });
  });

  it("goes on after a retry, under the same webhook-id", async () => {
    stage.sink.setRespond((_request, index) => ({ status: index === 0 ? 400 : 200 }));
    const { id } = await addWebhook();
    await stage.addFlow({ triggers: onUpdate, actions: [webhookAction(id, { id: "one" }), webhookAction(id, { id: "two" })] });
    await stage.change(await stage.addOpportunity(), { status: "won" });
    await stage.settle();
    expect(await statuses()).toEqual(["failed", "failed", "pending"]);
    const { id: executionId } = await stage.latest();
    await retriggerAction({ ctx: stage.ctx, input: { execution_id: executionId, action_id: "one" } });
    await stage.settle();
    expect(await statuses()).toEqual(["success", "success", "success"]);
    const [first, again, next] = stage.sink.requests.map(({ headers }) => headers["webhook-id"]);
    expect(again).toBe(first);
    expect(next).not.toBe(first);
  });

  it("stops behind an action that is tried again alone", async () => {
    stage.sink.setRespond((_request, index) => ({ status: index === 0 ? 400 : 200 }));
    const { id } = await addWebhook();
    await stage.addFlow({ triggers: onUpdate, actions: [webhookAction(id, { id: "one" }), webhookAction(id)] });
    await stage.change(await stage.addOpportunity(), { status: "won" });
    await stage.settle();
    const { id: executionId } = await stage.latest();
    const retry = { retry_strategy: "RETRY_AND_STOP" };
    await retriggerAction({ ctx: stage.ctx, input: { execution_id: executionId, action_id: "one", retry } });
    await stage.settle();
    expect(await statuses()).toEqual(["success", "success", "pending"]);
    expect(stage.sink.requests).toHaveLength(2);
  });

  it("that is tried again does not pass over another one that failed", async () => {
    stage.sink.setRespond((_request, index) => ({ status: index === 1 ? 400 : 200 }));
    const { id } = await addWebhook();
    await stage.addFlow({ triggers: onUpdate, actions: ["one", "two", "three"].map((name) => webhookAction(id, { id: name })) });
    await stage.change(await stage.addOpportunity(), { status: "won" });
    await stage.settle();
    expect(await statuses()).toEqual(["failed", "success", "failed", "pending"]);
    const { id: executionId } = await stage.latest();
    const tryAgain = async (action_id: string, retry_strategy: string) => {
      await retriggerAction({ ctx: stage.ctx, input: { execution_id: executionId, action_id, retry: { retry_strategy } } });
      await stage.settle();
      return statuses();
    };
    for (const strategy of ["RETRY_AND_RESUME", "RETRY_AND_STOP"]) {
      expect(await tryAgain("one", strategy)).toEqual(["failed", "success", "failed", "pending"]);
    }
    expect(await tryAgain("three", "RETRY_AND_RESUME")).toEqual(["failed", "success", "failed", "success"]);
    expect(await tryAgain("two", "RETRY_AND_RESUME")).toEqual(["success", "success", "success", "success"]);
  });

  it("copied from a run into an automation is sent under a webhook-id of its own in each run", async () => {
    const { id } = await addWebhook();
    const flowId = await stage.addFlow({ triggers: onUpdate, actions: [webhookAction(id)] });
    const entityId = await stage.addOpportunity();
    await stage.change(entityId, { status: "won" });
    await stage.settle();
    const { actions } = await stage.latest();
    const flow = await getFlow({ ctx: stage.ctx, input: { flow_id: flowId } });
    await putFlow({ ctx: stage.ctx, input: { flow_id: flowId, flow: { ...flow, actions } } });
    for (const status of ["lost", "open"]) {
      await stage.change(entityId, { status });
      await stage.settle();
    }
    expect(new Set(stage.sink.requests.map(({ headers }) => headers["webhook-id"])).size).toBe(3);
  });

  it("that may fail does not stop the execution", async () => {
    stage.sink.setRespond((_request, index) => ({ status: index === 0 ? 400 : 200 }));
    const { id } = await addWebhook();
    await stage.addFlow({ triggers: onUpdate, actions: [webhookAction(id, { allow_failure: true }), webhookAction(id)] });
    await stage.change(await stage.addOpportunity(), { status: "won" });
    await stage.settle();
    expect(await statuses()).toEqual(["success", "failed", "success"]);
  });

  it("that does not wait queues the call and goes on at once", async () => {
    const { id } = await addWebhook();
    await stage.addFlow({ triggers: onUpdate, actions: [webhookAction(id, { sync: false }), webhookAction(id, { sync: false })] });
    await stage.change(await stage.addOpportunity(), { status: "won" });
    for (const executionId of await stage.executionIds()) await stage.advance(executionId);
    expect(await statuses()).toEqual(["success", "success", "success"]);
    const { actions } = await stage.latest();
    const deliveries = await stage.deliveries();
    expect(actions.map((action) => action["outputs"])).toMatchObject(
      deliveries.map(({ id: event_id }) => ({ event_id, message: "queued" })),
    );
    expect(actions.map((action) => (action["config"] as { event_id: string }).event_id)).toEqual(deliveries.map((one) => one.id));
    expect(stage.sink.requests).toEqual([]);
  });

  it.each([
    ["gone", async () => "unknown", "BAD_CONFIG"],
    ["incomplete", async () => (await addWebhook({ url: null })).id, "BAD_CONFIG"],
    ["disabled", async () => (await addWebhook({ enabled: false })).id, "TRIGGER_WEBHOOK_ERROR"],
  ])("fails with its reason where the webhook is %s", async (_state, make, code) => {
    await stage.addFlow({ triggers: onUpdate, actions: [webhookAction(await make())] });
    await stage.change(await stage.addOpportunity(), { status: "won" });
    await stage.settle();
    expect((await stage.latest()).actions).toMatchObject([{ execution_status: "failed", error_output: { error_code: code } }]);
  });

  it("reaches its own webhook alone, past the webhook's filter", async () => {
    const filter = { keyToFilter: "status", supportedValues: ["never"] };
    const { id } = await addWebhook({ filter, eventName: "automation_trigger_webhook" });
    await stage.addWebhook({ eventName: "automation_trigger_webhook" });
    await stage.addFlow({ triggers: onUpdate, actions: [webhookAction(id)] });
    await stage.change(await stage.addOpportunity(), { status: "won" });
    await stage.settle();
    const deliveries = await stage.deliveries();
    expect(deliveries).toMatchObject([{ webhookId: id, eventName: "automation_trigger_webhook", status: "succeeded" }]);
  });

  it("is done once however often its step is taken, at once or again", async () => {
    const { id } = await addWebhook();
    await stage.addFlow({ triggers: onUpdate, actions: [webhookAction(id)] });
    await stage.change(await stage.addOpportunity(), { status: "won" });
    const [executionId = ""] = await stage.executionIds();
    await Promise.all([1, 2, 3].map(() => advanceExecution({ means: stage.ctx, executionId })));
    await stage.advance(executionId);
    expect(await stage.deliveries()).toHaveLength(1);
  });

  it("rings for the execution once its delivery has ended", async () => {
    const { id } = await addWebhook();
    await stage.addFlow({ triggers: onUpdate, actions: [webhookAction(id)] });
    await stage.change(await stage.addOpportunity(), { status: "won" });
    const [executionId = ""] = await stage.executionIds();
    await stage.advance(executionId);
    stage.jobs.sent.length = 0;
    await stage.deliverer.deliverBatch();
    expect(stage.jobs.sent).toContainEqual({ name: "automation/executions.due", executionIds: [executionId] });
  });

  it.each([
    ["deleted", async (configId: string) => deleteWebhook({ ctx: stage.ctx, input: { configId } }), "WEBHOOK_DELETED"],
    ["disabled", async (configId: string) => switchWebhook({ ctx: stage.ctx, input: { configId, enabled: false } }), "WEBHOOK_DISABLED"],
    [
      "changed so that it is incomplete",
      async (configId: string) => {
        const config = await getWebhook({ ctx: stage.ctx, input: { configId } });
        await updateWebhook({ ctx: stage.ctx, input: { configId, config: { ...config, url: null } } });
      },
      "WEBHOOK_DISABLED",
    ],
  ])("goes on at once when its webhook is %s while it waits", async (_how, end, code) => {
    const { id } = await addWebhook();
    await stage.addFlow({ triggers: onUpdate, actions: [webhookAction(id, { allow_failure: true })] });
    await stage.change(await stage.addOpportunity(), { status: "won" });
    const [executionId = ""] = await stage.executionIds();
    await stage.advance(executionId);
    stage.jobs.sent.length = 0;
    await end(id);
    expect(stage.jobs.sent).toContainEqual({ name: "automation/executions.due", executionIds: [executionId] });
    await stage.advance(executionId);
    expect(await statuses()).toEqual(["success", "failed"]);
    expect((await stage.latest()).actions).toMatchObject([
      { error_output: { error_info: { details: [{ explanation: expect.stringContaining(code) }] } } },
    ]);
  });

  it("is neither shown to another organization nor started by it", async () => {
    const { id } = await addWebhook();
    const flowId = await stage.addFlow({ actions: [webhookAction(id)] });
    const entityId = await stage.addOpportunity();
    const { id: executionId } = await stage.latest();
    const stranger = createTestContext({ db: database.db, organizationId: await makeOrganization(database.db) });
    const notFound = { code: "not_found" };
    await expect(getExecution({ ctx: stranger, input: { execution_id: executionId } })).rejects.toMatchObject(notFound);
    await expect(startExecution({ ctx: stranger, input: { flow_id: flowId, entity_id: entityId } })).rejects.toMatchObject(notFound);
    await expect(retriggerAction({ ctx: stranger, input: { execution_id: executionId, action_id: "x" } })).rejects.toMatchObject(notFound);
  });
});

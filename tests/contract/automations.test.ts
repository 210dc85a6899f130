import { Agent } from "node:http";
import { authorize, type Client, createClient } from "@epilot/sdk/automation";
import definition from "@epilot/sdk/automation/openapi.json";
import { beforeAll, describe, expect, it } from "vitest";
import { readDefinition } from "@/tests/contract/published-definition";
import { createSender, type SendRequest } from "@/tests/contract/send-request";
import { withServedApi } from "@/tests/contract/serve-api";
import { makeOrganizationWithToken, withProcessEnvironment } from "@/tests/support/process-environment";

const environment = withProcessEnvironment();
const api = withServedApi();
let organizationId: string;
let client: Client;
let send: SendRequest;
let asStranger: SendRequest;

beforeAll(async () => {
  const owner = await makeOrganizationWithToken(environment.db);
  ({ organizationId } = owner);
  client = createClient();
  client.defaults.baseURL = api.url;
  client.defaults.validateStatus = () => true;
  // To read the large definition takes longer than the server keeps a connection on which nobody asks.
  client.defaults.httpAgent = new Agent({ keepAlive: false });
  authorize(client, () => owner.token);
  send = createSender({ url: api.url, token: owner.token });
  asStranger = createSender({ url: api.url, token: (await makeOrganizationWithToken(environment.db)).token });
});

/** Returns the definition with its one fault that our answers meet: it requires a `targetPath` whose property is `target`. */
function widened() {
  const copy = structuredClone(definition);
  copy.components.schemas.MappingAttributeV2.required = ["target", "operation"];
  return copy;
}
const faultsByDefinition = readDefinition(widened());

/** Calls an operation with the published client of the Automation API, and checks its answer against the client's definition. */
async function call<Answer>(operationId: string, status: number, request: Promise<{ status: number; data: Answer }>): Promise<Answer> {
  const { status: answered, data } = await request;
  expect(answered, JSON.stringify(data)).toBe(status);
  if (status < 400) expect(faultsByDefinition({ operationId, status, body: data })).toEqual([]);
  return data;
}

const FLOW = {
  flow_name: "Entity update: Opportunity",
  enabled: true,
  entity_schema: "opportunity",
  triggers: [
    {
      type: "entity_operation" as const,
      configuration: {
        schema: "opportunity",
        operations: ["updateEntity" as const],
        filter_config: { operation: { payload: { status: ["won"] }, diff: { updated: { status: [{ exists: true }] } } } },
      },
    },
    { type: "entity_manual" as const, configuration: { schema: "opportunity" } },
  ],
  trigger_conditions: [{ source: "_schema", comparison: "equals" as const, value: "opportunity" }],
  conditions: [{ id: "is-won", statements: [] }],
  schedules: [{ id: "later", source: { id: "start", origin: "automation" as const }, numberOfUnits: 1, timePeriod: "days" as const }],
  actions: [
    { type: "trigger-webhook" as const, name: "Tell", config: { target_webhook_id: "abc", sync: true }, condition_id: "is-won" },
    {
      type: "map-entity" as const,
      config: { target_schema: "order", mapping_attributes: [{ target: "status", operation: { _set: "open" } }] },
      schedule_id: "later",
    },
  ],
  max_executions: { count: 100, window: "PT1M" },
};

describe("the executions of the published client of the Automation API", () => {
  it("are started by hand, read, found, cancelled and tried again", async () => {
    const created = await send("POST", "/v1/entity/opportunity", { json: { status: "open", amount: 5 } });
    const { _id: entity_id } = created.body as { _id: string };
    const actions = [{ ...FLOW.actions[1], id: "map" }];
    const flow = await call("createFlow", 201, client.createFlow(null, { ...FLOW, conditions: [], actions } as never));
    const flow_id = flow.id ?? "";

    const started = await call("startExecution", 201, client.startExecution(null, { flow_id, entity_id }));
    expect(started).toMatchObject({
      ...{ status: "pending", execution_status: "pending", flow_id, flow_name: FLOW.flow_name, org_id: organizationId, entity_id },
      trigger_event: { type: "manual", org_id: organizationId, entity_id },
      entity_snapshot: { _id: entity_id, status: "open" },
      actions: [{ id: "map", execution_status: "pending" }],
    });
    const execution_id = started.id;
    expect(await call("getExecution", 200, client.getExecution({ execution_id }))).toEqual(started);
    await call("retriggerAction", 409, client.retriggerAction({ execution_id, action_id: "map" }));
    const schedule = await call("cancelSchedule", 200, client.cancelSchedule({ execution_id, schedule_id: "later" }));
    expect(schedule).toMatchObject({ id: "later" });
    await call("cancelSchedule", 404, client.cancelSchedule({ execution_id, schedule_id: "unknown" }));
    expect(await call("cancelExecution", 200, client.cancelExecution({ execution_id }))).toMatchObject({
      execution_status: "cancelled",
      actions: [{ execution_status: "cancelled" }],
    });
    await call("retriggerAction", 404, client.retriggerAction({ execution_id, action_id: "unknown" }));
    await call("retriggerAction", 200, client.retriggerAction({ execution_id, action_id: "map" }));
    const retry = { retry_strategy: "RETRY_AND_STOP" as const };
    await call("cancelExecution", 200, client.cancelExecution({ execution_id }));
    await call("retriggerAction", 200, client.retriggerAction({ execution_id, action_id: "map" }, retry));

    const other = await call("startExecution", 201, client.startExecution(null, { flow_id, entity_id }));
    const all = await call("getExecutions", 200, client.getExecutions({ entity_id, size: 1, include_flows: true }));
    expect(all).toMatchObject({ total: 2, results: [{ id: other.id }] });
    expect(await call("getExecutions", 200, client.getExecutions({ entity_id: "unknown" }))).toEqual({ total: 0, results: [] });
    const first = await call("searchExecutions", 200, client.searchExecutions(null, { entity_id, size: 1 }));
    expect(first).toMatchObject({ total: 2, results: [{ id: other.id }], next_cursor: expect.any(String) });
    const search = { entity_id, size: 1, ...(first.next_cursor && { cursor: first.next_cursor }) };
    const second = await call("searchExecutions", 200, client.searchExecutions(null, search));
    expect(second).toMatchObject({ total: 2, results: [{ id: execution_id }] });
    expect(second).not.toHaveProperty("next_cursor");
    expect(await call("getFlow", 200, client.getFlow({ flow_id }))).toMatchObject({ runs: 2 });
  });

  it("are not started for what is not there, nor with what is not known", async () => {
    const { body } = await send("POST", "/v1/automation/flows", { json: FLOW });
    const { id: flow_id } = body as { id: string };
    const contact = (await send("POST", "/v1/entity/contact", { json: { first_name: "Ada" } })).body as { _id: string };
    const start = (json: object) => send("POST", "/v1/automation/executions", { json });
    expect(await start({ flow_id: "unknown", entity_id: contact._id })).toMatchObject({ status: 404 });
    expect(await start({ flow_id, entity_id: "unknown" })).toMatchObject({ status: 404 });
    expect(await start({ flow_id, entity_id: contact._id })).toMatchObject({ status: 400, body: { errors: [{ path: "entity_id" }] } });
    expect(await start({ flow_id })).toMatchObject({ status: 400, body: { errors: [{ path: "entity_id" }] } });
    const workflow = await start({ flow_id, entity_id: contact._id, workflow_context: {} });
    expect(workflow).toMatchObject({ status: 400, body: { errors: [{ path: "workflow_context" }] } });
    const search = await send("POST", "/v1/automation/executions:search", { json: { entity_id: "x", cursor: "no" } });
    expect(search).toMatchObject({ status: 400, body: { errors: [{ path: "cursor" }] } });
  });

  it("of another organization are neither shown nor changed", async () => {
    const { body } = await send("GET", "/v1/automation/executions?size=1");
    const [{ id }] = (body as { results: [{ id: string }] }).results;
    const path = `/v1/automation/executions/${id}`;
    for (const [method, at] of [
      ["GET", path],
      ["DELETE", path],
      ["POST", `${path}/map/retrigger`],
      ["DELETE", `${path}/schedules/later`],
    ] as const) {
      expect((await asStranger(method, at)).status, `${method} ${at}`).toBe(404);
    }
    expect(await asStranger("GET", "/v1/automation/executions")).toMatchObject({ body: { total: 0, results: [] } });
  });
});

describe("automation_id", () => {
  it("shows what an automation would send, in the example and the preview, and is not found where there is none", async () => {
    const payloadConfiguration = { include_relations: true, include_activity: true, include_changed_attributes: true };
    const config = { name: "Hook", eventName: "product_updated", url: "https://example.com/hook", payloadConfiguration };
    const webhook = (await send("POST", "/v1/webhooks/configs", { json: config })).body as { id: string };
    const actions = [{ id: "tell", type: "trigger-webhook", config: { target_webhook_id: webhook.id } }];
    const make = async (flow: object) =>
      (
        (await send("POST", "/v1/automation/flows", { json: { ...FLOW, conditions: [], schedules: [], actions, ...flow } })).body as {
          id: string;
        }
      ).id;
    const [byChange, byHand] = [
      await make({}),
      await make({ triggers: [{ type: "entity_manual", configuration: { schema: "contact" } }] }),
    ];
    const exampleOf = (automation_id: string) => send("POST", `/v1/webhooks/configs/${webhook.id}/example`, { json: { automation_id } });
    const change = (await exampleOf(byChange)).body as Record<string, object>;
    expect(Object.keys(change)).toEqual(["metadata", "entity", "relations", "activity", "changed_attributes"]);
    expect(change["metadata"]).toMatchObject({ webhook_id: webhook.id, automation_name: FLOW.flow_name, action_id: "tell" });
    const manual = (await exampleOf(byHand)).body as Record<string, object>;
    expect(manual["metadata"]).toMatchObject({ user_id: "123456", action: "Manual triggered by user with id 123456" });
    expect(manual).not.toHaveProperty("changed_attributes");
    const preview = await send("POST", `/v1/webhooks/configs/${webhook.id}/preview`, { json: { automation_id: byChange } });
    expect(preview).toMatchObject({
      status: 200,
      body: { event: { event_name: "automation_trigger_webhook" }, filter: { verdict: "send" } },
    });
    for (const operation of ["example", "preview"]) {
      const unknown = await send("POST", `/v1/webhooks/configs/${webhook.id}/${operation}`, { json: { automation_id: "unknown" } });
      expect(unknown.status).toBe(404);
      const theirs = await asStranger("POST", `/v1/webhooks/configs/${webhook.id}/${operation}`, { json: { automation_id: byChange } });
      expect(theirs.status).toBe(404);
    }
  });
});

describe("the flows of the published client of the Automation API", () => {
  it("are created, read, replaced, found and deleted", async () => {
    const made = await call("createFlow", 201, client.createFlow(null, FLOW as never));
    expect(made).toMatchObject({ ...FLOW, id: expect.any(String), org_id: organizationId, runs: 0 });
    const id = made.id ?? "";
    expect(await call("getFlow", 200, client.getFlow({ flow_id: id }))).toEqual(made);
    const replaced = await call("putFlow", 200, client.putFlow({ flow_id: id }, { ...made, enabled: false }));
    expect(replaced).toMatchObject({
      enabled: false,
      disable_details: { disabled_by: "user", blame: expect.stringMatching(/^api_token:/) },
    });
    expect(replaced.triggers).toEqual(made.triggers);
    expect(await call("putFlow", 200, client.putFlow({ flow_id: id }, made))).not.toHaveProperty("disable_details");

    const other = await call(
      "createFlow",
      201,
      client.createFlow(null, { ...FLOW, flow_name: "Other", entity_schema: "task", triggers: [] }),
    );
    const all = await call("searchFlows", 200, client.searchFlows());
    expect(all.results.slice(0, 2).map((flow) => flow.id)).toEqual([other.id, id]);
    const found = await call("searchFlows", 200, client.searchFlows({ schema: "opportunity", size: 1, include_flows: true }));
    expect(found).toMatchObject({ total: all.total - 1, results: [{ id }] });
    expect(await call("searchFlows", 200, client.searchFlows({ trigger_event_name: "x" }))).toEqual({ total: 0, results: [] });
    expect(await call("searchFlows", 200, client.searchFlows({ target_workflow: "x" }))).toEqual({ total: 0, results: [] });
    expect(await call("searchFlows", 200, client.searchFlows({ trigger_source_id: "x" }))).toEqual({ total: 0, results: [] });
    expect(await call("searchFlows", 200, client.searchFlows({ from: 100 }))).toEqual({ total: all.total, results: [] });
    const batch = client.batchGetFlows(null, { ids: [id, "unknown", other.id ?? "", id] });
    expect(await call("batchGetFlows", 200, batch)).toMatchObject({ total: 2, results: [{ id }, { id: other.id }] });

    await call("deleteFlow", 200, client.deleteFlow({ flow_id: other.id ?? "" }));
    await call("getFlow", 404, client.getFlow({ flow_id: other.id ?? "" }));
    await call("deleteFlow", 404, client.deleteFlow({ flow_id: other.id ?? "" }));
  });

  it("are refused with the place of the fault, in both forms of an error", async () => {
    const refused = await send("POST", "/v1/automation/flows", { json: { ...FLOW, actions: [{ type: "send-email", config: {} }] } });
    expect(refused).toMatchObject({
      status: 400,
      body: { status: 400, error: "Bad Request", code: "invalid_input", errors: [{ path: "actions.0.type" }] },
    });
    const deep = `${"[".repeat(10_000)}${"]".repeat(10_000)}`;
    const triggers = [{ type: "entity_operation", configuration: { filter_config: { operation: { payload: "deep" } } } }];
    const path = expect.stringMatching(/^triggers\.0\.configuration\.filter_config\.operation\.payload\.0/);
    const tooDeep = await send("POST", "/v1/automation/flows", { body: JSON.stringify({ ...FLOW, triggers }).replace('"deep"', deep) });
    expect(tooDeep).toMatchObject({ status: 400, body: { errors: [{ path }] } });
    expect(await send("GET", "/v1/automation/flows?colour=red")).toMatchObject({ status: 400, body: { errors: [{ path: "colour" }] } });
    expect((await send("GET", "/v1/automation/executions/bulk-jobs/1")).status).toBe(404);
  });

  it("are told in the audit log", async () => {
    const { body } = await send("POST", "/v1/automation/flows", { json: FLOW });
    const { id } = body as { id: string };
    await send("PUT", `/v1/automation/flows/${id}`, { json: { ...FLOW, flow_name: "New name" } });
    await send("DELETE", `/v1/automation/flows/${id}`);
    const log = await send("GET", `/v1/audit-log?target=${id}`);
    expect(log.body).toMatchObject({
      data: [
        { action: "automation.deleted", target: { name: "New name" } },
        { action: "automation.updated", details: { changed: expect.arrayContaining(["flow_name"]) } },
        { action: "automation.created" },
      ],
    });
  });

  it("are changed by owners only where they are protected", async () => {
    const { body } = await send("POST", "/v1/automation/flows", { json: { ...FLOW, protected: true } });
    const { id } = body as { id: string };
    const { token } = await makeOrganizationWithToken(environment.db, { organizationId, scopes: ["read", "write"] });
    const asWriter = createSender({ url: api.url, token });
    expect((await asWriter("PUT", `/v1/automation/flows/${id}`, { json: FLOW })).status).toBe(403);
    expect((await asWriter("DELETE", `/v1/automation/flows/${id}`)).status).toBe(403);
    expect((await send("DELETE", `/v1/automation/flows/${id}`)).status).toBe(200);
  });

  it("of another organization are neither shown nor changed", async () => {
    const { body } = await send("POST", "/v1/automation/flows", { json: FLOW });
    const { id } = body as { id: string };
    for (const [method, json] of [["GET"], ["PUT", FLOW], ["DELETE"]] as const) {
      expect((await asStranger(method, `/v1/automation/flows/${id}`, json && { json })).status).toBe(404);
    }
    expect(await asStranger("GET", "/v1/automation/flows")).toMatchObject({ body: { total: 0, results: [] } });
    const batch = await asStranger("POST", "/v1/automation/flows:batchGet", { json: { ids: [id] } });
    expect(batch).toMatchObject({ body: { total: 0, results: [] } });
    expect(await send("GET", `/v1/automation/flows/${id}`)).toMatchObject({ status: 200, body: { flow_name: FLOW.flow_name } });
  });
});

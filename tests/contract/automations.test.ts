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
    expect([all.total, all.results.map((flow) => flow.id)]).toEqual([2, [other.id, id]]);
    const found = await call("searchFlows", 200, client.searchFlows({ schema: "opportunity", size: 1, include_flows: true }));
    expect(found).toMatchObject({ total: 1, results: [{ id }] });
    expect(await call("searchFlows", 200, client.searchFlows({ trigger_event_name: "x" }))).toEqual({ total: 0, results: [] });
    expect(await call("searchFlows", 200, client.searchFlows({ target_workflow: "x" }))).toEqual({ total: 0, results: [] });
    expect(await call("searchFlows", 200, client.searchFlows({ trigger_source_id: "x" }))).toEqual({ total: 0, results: [] });
    expect(await call("searchFlows", 200, client.searchFlows({ from: 2 }))).toEqual({ total: 2, results: [] });
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

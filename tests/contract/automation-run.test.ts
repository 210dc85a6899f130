import { Agent } from "node:http";
import {
  type Client as AutomationClient,
  authorize as authorizeAutomation,
  createClient as createAutomationClient,
} from "@epilot/sdk/automation";
import { authorize as authorizeEntity, createClient as createEntityClient, type Client as EntityClient } from "@epilot/sdk/entity";
import { authorize as authorizeWebhooks, createClient as createWebhooksClient, type Client as WebhooksClient } from "@epilot/sdk/webhooks";
import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { EmbeddedHost } from "@/inngest/runtime/start-host";
import { withServedApi } from "@/tests/contract/serve-api";
import { plainHeaders } from "@/tests/support/delivery-stage";
import { eventually } from "@/tests/support/eventually";
import { type HttpSink, startHttpSink } from "@/tests/support/http-sink";
import { makeOrganizationWithToken, withProcessEnvironment } from "@/tests/support/process-environment";
import { startProcessHost } from "@/tests/support/process-host";

const environment = withProcessEnvironment();
const api = withServedApi();
let host: EmbeddedHost;
let entities: EntityClient;
let automations: AutomationClient;
let webhooks: WebhooksClient;
let sink: HttpSink;

beforeAll(async () => {
  host = await startProcessHost();
  const { token } = await makeOrganizationWithToken(environment.db);
  [entities, automations, webhooks] = [createEntityClient(), createAutomationClient(), createWebhooksClient()];
  authorizeEntity(entities, () => token);
  authorizeAutomation(automations, () => token);
  authorizeWebhooks(webhooks, () => token);
  for (const { defaults } of [entities, automations, webhooks]) {
    defaults.baseURL = api.url;
    // To read the large definitions takes longer than the server keeps a connection on which nobody asks.
    defaults.httpAgent = new Agent({ keepAlive: false });
  }
});
afterAll(() => host.stop());
beforeEach(async () => {
  sink = await startHttpSink();
});
afterEach(() => sink.close());

/** Makes a webhook with all parts of the payload, for the endpoint of this test. */
async function addWebhook(): Promise<{ id: string; signingSecret: string }> {
  const parts = { hydrate_entity: true, include_relations: true, include_activity: true, include_changed_attributes: true };
  const { data } = await webhooks.createConfig(null, {
    name: "Partner",
    eventName: "automation_trigger_webhook",
    url: `${sink.url}/hook`,
    payloadConfiguration: { ...parts, custom_headers: {} },
  });
  return { id: data.id ?? "", signingSecret: data.signingSecret ?? "" };
}

/** Makes the automation that calls the webhook when an opportunity is won, and then makes an order. */
async function addFlow(webhookId: string, { sync }: { sync: boolean }): Promise<string> {
  const filter_config = { operation: { payload: { status: ["won"] }, diff: { updated: { status: ["open"] } } } };
  const configuration = { schema: "opportunity", operations: ["updateEntity"], filter_config };
  const mapping_attributes = [{ target: "opportunity", operation: { _copy: "_id" } }];
  const flow = {
    flow_name: "Entity update: Opportunity",
    triggers: [{ type: "entity_operation", configuration }],
    actions: [
      { id: "tell", type: "trigger-webhook", config: { target_webhook_id: webhookId, sync } },
      { id: "order", type: "map-entity", config: { target_schema: "order", mapping_attributes } },
    ],
  };
  return (await automations.createFlow(null, flow as never)).data.id ?? "";
}

async function addOpportunity() {
  const { data: contact } = await entities.createEntity({ slug: "contact" }, { first_name: "Ada", last_name: "Okafor" });
  const customer = { $relation: [{ entity_id: contact._id, _tags: ["buyer"] }] };
  const { data } = await entities.createEntity({ slug: "opportunity" }, { opportunity_title: "Heat pump", status: "open", customer });
  return { contactId: String(contact._id), id: String(data._id) };
}
const win = (id: string) => entities.patchEntity({ slug: "opportunity", id }, { status: "won" });

/** Waits for the only execution of an entity to have a status, and returns it. */
const waitUntil = (status: string, entityId: string) =>
  eventually(async () => {
    const { data } = await automations.getExecutions({ entity_id: entityId });
    expect(data).toMatchObject({ total: 1, results: [{ execution_status: status }] });
    return data.results?.[0] as { id: string; actions: { execution_status: string }[] };
  });
const ordersOf = async (id: string) => (await entities.searchEntities(null, { q: `_schema:order AND opportunity:"${id}"` })).data.hits;

describe("an opportunity that is won over the published clients", () => {
  it("calls the webhook of its automation once, with all that it is about, in the documented order", async () => {
    const webhook = await addWebhook();
    const flowId = await addFlow(webhook.id, { sync: true });
    const { id, contactId } = await addOpportunity();
    await win(id);
    const execution = await waitUntil("success", id);
    expect(execution.actions.map((action) => action.execution_status)).toEqual(["success", "success"]);
    expect(await ordersOf(id)).toBe(1);

    const [request, ...others] = sink.requests;
    expect(others).toEqual([]);
    const body = new Webhook(webhook.signingSecret).verify(request?.rawBody ?? "", plainHeaders(request?.headers ?? {})) as object;
    expect(Object.keys(body)).toEqual(["metadata", "entity", "relations", "activity", "changed_attributes"]);
    expect(body).toMatchObject({
      metadata: { webhook_id: webhook.id, automation_name: "Entity update: Opportunity", execution_id: execution.id, action_id: "tell" },
      entity: { _id: id, _schema: "opportunity", _title: "Heat pump", status: "won" },
      relations: [
        {
          $relation: { entity_id: contactId, attribute: "customer", _schema: "contact", _tags: ["buyer"] },
          ...{ _id: contactId, _schema: "contact", _title: "Ada Okafor", first_name: "Ada" },
        },
      ],
      activity: {
        type: "EntityUpdated",
        operations_total: 1,
        operations: [
          { operation: "updateEntity", payload: { status: "won" }, diff: { added: {}, updated: { status: "open" }, deleted: {} } },
        ],
      },
      changed_attributes: { added: {}, updated: { status: "won" }, deleted: {} },
    });
    await automations.deleteFlow({ flow_id: flowId });
  });

  it("stops its automation where the webhook fails three times, and goes on once it is tried again", async () => {
    sink.setRespond(() => ({ status: 503 }));
    const flowId = await addFlow((await addWebhook()).id, { sync: true });
    const { id } = await addOpportunity();
    await win(id);
    const { id: execution_id, actions } = await waitUntil("failed", id);
    expect(actions).toMatchObject([
      { execution_status: "failed", error_output: { error_code: "TRIGGER_WEBHOOK_ERROR" } },
      { execution_status: "pending" },
    ]);
    expect(sink.requests).toHaveLength(3);
    expect(await ordersOf(id)).toBe(0);

    sink.setRespond(() => ({}));
    await automations.retriggerAction({ execution_id, action_id: "tell" }, { retry_strategy: "RETRY_AND_RESUME" });
    await waitUntil("success", id);
    expect(await ordersOf(id)).toBe(1);
    expect(sink.requests).toHaveLength(4);
    expect(new Set(sink.requests.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    await automations.deleteFlow({ flow_id: flowId });
  });

  it("does not make its automation wait where the action does not say so", async () => {
    let answer = () => {};
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    sink.setRespond(() => held.then(() => ({})));
    const flowId = await addFlow((await addWebhook()).id, { sync: false });
    const { id } = await addOpportunity();
    await win(id);
    const { actions } = await waitUntil("success", id);
    expect(actions).toMatchObject([{ outputs: { message: "queued" } }, { outputs: { operation: "createEntity" } }]);
    await sink.waitForRequests(1);
    answer();
    await automations.deleteFlow({ flow_id: flowId });
  });
});

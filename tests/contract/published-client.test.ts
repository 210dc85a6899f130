import { authorize, type Client, createClient, type WebhookConfig } from "@epilot/sdk/webhooks";
import { beforeAll, describe, expect, it } from "vitest";
import { faultsByDefinition, PUBLISHED_OPERATION_IDS } from "@/tests/contract/published-definition";
import { withServedApi } from "@/tests/contract/serve-api";
import { makeOrganizationWithToken, withProcessEnvironment } from "@/tests/support/process-environment";

const environment = withProcessEnvironment();
const api = withServedApi();
let client: Client;
let organizationId: string;
let token: string;

beforeAll(async () => {
  ({ organizationId, token } = await makeOrganizationWithToken(environment.db));
  client = createClient();
  client.defaults.baseURL = api.url;
  authorize(client, () => token);
});

const called = new Set<string>();

/** Calls an operation with the published client, and checks its answer against the client's definition. */
async function call<Answer>(operationId: string, status: number, request: Promise<{ status: number; data: Answer }>): Promise<Answer> {
  called.add(operationId);
  const answer = await request;
  expect(answer.status).toBe(status);
  expect(faultsByDefinition({ operationId, status, body: answer.data })).toEqual([]);
  return answer.data;
}

const config: WebhookConfig = { name: "Orders", eventName: "CustomerRequest_Created", url: "https://my-partner-service.api.com" };
const basicAuth = { authType: "BASIC" as const, basicAuthConfig: { username: "secretUsername", password: "secret7825@!" } };

async function makeConfig(values: Partial<WebhookConfig> = {}): Promise<string> {
  const { id } = await call("createConfig", 201, client.createConfig(null, { ...config, ...values }));
  if (!id) throw new Error("createConfig gave no id");
  return id;
}

describe("the published client", () => {
  it("getPublicKey gives the Ed25519 key to anyone who names the organization", async () => {
    const stranger = createClient();
    stranger.defaults.baseURL = api.url;
    const key = await call("getPublicKey", 200, stranger.getPublicKey({ orgId: organizationId }));
    expect(key).toEqual({ public_key: expect.stringContaining("BEGIN PUBLIC KEY"), algorithm: "ed25519", issuer: "postern" });
  });

  it("getConfiguredEvents lists the built-in events with their labels", async () => {
    const events = await call("getConfiguredEvents", 200, client.getConfiguredEvents());
    expect(events).toContainEqual({ eventName: "customer_request_created", eventLabel: "Customer Request Created" });
  });

  it("createConfig shows the signing secret, getConfig and getConfigs never do", async () => {
    const created = await call(
      "createConfig",
      201,
      client.createConfig(null, { ...config, httpMethod: "POST", enabled: true, auth: basicAuth }),
    );
    expect(created).toMatchObject({ ...config, status: "active", signingSecret: expect.stringMatching(/^whsec_/) });
    const { signingSecret, ...kept } = created;
    expect(await call("getConfig", 200, client.getConfig({ configId: created.id ?? "" }))).toEqual(kept);
    const listed = await call("getConfigs", 200, client.getConfigs());
    expect(listed).toContainEqual(kept);
    expect(JSON.stringify([created, listed])).not.toContain("secret7825");
    expect(JSON.stringify(listed)).not.toContain(signingSecret);
  });

  it("createConfig takes what getConfig gives", async () => {
    const read = await call("getConfig", 200, client.getConfig({ configId: await makeConfig({ auth: basicAuth }) }));
    const again = await call("createConfig", 201, client.createConfig(null, read));
    expect(again).toMatchObject({ name: read.name, eventName: read.eventName, url: read.url, auth: read.auth });
    expect(again.id).not.toBe(read.id);
    expect(again.status).toBe("incomplete");
  });

  it("getConfigs finds by the event's canonical name what was made with its alias", async () => {
    const id = await makeConfig();
    const found = await call("getConfigs", 200, client.getConfigs({ eventName: "customer_request_created" }));
    expect(found.map((one) => one.id)).toContain(id);
    expect(await call("getConfigs", 200, client.getConfigs({ eventName: "product_updated" }))).toEqual([]);
  });

  it("deleteConfig answers 204, and the webhook is gone while its events stay readable", async () => {
    const configId = await makeConfig();
    const { event_id: eventId } = await call(
      "triggerWebhook",
      200,
      client.triggerWebhook({ configId }, { metadata: { organization_id: organizationId } }),
    );
    await call("deleteConfig", 204, client.deleteConfig({ configId }));
    const gone = await client.getConfig({ configId }, null, { validateStatus: () => true });
    expect(gone.status).toBe(404);
    expect(faultsByDefinition({ operationId: "getConfig", status: 404, body: gone.data })).toEqual([]);
    const event = await call("getEventById", 200, client.getEventById({ configId, eventId }));
    expect(event).toMatchObject({ status: "failed", http_response: { code: "WEBHOOK_DELETED" } });
  });

  it("triggerWebhook queues a delivery, whose id getEventById knows", async () => {
    const configId = await makeConfig();
    const metadata = { organization_id: organizationId, action: "Manual triggered by user with id 123456" };
    const queued = await call("triggerWebhook", 200, client.triggerWebhook({ configId }, { metadata, entity: { _id: "1" } }));
    expect(queued).toEqual({ event_id: expect.stringMatching(/^dlv_/), message: "queued", start_date: expect.any(String) });
    const event = await call("getEventById", 200, client.getEventById({ configId, eventId: queued.event_id }));
    expect(event).toMatchObject({ event_id: queued.event_id, webhook_config_id: configId, org_id: organizationId, status: "in_progress" });
    expect(event.metadata).toMatchObject({ ...metadata, webhook_id: configId, webhook_name: "Orders" });
  });

  it("getWebhookEventsV2 pages through the events with the cursor that it gave, with and without a body", async () => {
    const configId = await makeConfig();
    for (let count = 0; count < 3; count += 1) await client.triggerWebhook({ configId }, { metadata: { organization_id: organizationId } });
    const all = await call("getWebhookEventsV2", 200, client.getWebhookEventsV2({ configId }));
    expect(all).toMatchObject({ data: { length: 3 }, next_cursor: null, has_more: false });
    const first = await call("getWebhookEventsV2", 200, client.getWebhookEventsV2({ configId }, { limit: 2 }));
    expect(first.has_more).toBe(true);
    const second = await call(
      "getWebhookEventsV2",
      200,
      client.getWebhookEventsV2({ configId }, { limit: 2, cursor: first.next_cursor ?? {} }),
    );
    expect([...(first.data ?? []), ...(second.data ?? [])]).toEqual(all.data);
    const none = await call("getWebhookEventsV2", 200, client.getWebhookEventsV2({ configId }, { status: "succeeded" }));
    expect(none.data).toEqual([]);
  });

  it("updateConfig takes what getConfig gives, replaces the rest, and keeps a secret that is absent", async () => {
    const configId = await makeConfig({ auth: basicAuth });
    const read = await call("getConfig", 200, client.getConfig({ configId }));
    const { updatedTime: _changes, ...same } = await call("updateConfig", 200, client.updateConfig({ configId }, read));
    expect(same).toEqual({ ...read, updatedTime: undefined });
    const replaced = await call("updateConfig", 200, client.updateConfig({ configId }, { ...config, name: "Other", enabled: false }));
    expect(replaced).toMatchObject({ id: configId, name: "Other", status: "inactive", auth: { authType: "NONE" } });
    expect(await call("getConfig", 200, client.getConfig({ configId }))).toEqual(replaced);
    expect(JSON.stringify([read, replaced])).not.toContain("secret7825");
  });

  it("getWehookEvents gives the same pages as its successor, with a cursor in base64", async () => {
    const configId = await makeConfig();
    for (let count = 0; count < 26; count += 1)
      await client.triggerWebhook({ configId }, { metadata: { organization_id: organizationId } });
    const first = await call("getWehookEvents", 200, client.getWehookEvents({ configId }));
    const cursor = first.cursor ?? "";
    expect(JSON.parse(atob(cursor))).toEqual({ created_at: first.data?.at(-1)?.created_at, event_id: first.data?.at(-1)?.event_id });
    const second = await call("getWehookEvents", 200, client.getWehookEvents({ configId, cursor }));
    expect(second).toEqual({ data: [expect.anything()] });
    const { data: successor } = await client.getWebhookEventsV2({ configId });
    expect(first.data).toEqual(successor.data);
    expect(await call("getWehookEvents", 200, client.getWehookEvents({ configId, status: "failed" }))).toEqual({ data: [] });
    const wrong = await client.getWehookEvents({ configId, cursor: "bm8gY3Vyc29y" }, null, { validateStatus: () => true });
    expect([wrong.status, wrong.data]).toEqual([
      400,
      expect.objectContaining({ errors: [{ path: "cursor", message: expect.any(String) }] }),
    ]);
  });

  it("getWebhookExample shows what the webhook would be sent", async () => {
    const configId = await makeConfig();
    const example = await call("getWebhookExample", 200, client.getWebhookExample({ configId }));
    expect(example).toMatchObject({
      metadata: {
        organization_id: organizationId,
        webhook_id: configId,
        webhook_name: "Orders",
        action: "CustomerRequest_Created",
      },
      entity: { _schema: "submission" },
    });
    expect(await call("getWebhookExample", 200, client.getWebhookExample({ configId }, {}))).toMatchObject({ metadata: {} });
  });

  it("getWebhookExample knows no automation, and says so", async () => {
    const configId = await makeConfig();
    const asked = { automation_id: "automation_123" };
    const unknown = await client.getWebhookExample({ configId }, asked, { validateStatus: () => true });
    expect([unknown.status, unknown.data]).toEqual([
      404,
      {
        code: "not_found",
        message: expect.stringMatching(/no automation automation_123\..*Leave automation_id out/),
        request_id: expect.any(String),
      },
    ]);
    const elsewhere = await client.getWebhookExample({ configId: "unknown" }, asked, { validateStatus: () => true });
    expect([elsewhere.status, elsewhere.data]).toEqual([404, expect.objectContaining({ message: expect.stringContaining("webhook") })]);
  });

  it("replayEvent and batchReplayEvents send events again", async () => {
    const configId = await makeConfig();
    const { data: queued } = await client.triggerWebhook({ configId }, { metadata: { organization_id: organizationId } });
    const eventId = queued.event_id;
    await call("replayEvent", 204, client.replayEvent({ configId, eventId }));
    const batch = await call("batchReplayEvents", 202, client.batchReplayEvents({ configId }, { eventIds: [eventId] }));
    expect(batch).toEqual({ replayed_event_ids: [eventId] });
    const { data: all } = await client.getWebhookEventsV2({ configId });
    expect(all.data).toHaveLength(3);
  });

  it("testOAuth answers 400 for a webhook that has another authentication", async () => {
    const refused = client.testOAuth({ configId: await makeConfig() }, null, { validateStatus: () => true });
    expect(await call("testOAuth", 400, refused)).toMatchObject({ message: expect.stringContaining("OAuth") });
  });

  it("gets errors in the definition's shape, with our code and request id", async () => {
    const answer = await client.createConfig(null, { ...config, eventName: "no_such_event" }, { validateStatus: () => true });
    expect(answer.status).toBe(400);
    expect(faultsByDefinition({ operationId: "createConfig", status: 400, body: answer.data })).toEqual([]);
    expect(answer.data).toEqual({
      message: expect.stringContaining("configured-events"),
      code: "invalid_input",
      request_id: answer.headers["x-request-id"],
      errors: [{ path: "eventName", message: expect.any(String) }],
    });
  });

  it("has been tried with every operation of the definition that it ships", () => {
    expect([...called].sort()).toEqual([...PUBLISHED_OPERATION_IDS].sort());
  });
});

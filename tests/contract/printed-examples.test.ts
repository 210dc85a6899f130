import { authorize, type Client, createClient } from "@epilot/sdk/webhooks";
import { beforeAll, describe, expect, it } from "vitest";
import { syncBuiltInEventTypes } from "@/server/event-type/sync-built-in-event-types";
import { faultsByDefinition } from "@/tests/contract/published-definition";
import { withServedApi } from "@/tests/contract/serve-api";
import { makeOrganizationWithToken, withProcessEnvironment } from "@/tests/support/process-environment";
import { changeWebhook } from "@/tests/support/test-rows";

/** The names of an organization, a webhook and its events in the examples of the epilot documentation. */
const ORGANIZATION = "string";
const WEBHOOK = "example";
const EVENTS = ["example", "2f1b7cf8-ff55-4359-966f-e56f39a52c94", "48c984bf-466b-470b-b743-d07cea168243"];

const environment = withProcessEnvironment();
const api = withServedApi();
let client: Client;

beforeAll(async () => {
  const { db } = environment;
  await db.organization.createMany({
    data: [
      { id: ORGANIZATION, name: "Of the examples" },
      { id: "example", name: "Whose key is asked for" },
    ],
  });
  await syncBuiltInEventTypes({ db, organizationId: ORGANIZATION });
  const { token } = await makeOrganizationWithToken(db, { organizationId: ORGANIZATION });
  client = createClient();
  client.defaults.baseURL = api.url;
  authorize(client, () => token);

  const { data } = await client.createConfig(null, { name: "Example", eventName: "product_updated", url: "https://example.com/hooks" });
  await db.webhook.update({ where: { id: data.id ?? "" }, data: { id: WEBHOOK } });
  // The secret was encrypted for the webhook under its first id.
  await db.signingSecret.deleteMany({ where: { webhookId: WEBHOOK } });
  for (const id of EVENTS) {
    const { data: queued } = await client.triggerWebhook({ configId: WEBHOOK }, { metadata: { organization_id: ORGANIZATION } });
    await db.queuedDelivery.update({ where: { id: queued.event_id }, data: { id } });
  }
});

async function expectAnswer<Answer>(
  operationId: string,
  status: number,
  request: Promise<{ status: number; data: Answer }>,
): Promise<Answer> {
  const answer = await request;
  expect(answer.status).toBe(status);
  expect(faultsByDefinition({ operationId, status, body: answer.data })).toEqual([]);
  return answer.data;
}

const CONFIG = {
  eventName: "CustomerRequest_Created",
  url: "https://my-partner-service.api.com",
  httpMethod: "POST" as const,
  enabled: true,
  auth: {
    authType: "BASIC" as const,
    basicAuthConfig: {
      username: "secretUsername",
      password: "secret7825@!",
    },
  },
  filter: {
    keyToFilter: "customer_request.productId",
    supportedValues: ["2324245", "5253642"],
  },
};
const { password: _hidden, ...shownAuth } = CONFIG.auth.basicAuthConfig;
const SHOWN = { ...CONFIG, auth: { ...CONFIG.auth, basicAuthConfig: shownAuth } };

describe("the epilot documentation's examples, sent as they are printed", () => {
  it("getPublicKey, getConfiguredEvents and getConfigs", async () => {
    await expectAnswer("getPublicKey", 200, client.getPublicKey({ orgId: "example" }));
    await expectAnswer("getConfiguredEvents", 200, client.getConfiguredEvents());
    expect(await expectAnswer("getConfigs", 200, client.getConfigs({ eventName: "example" }))).toEqual([]);
  });

  it("createConfig, which leaves out the name that the definition's type asks for", async () => {
    const created = await expectAnswer("createConfig", 201, client.createConfig(null, CONFIG as never));
    expect(created).toMatchObject({ ...SHOWN, name: "Customer Request Created", signingSecret: expect.stringMatching(/^whsec_/) });
    expect(JSON.stringify(created)).not.toContain("secret7825");
  });

  it("the two filters of the guide", async () => {
    for (const filter of [
      { keyToFilter: "keyToFilter.security.auth", supportedValues: ["basic", "oauth"] },
      { keyToFilter: "customer_request.request_items.product_category", supportedValues: ["solar", "electricity"] },
    ]) {
      const created = await expectAnswer("createConfig", 201, client.createConfig(null, { ...CONFIG, filter } as never));
      expect(created).toMatchObject({ filter });
    }
  });

  it("triggerWebhook, whose webhook does not answer", async () => {
    await changeWebhook({ db: environment.db, id: WEBHOOK, values: { url: "http://127.0.0.1:9/" } });
    const metadata = {
      action: "Manual triggered by user with id 123456",
      origin: "string",
      creation_timestamp: "string",
      webhook_id: "string",
      webhook_name: "string",
      automation_name: "string",
      organization_id: "string",
      user_id: "string",
      correlation_id: "string",
      execution_id: "string",
      action_id: "string",
    };
    const answer = await expectAnswer("triggerWebhook", 200, client.triggerWebhook({ sync: true, configId: "example" }, { metadata }));
    expect(answer).toMatchObject({ status: "failed", code: "CONNECTION_ERROR" });
  });

  it("batchReplayEvents, getEventById and replayEvent", async () => {
    const eventIds: [string, string] = ["2f1b7cf8-ff55-4359-966f-e56f39a52c94", "48c984bf-466b-470b-b743-d07cea168243"];
    await expectAnswer("batchReplayEvents", 202, client.batchReplayEvents({ configId: "example" }, { eventIds }));
    await expectAnswer("getEventById", 200, client.getEventById({ configId: "example", eventId: "example" }));
    await expectAnswer("replayEvent", 204, client.replayEvent({ configId: "example", eventId: "example" }));
  });

  it("getWebhookExample and getWebhookEventsV2", async () => {
    const printed = { automation_id: "automation_123" };
    // The request is understood, and the answer says that there is no such automation.
    const unknown = await client.getWebhookExample({ configId: "example" }, printed, { validateStatus: () => true });
    expect([unknown.status, unknown.data]).toEqual([404, expect.objectContaining({ message: expect.stringContaining("automation_123") })]);
    await expectAnswer("getWebhookExample", 200, client.getWebhookExample({ configId: "example" }, {}));
    const options = {
      limit: 25,
      cursor: { created_at: "2025-10-31T12:34:56Z", event_id: "evt_1234567890abcdef" },
      timestamp: { from: "2025-10-01T00:00:00Z", to: "2025-10-31T23:59:59Z" },
      event_id: "evt_1234567890abcdef",
      status: "succeeded" as const,
    };
    const page = await expectAnswer("getWebhookEventsV2", 200, client.getWebhookEventsV2({ configId: "example" }, options));
    expect(page).toEqual({ data: [], next_cursor: null, has_more: false });
  });

  it("updateConfig and deleteConfig", async () => {
    expect(await expectAnswer("updateConfig", 200, client.updateConfig({ configId: "example" }, CONFIG as never))).toMatchObject(SHOWN);
    await expectAnswer("deleteConfig", 204, client.deleteConfig({ configId: "example" }));
  });
});

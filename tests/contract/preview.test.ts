import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { webhookPreview } from "@/domain/preview/webhook-preview";
import { webhookConfigAnswer } from "@/domain/webhook/webhook-config";
import { createSender, type SendRequest } from "@/tests/contract/send-request";
import { type ServedApi, serveApi } from "@/tests/contract/serve-api";
import { type HttpSink, startHttpSink } from "@/tests/support/http-sink";
import { makeOrganizationWithToken, withProcessEnvironment } from "@/tests/support/process-environment";

const environment = withProcessEnvironment();
let api: ServedApi;
let sink: HttpSink;
let send: SendRequest;
let organizationId: string;

beforeAll(async () => {
  [api, sink] = await Promise.all([serveApi(), startHttpSink()]);
  const made = await makeOrganizationWithToken(environment.db);
  ({ organizationId } = made);
  send = createSender({ url: api.url, token: made.token });
});
afterAll(async () => {
  // No preview may send or store anything.
  expect(sink.requests).toEqual([]);
  expect(await environment.db.delivery.count()).toBe(0);
  await Promise.all([api.close(), sink.close()]);
});

const PREVIEW = "/v1/webhooks/preview";

function nest(levels: number): object {
  return levels === 0 ? {} : { nest: nest(levels - 1) };
}

async function createWebhook(config: object = {}): Promise<string> {
  const json = { eventName: "product_updated", url: `${sink.url}/hook`, ...config };
  return webhookConfigAnswer.parse((await send("POST", "/v1/webhooks/configs", { json })).body).id;
}
const previewOf = async (configId: string, json?: object) => {
  const answer = await send("POST", `/v1/webhooks/configs/${configId}/preview`, json ? { json } : {});
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return webhookPreview.parse(answer.body);
};

describe("a preview over the API", () => {
  it("needs no body: it takes the example of the event's type, as the webhook's example does", async () => {
    const configId = await createWebhook();
    const preview = await previewOf(configId);
    expect(preview).toMatchObject({
      event: { source: "example" },
      filter: { verdict: "send" },
      transform: { status: "none" },
      problems: [],
      warnings: [],
    });
    const { body: example } = await send("POST", `/v1/webhooks/configs/${configId}/example`);
    const { entity } = example as { entity: unknown };
    expect(JSON.parse(preview.payload)).toMatchObject({ entity, metadata: { organization_id: organizationId, webhook_id: configId } });
  });

  it("shows verdict, payload, transform and the exact request of a given event", async () => {
    const configId = await createWebhook({
      filter: { keyToFilter: "entity.status", supportedValues: ["won"] },
      jsonataExpression: "{ 'is': entity.status }",
      auth: { authType: "API_KEY", apiKeyConfig: { keyName: "x-shop-key", keyValue: "hunter2hunter2" } },
    });
    const preview = await previewOf(configId, { event: { entity: { status: "lost" } } });
    expect(preview).toMatchObject({
      event: { source: "given", event_name: "product_updated" },
      filter: { verdict: "skip", reason: expect.stringContaining("won") },
      transform: { status: "applied", payload: '{"is":"lost"}' },
      request: { method: "POST", url: `${sink.url}/hook`, body: '{"is":"lost"}', headers: { "x-shop-key": "[redacted]" } },
    });
    expect(preview.request?.curl).toContain("--data-raw");
    expect(JSON.stringify(preview)).not.toContain("hunter2");
  });

  it("shows a configuration before it is saved, and says what could not be saved", async () => {
    const config = { eventName: "client.updated", payloadFormat: "event_object", url: "https://example.com/hooks" };
    const { status, body } = await send("POST", PREVIEW, { json: { config, event: { data: { id: "1" } } } });
    expect(status).toBe(200);
    const { payload, request } = webhookPreview.parse(body);
    expect([JSON.parse(payload), request?.signature]).toEqual([
      { eventType: "client.updated", data: { id: "1" } },
      expect.stringMatching(/^v1a,\S+$/),
    ]);
    const wrong = await send("POST", PREVIEW, { json: { config: { ...config, url: "http://169.254.169.254/" } } });
    expect(wrong).toMatchObject({ status: 400, body: { errors: [{ path: "url" }] } });
    expect(await send("POST", PREVIEW)).toMatchObject({ status: 400 });
  });

  it.each<[string, object, string]>([
    ["nested too deeply", { entity: nest(201) }, "event.entity"],
    ["whose metadata is nested too deeply", { metadata: { tags: nest(201) } }, "event.metadata"],
    ["whose entity is none", { entity: "x" }, "event.entity"],
    ["whose relations are none", { relations: 5 }, "event.relations"],
    ["with metadata of another type", { metadata: { user_id: 5 } }, "event.metadata.user_id"],
    ["with a field that nobody knows", { payload: {} }, "event.payload"],
    ["with a name of its own", { eventName: "product_updated" }, "event.eventName"],
    ["with both entity and data", { entity: {}, data: {} }, "event.data"],
    ["of another organization", { metadata: { organization_id: "x" } }, "event.metadata.organization_id"],
  ])("refuses an event %s, which could not be published", async (_what, event, path) => {
    const config = { eventName: "product_updated", url: "https://example.com/hooks" };
    const configId = await createWebhook();
    for (const answer of [
      await send("POST", `/v1/webhooks/configs/${configId}/preview`, { json: { event } }),
      await send("POST", PREVIEW, { json: { config, event } }),
    ]) {
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ path, message: expect.any(String) }] } });
    }
  });

  it("refuses an event that is nested deeper than JSON can be written", async () => {
    const body = `{"event":{"entity":${'{"a":'.repeat(5_000)}{}${"}".repeat(5_000)}}}`;
    const headers = { "content-type": "application/json" };
    const answer = await send("POST", `/v1/webhooks/configs/${await createWebhook()}/preview`, { body, headers });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: "event.entity" }] } });
  });

  it("gives an event the id that it would be published with", async () => {
    const preview = await previewOf(await createWebhook(), {
      event: { event_id: "order-1", metadata: { organization_id: organizationId } },
    });
    expect(preview.event).toMatchObject({ source: "given", event_id: "order-1" });
    expect(JSON.parse(preview.payload)).toMatchObject({ metadata: { correlation_id: "order-1" }, entity: {} });
  });

  it("by a token that may only read is not signed, and of no unsaved configuration", async () => {
    const configId = await createWebhook();
    const { token } = await makeOrganizationWithToken(environment.db, { organizationId, scopes: ["read"] });
    const asReader = createSender({ url: api.url, token });
    const answer = await asReader("POST", `/v1/webhooks/configs/${configId}/preview`, { json: { event: { entity: { forged: true } } } });
    expect(answer).toMatchObject({ status: 200, body: { request: { signature: "[redacted]" } } });
    const config = { eventName: "product_updated" };
    const path = `/v1/webhooks/configs/${configId}/preview`;
    for (const address of [path, PREVIEW]) expect(await asReader("POST", address, { json: { config } })).toMatchObject({ status: 403 });
  });

  it("takes one event, and none that was not published in the token's own organization", async () => {
    const config = { eventName: "product_updated", url: "https://example.com/hooks" };
    const both = await send("POST", PREVIEW, { json: { config, event_id: "evt_1", event: {} } });
    expect(both).toMatchObject({ status: 400, body: { errors: [{ path: "event" }] } });
    const stranger = createSender({ url: api.url, token: (await makeOrganizationWithToken(environment.db)).token });
    const { body } = await stranger("POST", "/v1/webhooks/events", { json: { eventName: "product_updated", entity: {} } });
    const theirs = (body as { events: [{ event_id: string }] }).events[0].event_id;
    for (const eventId of ["evt_unknown", theirs]) {
      expect((await send("POST", PREVIEW, { json: { config, event_id: eventId } })).status).toBe(404);
    }
  });
});

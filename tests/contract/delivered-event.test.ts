import { authorize, type Client, createClient } from "@epilot/sdk/webhooks";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createEgressClient, type EgressClient } from "@/server/egress/egress-client";
import type { Deliverer } from "@/server/queue/deliverer";
import { faultsByDefinition } from "@/tests/contract/published-definition";
import { type ServedApi, serveApi } from "@/tests/contract/serve-api";
import { PATIENCE_MS } from "@/tests/support/eventually";
import { type HttpSink, startHttpSink } from "@/tests/support/http-sink";
import { makeOrganizationWithToken, withProcessEnvironment } from "@/tests/support/process-environment";
import { createTestDeliverer } from "@/tests/support/test-deliverer";

const environment = withProcessEnvironment();
let api: ServedApi;
let sink: HttpSink;
let egress: EgressClient;
let deliverer: Deliverer;
let client: Client;
let organizationId: string;
let token: string;

beforeAll(async () => {
  [api, sink] = await Promise.all([serveApi(), startHttpSink()]);
  ({ organizationId, token } = await makeOrganizationWithToken(environment.db));
  const ctx = environment.contextFor(organizationId);
  egress = createEgressClient({ policy: ctx.egressPolicy });
  deliverer = createTestDeliverer({ ...ctx, egress, ownerId: "test:1", patienceMs: PATIENCE_MS });
  client = createClient();
  client.defaults.baseURL = api.url;
  authorize(client, () => token);
});
afterAll(async () => {
  await deliverer.drain(0);
  await Promise.all([egress.close(), sink.close(), api.close()]);
});

async function publish(body: unknown): Promise<{ events: { event_id: string; duplicate: boolean; deliveries: { event_id: string }[] }[] }> {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const response = await fetch(`${api.url}/v1/webhooks/events`, { method: "POST", headers, body: JSON.stringify(body) });
  expect(response.status).toBe(202);
  return response.json();
}

async function readEvent(configId: string, eventId: string) {
  const { data } = await client.getEventById({ configId, eventId });
  expect(faultsByDefinition({ operationId: "getEventById", status: 200, body: data })).toEqual([]);
  return data;
}

describe("an event that is published over the API", () => {
  it("arrives with the credentials, verifies with the secret of createConfig, and reads as succeeded", async () => {
    sink.setRespond(() => ({ status: 201, headers: { "content-type": "application/json" }, body: '{"received":true}' }));
    const { data: config } = await client.createConfig(null, {
      name: "Orders",
      eventName: "CustomerRequest_Created",
      url: `${sink.url}/orders`,
      httpMethod: "PATCH",
      auth: { authType: "BASIC", basicAuthConfig: { username: "ann", password: "secret7825@!" } },
    });
    const configId = config.id ?? "";
    const { events } = await publish({ eventName: "customer_request_created", entity: { _id: "1" }, event_id: "order-1" });
    const eventId = events[0]?.deliveries[0]?.event_id ?? "";
    await deliverer.deliverBatch();

    const [request] = await sink.waitForRequests(1);
    expect(request).toMatchObject({ method: "PATCH", url: "/orders", headers: { authorization: `Basic ${btoa("ann:secret7825@!")}` } });
    const payload = new Webhook(config.signingSecret ?? "").verify(request?.rawBody ?? "", request?.headers as Record<string, string>);
    expect(payload).toMatchObject({ metadata: { organization_id: organizationId, webhook_id: configId }, entity: { _id: "1" } });

    const event = await readEvent(configId, eventId);
    expect(event).toMatchObject({
      event_id: eventId,
      status: "succeeded",
      url: `${sink.url}/orders`,
      http_method: "PATCH",
      http_response: { status_code: 201, body: { received: true } },
      payload: request?.rawBody,
      retry_attempt: 0,
      attempts: [{ number: 1, status_code: 201, response_body: '{"received":true}' }],
    });
    expect(JSON.stringify(event)).not.toContain(btoa("ann:secret7825@!"));
    const { data: list } = await client.getWebhookEventsV2({ configId }, { event_id: "order-1", status: "succeeded" });
    expect(list.data?.map(({ event_id }) => event_id)).toEqual([eventId]);
  });

  it("is found by the `webhook-id` that its receiver got, and by it with its replay", async () => {
    const { data: config } = await client.createConfig(null, { name: "Asks back", eventName: "client.updated", url: `${sink.url}/asks` });
    const configId = config.id ?? "";
    const { events } = await publish({ eventName: "client.updated", data: { id: "c-1" } });
    const eventId = events[0]?.deliveries[0]?.event_id ?? "";
    await deliverer.deliverBatch();
    const messageId = String(sink.requests.at(-1)?.headers["webhook-id"]);
    expect(messageId).toMatch(/^msg_/);
    expect(await readEvent(configId, eventId)).toMatchObject({ message_id: messageId });
    const find = async () => {
      const { data } = await client.getWebhookEventsV2({ configId }, { event_id: messageId });
      expect(faultsByDefinition({ operationId: "getWebhookEventsV2", status: 200, body: data })).toEqual([]);
      return data.data?.map((event) => ({ id: event.event_id, ...("message_id" in event ? { messageId: event.message_id } : {}) }));
    };
    expect(await find()).toEqual([{ id: eventId, messageId }]);
    await client.replayEvent({ configId, eventId });
    await deliverer.deliverBatch();
    expect(sink.requests.at(-1)?.headers["webhook-id"]).toBe(messageId);
    expect(await find()).toEqual([
      { id: expect.stringMatching(/^dlv_/), messageId },
      { id: eventId, messageId },
    ]);
    await client.deleteConfig({ configId });
  });

  it("is published once: the same event id answers the same deliveries and sends nothing again", async () => {
    const again = await publish({ eventName: "customer_request_created", entity: {}, event_id: "order-1" });
    expect(again.events[0]).toMatchObject({ event_id: "order-1", duplicate: true, deliveries: { length: 1 } });
    expect(await deliverer.deliverBatch()).toMatchObject({ claimed: 0 });
  });

  it("reads as in progress with the cause while a failing endpoint is retried", async () => {
    sink.setRespond(() => ({ status: 503, body: "busy" }));
    const { data: config } = await client.createConfig(null, { name: "Flaky", eventName: "product_updated", url: sink.url });
    const { events } = await publish({ eventName: "product_updated", entity: {} });
    await deliverer.deliverBatch();
    expect(await readEvent(config.id ?? "", events[0]?.deliveries[0]?.event_id ?? "")).toMatchObject({
      status: "in_progress",
      http_response: { status_code: 503, code: "HTTP_ERROR", body: { text: "busy" } },
    });
  });

  it("answers a synchronous trigger with what its endpoint answered, in the definition's shape", async () => {
    const { data: config } = await client.createConfig(null, { name: "Sync", eventName: "product_updated", url: `${sink.url}/sync` });
    const trigger = () =>
      client.triggerWebhook(
        { configId: config.id ?? "", sync: true },
        { metadata: { organization_id: organizationId }, entity: { _id: "7" } },
      );
    sink.setRespond(() => ({ status: 201, body: '{"accepted":true}' }));
    const { data: succeeded } = await trigger();
    sink.setRespond(() => ({ status: 404, body: "no such path" }));
    const { data: failed } = await trigger();
    for (const body of [succeeded, failed]) expect(faultsByDefinition({ operationId: "triggerWebhook", status: 200, body })).toEqual([]);
    expect(succeeded).toMatchObject({ status: "succeeded", status_code: "201", body: { accepted: true } });
    expect(failed).toMatchObject({ status: "failed", status_code: "404", code: "HTTP_ERROR", body: { text: "no such path" } });
    expect(await readEvent(config.id ?? "", failed.event_id)).toMatchObject({ status: "failed", http_response: { status_code: 404 } });
  });
});

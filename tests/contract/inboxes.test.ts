import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { inbox, inboxList } from "@/domain/inbox/inbox";
import { inboxRequest, inboxRequestList } from "@/domain/inbox/inbox-request";
import { webhookConfigAnswer } from "@/domain/webhook/webhook-config";
import type { Context } from "@/server/context";
import { createEgressClient, type EgressClient } from "@/server/egress/egress-client";
import type { Deliverer } from "@/server/queue/deliverer";
import { createSender, type SendRequest } from "@/tests/contract/send-request";
import { withServedApi } from "@/tests/contract/serve-api";
import { PATIENCE_MS } from "@/tests/support/eventually";
import { makeOrganizationWithToken, withProcessEnvironment } from "@/tests/support/process-environment";
import { createTestDeliverer } from "@/tests/support/test-deliverer";

const api = withServedApi();
// No private address is allowed: deliveries arrive only because they go to the installation's own inboxes.
const environment = withProcessEnvironment(() => ({ POSTERN_PUBLIC_URL: api.url, POSTERN_ALLOWED_PRIVATE_NETWORKS: "" }));
let send: SendRequest;
let ctx: Context;
let egress: EgressClient;
let deliverer: Deliverer;

beforeAll(async () => {
  const { organizationId, token } = await makeOrganizationWithToken(environment.db);
  send = createSender({ url: api.url, token });
  ctx = environment.contextFor(organizationId);
  egress = createEgressClient({ policy: ctx.egressPolicy });
  deliverer = createTestDeliverer({ ...ctx, egress, ownerId: "test:inboxes", patienceMs: PATIENCE_MS });
});
afterAll(async () => {
  await deliverer.drain(0);
  await egress.close();
});

async function createInbox(input: Record<string, unknown> = {}) {
  const answer = await send("POST", "/v1/inboxes", { json: input });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return inbox.parse(answer.body);
}

async function readRequests(inboxId: string) {
  const { body } = await send("GET", `/v1/inboxes/${inboxId}/requests`);
  return inboxRequestList.parse(body).data;
}

async function readRequest(inboxId: string, requestId = "") {
  const { body } = await send("GET", `/v1/inboxes/${inboxId}/requests/${requestId}`);
  return inboxRequest.parse(body);
}

async function createWebhook(config: Record<string, unknown>): Promise<string> {
  const answer = await send("POST", "/v1/webhooks/configs", { json: { eventName: "product_updated", ...config } });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return webhookConfigAnswer.parse(answer.body).id;
}

const publish = (entity: object) => send("POST", "/v1/webhooks/events", { json: { eventName: "product_updated", entity } });

describe("an inbox that a webhook points at", () => {
  it("shows a published event with its headers, its body and a signature that is verified", async () => {
    const { id: inboxId, url } = await createInbox({ name: "Try it" });
    const auth = { authType: "API_KEY", apiKeyConfig: { keyName: "x-shop-key", keyValue: "hunter2hunter2" } };
    const configId = await createWebhook({ name: "To the inbox", url: `${url}?from=shop`, httpMethod: "PATCH", auth });
    await publish({ _id: "42", name: "Müller ✓" });
    await deliverer.deliverBatch();

    const [summary, ...others] = await readRequests(inboxId);
    expect(others).toEqual([]);
    expect(summary).toMatchObject({
      number: 1,
      method: "PATCH",
      query: "?from=shop",
      signature: "verified",
      signatureNote: expect.stringContaining("Both signatures fit"),
      webhookId: configId,
      answered: { status: 200, delaySeconds: 0 },
    });
    const request = await readRequest(inboxId, summary?.id);
    expect(request.headers).toMatchObject({
      "content-type": "application/json",
      "webhook-id": expect.stringMatching(/^msg_/),
      "x-shop-key": "hunter2hunter2",
      "user-agent": expect.stringMatching(/^Postern\//),
    });
    const body = z.object({ metadata: z.looseObject({}), entity: z.looseObject({}) }).parse(JSON.parse(request.body));
    expect(body).toMatchObject({ metadata: { webhook_id: configId }, entity: { _id: "42", name: "Müller ✓" } });
    expect(request).toMatchObject({
      bodyEncoding: "utf8",
      isBodyCut: false,
      bodySize: Buffer.byteLength(request.body),
      isBodySizeExact: true,
    });
    await send("DELETE", `/v1/webhooks/configs/${configId}`);
  });

  it("that fails twice and then takes it, makes three attempts visible on both sides", async () => {
    const sequence = [{ status: 500, times: 2, body: "not yet", headers: { "X-Reason": "script" } }];
    const { id: inboxId, url } = await createInbox({ sequence, answer: { status: 201, body: '{"taken":true}' } });
    const configId = await createWebhook({ name: "Flaky", url });
    await publish({ _id: "7" });
    for (let attempt = 0; attempt < 3; attempt++) {
      await environment.db.$executeRaw`update queued_delivery set next_at = now()`;
      await deliverer.deliverBatch();
    }

    const requests = await readRequests(inboxId);
    expect(requests.map(({ number, answered }) => [number, answered.status])).toEqual([
      [3, 201],
      [2, 500],
      [1, 500],
    ]);
    expect(new Set(requests.map(({ signature }) => signature))).toEqual(new Set(["verified"]));
    const ids = await Promise.all(requests.map(async ({ id }) => (await readRequest(inboxId, id)).headers["webhook-id"]));
    expect(new Set(ids).size).toBe(1);
    const { body: log } = await send("POST", `/v2/webhooks/configs/${configId}/events`);
    const [delivery] = z.object({ data: z.array(z.looseObject({ event_id: z.string() })) }).parse(log).data;
    const { body: event } = await send("GET", `/v1/webhooks/configs/${configId}/events/${delivery?.event_id}`);
    expect(event).toMatchObject({
      status: "succeeded",
      http_response: { status_code: 201, body: { taken: true } },
      attempts: [
        { status_code: 500, response_body: "not yet", response_headers: { "x-reason": "script" } },
        { status_code: 500 },
        { status_code: 201 },
      ],
    });
    expect((await send("GET", `/v1/inboxes/${inboxId}`)).body).toMatchObject({ sequenceLeft: 0, received: 3, kept: 3 });
    await send("DELETE", `/v1/webhooks/configs/${configId}`);
  });

  it("lets nothing else of the installation be reached: not when it is saved, and not by a variable in the address", async () => {
    const refused = await send("POST", "/v1/webhooks/configs", { json: { eventName: "product_updated", url: `${api.url}/v1/tokens` } });
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ path: "url", message: expect.stringContaining("Postern itself") }] } });
    const { id: inboxId } = await createInbox();
    await send("POST", "/v1/environments", { json: { key: "base", type: "String", value: api.url } });
    const toApi = await createWebhook({ name: "Sneaky", url: "{{ env.base }}/v1/inboxes" });
    const toInbox = await createWebhook({ name: "Honest", url: `{{ env.base }}/inbox/${inboxId}` });
    await publish({ _id: "8" });
    await deliverer.deliverBatch();
    const { body: log } = await send("POST", `/v2/webhooks/configs/${toApi}/events`);
    expect(log).toMatchObject({ data: [{ status: "failed", http_response: { code: "BLOCKED_ADDRESS" } }] });
    expect(await readRequests(inboxId)).toMatchObject([{ signature: "verified", webhookId: toInbox }]);
    for (const id of [toApi, toInbox]) await send("DELETE", `/v1/webhooks/configs/${id}`);
  });
});

describe("inboxes over the API", () => {
  it("are made, listed, changed, cleared and deleted", async () => {
    const made = await createInbox({ name: "One" });
    const { body: list } = await send("GET", "/v1/inboxes?limit=1");
    expect(inboxList.parse(list).data).toEqual([made]);
    const change = { name: "Two", answer: { status: 503, headers: { "Retry-After": "30" } } };
    const { body: changed } = await send("PATCH", `/v1/inboxes/${made.id}`, { json: change });
    expect(changed).toMatchObject({ id: made.id, name: "Two", answer: { status: 503, headers: { "Retry-After": "30" }, body: "" } });
    const answer = await fetch(made.url);
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "30"]);
    expect(await readRequests(made.id)).toHaveLength(1);
    expect((await send("DELETE", `/v1/inboxes/${made.id}/requests`)).status).toBe(204);
    expect(await readRequests(made.id)).toEqual([]);
    expect((await send("DELETE", `/v1/inboxes/${made.id}`)).status).toBe(204);
    expect((await send("GET", `/v1/inboxes/${made.id}`)).status).toBe(404);
    expect((await fetch(made.url)).status).toBe(404);
  });

  it("are made once where the request is repeated with its Idempotency-Key", async () => {
    const headers = { "idempotency-key": "an-inbox" };
    const first = await send("POST", "/v1/inboxes", { json: { name: "Once" }, headers });
    const second = await send("POST", "/v1/inboxes", { json: { name: "Once" }, headers });
    expect([second.status, second.body]).toEqual([201, first.body]);
  });

  it("need no body to be made, and say what is wrong with one", async () => {
    expect(await send("POST", "/v1/inboxes")).toMatchObject({ status: 201, body: { name: "Inbox" } });
    const wrong = await send("POST", "/v1/inboxes", { json: { answer: { headers: { Location: "https://example.com" } } } });
    expect(wrong).toMatchObject({ status: 400, body: { errors: [{ path: "answer.headers.Location" }] } });
  });
});

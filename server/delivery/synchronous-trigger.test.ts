import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { triggerWebhook } from "@/server/delivery/trigger-webhook";
import type { Vault } from "@/server/platform/vault";
import { claimTrigger } from "@/server/queue/claim-trigger";
import { endAbandonedTriggers } from "@/server/queue/end-abandoned-triggers";
import { findNextDue } from "@/server/queue/find-next-due";
import { sendTrigger } from "@/server/queue/send-trigger";
import { createWebhook } from "@/server/webhook/create-webhook";
import { deleteWebhook } from "@/server/webhook/delete-webhook";
import { updateWebhook } from "@/server/webhook/update-webhook";
import { type DeliveryStage, setDeliveryStage } from "@/tests/support/delivery-stage";
import { eventually } from "@/tests/support/eventually";
import { createTestContext, type RecordedJobs, recordJobs, testVault } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";
import { makeOrganization } from "@/tests/support/test-rows";

const database = withTestDatabase();
let stage: DeliveryStage;
let jobs: RecordedJobs;
beforeEach(async () => {
  stage = await setDeliveryStage(database.db);
  jobs = recordJobs();
});
afterEach(() => stage.close());

const context = () => createTestContext({ db: database.db, organizationId: stage.organizationId, jobs });
const trigger = (configId: string, payload: object = { entity: { a: 1 } }) =>
  triggerWebhook({ ctx: context(), input: { configId, sync: true, payload: { metadata: {}, ...payload } } });

/** Leaves a synchronous trigger as a process does that stops before the first attempt. */
async function leaveTrigger(): Promise<string> {
  const { id } = await stage.addWebhook();
  const { event_id } = await triggerWebhook({ ctx: context(), input: { configId: id, payload: { metadata: {} } } });
  await database.db.queuedDelivery.update({ where: { id: event_id }, data: { source: "sync_trigger" } });
  return event_id;
}
const claim = (deliveryId: string, ownerId = "sync:gone") =>
  claimTrigger({ db: database.db, ownerId, organizationId: stage.organizationId, deliveryId });
const passMinutes = (minutes: number) =>
  database.db
    .$executeRaw`update queued_delivery set next_at = next_at - ${minutes} * interval '1 minute', lease_until = lease_until - ${minutes} * interval '1 minute'`;

describe("a synchronous trigger", () => {
  it("answers what the endpoint answered, and records all of it", async () => {
    const { id } = await stage.addWebhook();
    stage.sink.setRespond(() => ({ status: 201, body: '{"order":7}' }));
    const answer = await trigger(id, { entity: { price: 12 }, note: "hi" });
    expect(answer).toEqual({
      event_id: expect.stringMatching(/^dlv_/),
      status_code: "201",
      body: { order: 7 },
      status: "succeeded",
      start_date: expect.stringMatching(/Z$/),
      end_date: expect.stringMatching(/Z$/),
    });
    const delivery = await stage.onlyDelivery();
    expect(delivery).toMatchObject({
      id: answer.event_id,
      source: "sync_trigger",
      status: "succeeded",
      nextAt: null,
      leaseOwner: null,
      payload: stage.sink.requests[0]?.rawBody,
    });
    expect(JSON.parse(delivery.payload ?? "")).toMatchObject({ metadata: { webhook_id: id }, entity: { price: 12 }, note: "hi" });
    expect(await stage.attempts()).toMatchObject([{ number: 1, statusCode: 201, responseBody: '{"order":7}', errorCode: null }]);
    expect(jobs.sent).toEqual([]);
  });

  it("is given the answer's values although the password looks like one of them, as the record is", async () => {
    const auth = { authType: "BASIC", basicAuthConfig: { username: "ann", password: "1234" } };
    const input = { eventName: "product_updated", url: `${stage.sink.url}/hook`, auth };
    const { id } = await createWebhook({ ctx: context(), input });
    stage.sink.setRespond(({ headers }) => ({
      headers: { "content-type": "application/json", "x-pin": "pin=1234; id=12345", "retry-after": "1234" },
      body: `{"order":1234,"env":"order 1234","pin":"1234","sent":${JSON.stringify(headers.authorization)}}`,
    }));
    const redacted = '{"order":1234,"env":"order 1234","pin":"[redacted]","sent":"Basic [redacted]"}';
    const answer = await trigger(id);
    expect(answer).toMatchObject({ status: "succeeded", body: JSON.parse(redacted) });
    const [attempt] = await stage.attempts();
    expect(attempt).toMatchObject({
      responseBody: redacted,
      responseHeaders: { "x-pin": "pin=[redacted]; id=12345", "retry-after": "1234" },
    });
  });

  it("keeps an answer of JSON that is cut, and blacks out a secret that is cut with it", async () => {
    const auth = { authType: "API_KEY", apiKeyConfig: { keyName: "X-Key", keyValue: "12345678-secret" } };
    const input = { eventName: "product_updated", url: `${stage.sink.url}/hook`, auth };
    const { id } = await createWebhook({ ctx: context(), input });
    const beginning = '{"key":"12345678-secret","id":12345678,"text":"';
    const filling = "x".repeat(65_536 - beginning.length - "12345678-sec".length);
    stage.sink.setRespond(() => ({ body: `${beginning}${filling}12345678-secret"}` }));
    await trigger(id);
    const [attempt] = await stage.attempts();
    expect(attempt?.responseCut).toBe(true);
    expect(attempt?.responseBody).toBe(`{"key":"[redacted]","id":12345678,"text":"${filling}[redacted]`);
  });

  it("tries twice more after 0.5 s and 2 s, whatever the retry policy and Retry-After say, and answers the last outcome", async () => {
    const { id } = await stage.addWebhook({ retryPolicy: { enabled: false, maxAttempts: 3 } });
    stage.sink.setRespond((_request, index) => ({ status: 503, headers: { "retry-after": "60" }, body: `down ${index}` }));
    const answer = await trigger(id);
    expect(answer).toMatchObject({
      status: "failed",
      status_code: "503",
      code: "HTTP_ERROR",
      message: expect.stringContaining("503"),
      body: { text: "down 2" },
    });
    const [first, second, third, ...more] = stage.sink.requests.map(({ receivedAt }) => receivedAt.getTime());
    expect(more).toEqual([]);
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(490);
    expect((third ?? 0) - (second ?? 0)).toBeGreaterThanOrEqual(1_990);
    // It did not wait for the minute that Retry-After asks for.
    expect((third ?? 0) - (first ?? 0)).toBeLessThan(60_000);
    expect(new Set(stage.sink.requests.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect(await stage.onlyDelivery()).toMatchObject({ status: "failed", failureCount: 3, attemptNumber: 3, nextAt: null });
  });

  it("stops at the first success, and at the first failure that another attempt would not mend", async () => {
    const { id } = await stage.addWebhook();
    stage.sink.setRespond((_request, index) => ({ status: index === 0 ? 500 : 200 }));
    expect(await trigger(id)).toMatchObject({ status: "succeeded", status_code: "200" });
    expect(stage.sink.requests).toHaveLength(2);
    stage.sink.setRespond(() => ({ status: 422 }));
    expect(await trigger(id)).toMatchObject({ status: "failed", status_code: "422", code: "HTTP_ERROR" });
    expect(stage.sink.requests).toHaveLength(3);
  });

  it("aborts an attempt at its deadline, and tells no status where none came", async () => {
    const { id } = await stage.addWebhook();
    stage.sink.setRespond(() => ({ hang: true }));
    const { event_id: deliveryId } = await triggerWebhook({ ctx: context(), input: { configId: id, payload: { metadata: {} } } });
    await database.db.queuedDelivery.update({ where: { id: deliveryId }, data: { source: "sync_trigger" } });
    await sendTrigger({ ctx: context(), deliveryId, timeoutMs: 100, onError: () => {}, onEndpointLost: async () => {} });
    expect((await stage.attempts()).map(({ errorCode, statusCode }) => [errorCode, statusCode])).toEqual([
      ["TIMEOUT", null],
      ["TIMEOUT", null],
      ["TIMEOUT", null],
    ]);
    expect(await stage.onlyDelivery()).toMatchObject({ status: "failed" });
  });

  it("waits with ten others of the same webhook at most: the next is refused, and leaves nothing", async () => {
    const { id } = await stage.addWebhook();
    const letGo = stage.holdAll();
    const refused: unknown[] = [];
    const triggers = Array.from({ length: 14 }, () => trigger(id).catch((error: unknown) => void refused.push(error)));
    await stage.sink.waitForRequests(10);
    await eventually(() => expect(refused).toMatchObject(Array(4).fill({ code: "rate_limited", retryAfterSeconds: 1 })));
    expect(await stage.deliveries()).toHaveLength(10);
    letGo();
    await Promise.all(triggers);
    expect(refused).toHaveLength(4);
    expect(stage.sink.requests).toHaveLength(10);
    expect(await trigger(id)).toMatchObject({ status: "succeeded" });
  });

  it("keeps to the webhook's rate limit", async () => {
    const { id } = await stage.addWebhook({ maxRequestsPerSecond: 2 });
    const startedAtMs = Date.now();
    await Promise.all([trigger(id), trigger(id), trigger(id)]);
    const times = stage.sink.requests.map(({ receivedAt }) => receivedAt.getTime() - startedAtMs);
    expect(times[1]).toBeGreaterThanOrEqual(490);
    expect(times[2]).toBeGreaterThanOrEqual(990);
  });

  it("opens secrets once a process, and is sent as its webhook is now", async () => {
    const opened: string[] = [];
    const now = new Date();
    const open: Vault["open"] = (sealed, purpose) => {
      opened.push(purpose);
      return testVault.open(sealed, purpose);
    };
    const overrides = { vault: { ...testVault, open }, clock: { now: () => now } };
    const ctx = createTestContext({ db: database.db, organizationId: stage.organizationId, jobs, overrides });
    stage.sink.setRespond(({ url }) => (url === "/token" ? { body: '{"access_token":"t0ken"}' } : {}));
    const oauthConfig = { clientId: "c", clientSecret: "s3cret", endpoint: `${stage.sink.url}/token`, httpMethod: "POST" };
    const config = { eventName: "product_updated", auth: { authType: "OAUTH_CLIENT_CREDENTIALS", oauthConfig } };
    const { id: configId } = await createWebhook({ ctx, input: { ...config, url: `${stage.sink.url}/old` } });
    const send = () => triggerWebhook({ ctx, input: { configId, sync: true, payload: { metadata: {} } } });
    const openedBy = async (act: () => Promise<unknown>) => {
      opened.length = 0;
      await act();
      return opened.length;
    };
    expect(await openedBy(send)).toBeGreaterThanOrEqual(3);
    expect(await openedBy(send)).toBe(0);
    await updateWebhook({ ctx, input: { configId, config: { ...config, url: `${stage.sink.url}/new` } } });
    expect(await openedBy(send)).toBeGreaterThanOrEqual(2);
    expect(stage.sink.requests.map(({ url }) => url)).toEqual(["/token", "/old", "/old", "/token", "/new"]);
  });

  it("disables the webhook when the endpoint answers 410", async () => {
    const { id } = await stage.addWebhook();
    stage.sink.setRespond(() => ({ status: 410 }));
    expect(await trigger(id)).toMatchObject({ status: "failed", code: "WEBHOOK_GONE" });
    expect(await database.db.webhook.findUnique({ where: { id } })).toMatchObject({ enabled: false });
  });

  it("ends without another request when its webhook is deleted between two attempts", async () => {
    const { id } = await stage.addWebhook();
    stage.sink.setRespond(async () => {
      await deleteWebhook({ ctx: context(), input: { configId: id } });
      return { status: 500 };
    });
    expect(await trigger(id)).toMatchObject({ status: "failed", code: "WEBHOOK_DELETED" });
    expect(stage.sink.requests).toHaveLength(1);
  });

  it("is refused for a disabled webhook and another organization's, and leaves nothing", async () => {
    const disabled = await stage.addWebhook({ enabled: false });
    const { id } = await stage.addWebhook();
    await expect(trigger(disabled.id)).rejects.toMatchObject({ code: "invalid_input" });
    const theirs = createTestContext({ db: database.db, organizationId: await makeOrganization(database.db) });
    await expect(triggerWebhook({ ctx: theirs, input: { configId: id, sync: true, payload: { metadata: {} } } })).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await stage.deliveries()).toEqual([]);
    expect(stage.sink.requests).toEqual([]);
  });
});

describe("a synchronous trigger whose process has stopped", () => {
  it("is never sent late: no batch claims it, and no ring is due for it", async () => {
    await leaveTrigger();
    expect(await stage.deliverer.deliverBatch()).toMatchObject({ claimed: 0 });
    expect(await findNextDue({ db: database.db })).toBeNull();
    expect(stage.sink.requests).toEqual([]);
  });

  it("is left alone while its process may be alive", async () => {
    const deliveryId = await leaveTrigger();
    await claim(deliveryId);
    await passMinutes(1);
    expect(await endAbandonedTriggers({ db: database.db })).toBe(0);
    expect(await claim(deliveryId, "sync:other")).toBeNull();
  });

  it("is ended as failed, with a trace of the attempt that was out", async () => {
    const deliveryId = await leaveTrigger();
    await claim(deliveryId);
    await passMinutes(2);
    expect(await endAbandonedTriggers({ db: database.db })).toBe(1);
    expect(await stage.onlyDelivery()).toMatchObject({ status: "failed", nextAt: null, leaseOwner: null, endedAt: expect.any(Date) });
    expect(await stage.attempts()).toMatchObject([{ number: 1, errorCode: "INTERNAL_ERROR", statusCode: null }]);
    expect(await endAbandonedTriggers({ db: database.db })).toBe(0);
  });

  it("keeps the outcome of its last attempt when it stopped between two", async () => {
    const deliveryId = await leaveTrigger();
    await passMinutes(2);
    expect(await endAbandonedTriggers({ db: database.db })).toBe(1);
    expect(await database.db.delivery.findFirst({ where: { id: deliveryId } })).toMatchObject({ status: "failed" });
    expect(await stage.attempts()).toEqual([]);
  });
});

import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createDeliverer, type Deliverer } from "@/server/delivery/deliverer";
import { createEgressClient, type EgressClient } from "@/server/egress/egress-client";
import { publishEvents } from "@/server/event/publish-events";
import { systemClock } from "@/server/platform/clock";
import { ensurePlatformKey } from "@/server/signing/ensure-platform-key";
import { sealAuthSecret } from "@/server/webhook/auth-secret";
import { type HttpSink, startHttpSink } from "@/tests/support/http-sink";
import { createTestContext, type RecordedJobs, recordJobs, testVault } from "@/tests/support/test-context";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";
import { makeOrganization, makeWebhook } from "@/tests/support/test-rows";

let database: TestDatabase;
let sink: HttpSink;
let egress: EgressClient;
let organizationId: string;
let jobs: RecordedJobs;
let deliverer: Deliverer;
beforeAll(async () => {
  database = await createTestDatabase();
  await ensurePlatformKey({ db: database.db, vault: testVault });
});
afterAll(() => database.drop());
beforeEach(async () => {
  sink = await startHttpSink();
  egress = createEgressClient({ policy: { isHttpsRequired: false, allowedPrivateNetworks: ["127.0.0.0/8"] } });
  organizationId = await makeOrganization(database.db);
  jobs = recordJobs();
  deliverer = makeDeliverer();
});
afterEach(async () => {
  await database.db.delivery.deleteMany();
  await egress.close();
  await sink.close();
});

function makeDeliverer(options: { ownerId?: string; timeoutMs?: number } = {}): Deliverer {
  const { ownerId = "host:test", timeoutMs } = options;
  return createDeliverer({
    db: database.db,
    vault: testVault,
    clock: systemClock,
    jobs,
    egress,
    ownerId,
    random: () => 0.5,
    ...(timeoutMs && { timeoutMs }),
  });
}

type WebhookValues = NonNullable<Parameters<typeof makeWebhook>[0]["values"]>;
const addWebhook = (values: WebhookValues = {}) => makeWebhook({ db: database.db, organizationId, url: `${sink.url}/hook`, values });

async function publish(count = 1, entity: object = { a: 1 }): Promise<void> {
  const ctx = createTestContext({ db: database.db, organizationId });
  await publishEvents({ ctx, input: Array.from({ length: count }, () => ({ eventName: "product_updated", entity })) });
}

const deliveries = () => database.db.delivery.findMany({ where: { organizationId }, orderBy: { id: "asc" } });
const attempts = () => database.db.attempt.findMany({ where: { organizationId }, orderBy: [{ deliveryId: "asc" }, { number: "asc" }] });
const makeAllDue = () => database.db.$executeRaw`update delivery set next_at = now() where next_at is not null`;
const lapseAllLeases = () =>
  database.db.$executeRaw`update delivery set lease_until = now() - interval '1 s' where lease_until is not null`;

async function onlyDelivery() {
  const [delivery, ...others] = await deliveries();
  if (!delivery || others.length > 0) throw new Error("There is not exactly one delivery.");
  return delivery;
}

describe("deliverBatch", () => {
  it("sends what is due, signed so that the published library verifies it, and records all of it", async () => {
    const { signingSecret } = await addWebhook();
    await publish(1, { price: 12, title: "Grüne Energie ✓" });
    sink.setRespond(() => ({ status: 202, headers: { "x-answer": "yes" }, body: "thanks" }));
    expect(await deliverer.deliverBatch()).toEqual({ claimed: 1, hasMore: false });

    const [request] = sink.requests;
    if (!request) throw new Error("Nothing came.");
    expect(request).toMatchObject({ method: "POST", url: "/hook" });
    expect(request.headers).toMatchObject({ "content-type": "application/json", "user-agent": expect.stringMatching(/^Postern\/\d/) });
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    expect(new Webhook(signingSecret).verify(request.rawBody, headers)).toMatchObject({ entity: { price: 12 } });
    expect(headers["webhook-signature"]).toMatch(/^v1a,\S+ v1,\S+$/);

    const delivery = await onlyDelivery();
    expect(delivery).toMatchObject({
      status: "succeeded",
      messageId: headers["webhook-id"],
      attemptNumber: 1,
      failureCount: 0,
      nextAt: null,
      leaseOwner: null,
      leaseUntil: null,
      endedAt: expect.any(Date),
    });
    expect(delivery.payload).toBe(request.rawBody);
    expect(request.rawBody).toBe(JSON.stringify({ metadata: delivery.metadata, entity: { price: 12, title: "Grüne Energie ✓" } }));
    expect(await attempts()).toEqual([
      expect.objectContaining({
        deliveryId: delivery.id,
        number: 1,
        url: `${sink.url}/hook`,
        httpMethod: "POST",
        statusCode: 202,
        responseBody: "thanks",
        responseCut: false,
        responseHeaders: expect.objectContaining({ "x-answer": "yes" }),
        requestHeaders: expect.objectContaining({ "webhook-id": headers["webhook-id"] }),
        errorCode: null,
        errorMessage: null,
        remoteAddress: expect.stringContaining("127.0.0.1"),
        totalMs: expect.any(Number),
      }),
    ]);
  });

  it("authenticates as configured, and records no credential", async () => {
    const basic = await addWebhook({ authType: "BASIC", authSettings: { username: "ada" } });
    const key = await addWebhook({ authType: "API_KEY", authSettings: { keyName: "X-Api-Key" } });
    for (const [{ id }, secret] of [
      [basic, "p:ss✓"],
      [key, "k3y"],
    ] as const) {
      const authSecret = sealAuthSecret({ vault: testVault, webhookId: id, secret });
      await database.db.webhook.update({ where: { id }, data: { authSecret } });
    }
    await database.db.organization.update({ where: { id: organizationId }, data: { subscriptionsVersion: { increment: 1 } } });
    await publish();
    await deliverer.deliverBatch();
    const sent = sink.requests.map(({ headers }) => [headers.authorization, headers["x-api-key"]]);
    expect(sent).toContainEqual([`Basic ${Buffer.from("ada:p:ss✓").toString("base64")}`, undefined]);
    expect(sent).toContainEqual([undefined, "k3y"]);
    const recorded = (await attempts()).map((attempt) => attempt.requestHeaders);
    expect(recorded).toContainEqual(expect.objectContaining({ authorization: "[redacted]" }));
    expect(recorded).toContainEqual(expect.objectContaining({ "X-Api-Key": "[redacted]" }));
    expect(JSON.stringify(recorded)).not.toContain("k3y");
  });

  it("sends no body with GET, and signs the empty one", async () => {
    const { signingSecret } = await addWebhook({ httpMethod: "GET" });
    await publish();
    await deliverer.deliverBatch();
    const [request] = sink.requests;
    expect(request).toMatchObject({ method: "GET", rawBody: "" });
    expect(request?.headers["content-type"]).toBeUndefined();
    const headers = Object.fromEntries(Object.entries(request?.headers ?? {}).map(([name, value]) => [name, String(value)]));
    const signed = new Webhook(signingSecret).sign(headers["webhook-id"] ?? "", new Date(Number(headers["webhook-timestamp"]) * 1_000), "");
    expect(headers["webhook-signature"]).toContain(signed);
  });

  it("claims at most 300 and says that there is more, ringing for it", async () => {
    await addWebhook();
    await publish(310);
    expect(await deliverer.deliverBatch()).toEqual({ claimed: 300, hasMore: true });
    expect(jobs.sent).toContainEqual({ name: "webhook/deliveries.due" });
    expect(await deliverer.deliverBatch()).toEqual({ claimed: 10, hasMore: false });
    expect(await deliverer.deliverBatch()).toEqual({ claimed: 0, hasMore: false });
    expect(new Set(sink.requests.map((request) => request.headers["webhook-id"])).size).toBe(310);
  });

  it("never sends the same claim twice, however many deliverers claim", async () => {
    await addWebhook();
    await publish(500);
    const others = [1, 2, 3].map((number) => makeDeliverer({ ownerId: `host:${number}` }));
    const claimed = await Promise.all([...others, ...others].map((other) => other.deliverBatch()));
    expect(claimed.reduce((sum, batch) => sum + batch.claimed, 0)).toBe(500);
    expect(sink.requests).toHaveLength(500);
    expect(new Set(sink.requests.map((request) => request.headers["webhook-id"])).size).toBe(500);
    for (const delivery of await deliveries()) expect(delivery).toMatchObject({ status: "succeeded", attemptNumber: 1 });
  });

  it("does not wait for a slow endpoint longer than about a second, and records its answer when it comes", async () => {
    await addWebhook();
    await publish(2);
    sink.setRespond((_request, index) => (index === 0 ? { delayMs: 1_600 } : {}));
    const before = Date.now();
    await deliverer.deliverBatch();
    expect(Date.now() - before).toBeLessThan(1_500);
    expect((await deliveries()).map((delivery) => delivery.status).sort()).toEqual(["in_progress", "succeeded"]);
    await vi.waitFor(
      async () => expect((await deliveries()).map((delivery) => delivery.status)).toEqual(["succeeded", "succeeded"]),
      5_000,
    );
  });

  it("fails an attempt that takes longer than the deadline with TIMEOUT, and tries again", async () => {
    await addWebhook();
    await publish();
    sink.setRespond(() => ({ hang: true }));
    await makeDeliverer({ timeoutMs: 200 }).deliverBatch();
    expect(await attempts()).toMatchObject([{ errorCode: "TIMEOUT", statusCode: null }]);
    expect(await onlyDelivery()).toMatchObject({ status: "in_progress", failureCount: 1 });
  });
});

describe("a failing endpoint", () => {
  it("is tried again by the schedule, with the same message id, and then the delivery has failed", async () => {
    await addWebhook();
    await publish();
    sink.setRespond(() => ({ status: 503, body: "down" }));
    for (const [index, stepMs] of [5_000, 300_000, 1_800_000].entries()) {
      await deliverer.deliverBatch();
      const delivery = await onlyDelivery();
      expect(delivery).toMatchObject({
        status: "in_progress",
        attemptNumber: index + 1,
        failureCount: index + 1,
        leaseOwner: null,
        endedAt: null,
      });
      const waitMs = (delivery.nextAt?.getTime() ?? 0) - Date.now();
      expect(waitMs).toBeGreaterThan(stepMs - 2_000);
      expect(waitMs).toBeLessThanOrEqual(stepMs);
      expect(jobs.sent.at(-1)).toEqual({ name: "webhook/deliveries.due", at: delivery.nextAt });
      expect(await deliverer.deliverBatch()).toEqual({ claimed: 0, hasMore: false });
      await makeAllDue();
    }
    await deliverer.deliverBatch();
    expect(await onlyDelivery()).toMatchObject({
      status: "failed",
      attemptNumber: 4,
      failureCount: 4,
      nextAt: null,
      endedAt: expect.any(Date),
    });
    expect(await attempts()).toMatchObject(
      [1, 2, 3, 4].map((number) => ({ number, statusCode: 503, errorCode: "HTTP_ERROR", errorMessage: "The endpoint answered 503." })),
    );
    expect(new Set(sink.requests.map((request) => request.headers["webhook-id"])).size).toBe(1);
    expect(new Set(sink.requests.map((request) => request.rawBody)).size).toBe(1);
  });

  it("that comes back gets the message, and the delivery succeeds", async () => {
    await addWebhook();
    await publish();
    sink.setRespond((_request, index) => ({ status: index === 0 ? 500 : 200 }));
    await deliverer.deliverBatch();
    await makeAllDue();
    await deliverer.deliverBatch();
    expect(await onlyDelivery()).toMatchObject({ status: "succeeded", attemptNumber: 2, failureCount: 1 });
  });

  it("may ask for a longer wait, up to twice the step", async () => {
    await addWebhook();
    await publish();
    sink.setRespond(() => ({ status: 429, headers: { "retry-after": "8" } }));
    await deliverer.deliverBatch();
    const waitMs = ((await onlyDelivery()).nextAt?.getTime() ?? 0) - Date.now();
    expect(waitMs).toBeGreaterThan(6_000);
    expect(waitMs).toBeLessThanOrEqual(8_000);
  });

  it("that answers with a final status is not tried again", async () => {
    await addWebhook();
    await publish();
    sink.setRespond(() => ({ status: 302, headers: { location: "/other" } }));
    await deliverer.deliverBatch();
    expect(await onlyDelivery()).toMatchObject({ status: "failed", attemptNumber: 1 });
    expect(await attempts()).toMatchObject([{ errorCode: "REDIRECT_NOT_FOLLOWED", statusCode: 302 }]);
    expect(sink.requests).toHaveLength(1);
  });

  it("that nobody listens at is told so and tried again", async () => {
    await addWebhook({ url: "http://127.0.0.1:1/" });
    await publish();
    await deliverer.deliverBatch();
    expect(await attempts()).toMatchObject([{ errorCode: "CONNECTION_ERROR", statusCode: null, errorMessage: expect.any(String) }]);
    expect(await onlyDelivery()).toMatchObject({ status: "in_progress", failureCount: 1 });
  });

  it("at an address that is not allowed is never called and not tried again", async () => {
    await addWebhook({ url: "http://10.0.0.1/" });
    await publish();
    await deliverer.deliverBatch();
    expect(await attempts()).toMatchObject([{ errorCode: "BLOCKED_ADDRESS" }]);
    expect(await onlyDelivery()).toMatchObject({ status: "failed", attemptNumber: 1 });
  });

  it("that answers 410 ends its deliveries and disables the webhook", async () => {
    const { id } = await addWebhook();
    await publish();
    const [waiting] = await deliveries();
    await database.db.delivery.updateMany({ where: { id: waiting?.id ?? "" }, data: { nextAt: new Date(Date.now() + 60_000) } });
    await publish();
    const before = await database.db.organization.findUniqueOrThrow({ where: { id: organizationId } });
    sink.setRespond(() => ({ status: 410 }));
    await deliverer.deliverBatch();
    expect(await database.db.webhook.findUniqueOrThrow({ where: { id } })).toMatchObject({ enabled: false, version: 2 });
    const after = await database.db.organization.findUniqueOrThrow({ where: { id: organizationId } });
    expect(after.subscriptionsVersion).toBe(before.subscriptionsVersion + 1n);
    expect((await deliveries()).map((delivery) => delivery.status)).toEqual(["failed", "failed"]);
    expect((await attempts()).map((attempt) => attempt.errorCode)).toEqual(["WEBHOOK_DISABLED", "WEBHOOK_GONE"]);
    await publish();
    expect((await deliveries()).at(-1)).toMatchObject({ status: "skipped", skipReason: "WEBHOOK_DISABLED" });
  });
});

describe("leases and fences", () => {
  it("hold a delivery that is being sent", async () => {
    await addWebhook();
    await publish();
    sink.setRespond(() => ({ hang: true }));
    await deliverer.deliverBatch();
    expect(await makeDeliverer({ ownerId: "host:other" }).deliverBatch()).toEqual({ claimed: 0, hasMore: false });
    const { leaseUntil } = await onlyDelivery();
    expect((leaseUntil?.getTime() ?? 0) - Date.now()).toBeGreaterThan(120_000);
  });

  it("leave a trace of an attempt whose process was lost, and send it again without counting it as a failure", async () => {
    await addWebhook();
    await publish();
    sink.setRespond((_request, index) => (index === 0 ? { hang: true } : {}));
    await deliverer.deliverBatch();
    await lapseAllLeases();
    await makeDeliverer({ ownerId: "host:successor" }).deliverBatch();
    expect(await onlyDelivery()).toMatchObject({ status: "succeeded", attemptNumber: 2, failureCount: 0 });
    expect(await attempts()).toMatchObject([
      {
        number: 1,
        errorCode: "INTERNAL_ERROR",
        errorMessage: expect.stringContaining("stopped"),
        statusCode: null,
        url: `${sink.url}/hook`,
      },
      { number: 2, errorCode: null, statusCode: 200 },
    ]);
  });

  it("never let a late straggler overwrite a retry", async () => {
    await addWebhook();
    await publish();
    sink.setRespond((_request, index) => (index === 0 ? { delayMs: 1_800, status: 400 } : {}));
    await deliverer.deliverBatch();
    await lapseAllLeases();
    await makeDeliverer({ ownerId: "host:successor" }).deliverBatch();
    const winner = await onlyDelivery();
    expect(winner.status).toBe("succeeded");
    const lost = await attempts();
    await deliverer.drain(5_000);
    expect(await onlyDelivery()).toEqual(winner);
    expect(await attempts()).toEqual(lost);
  });

  it("never let a straggler end a delivery that the same process has claimed again", async () => {
    await addWebhook();
    await publish();
    sink.setRespond((_request, index) => (index === 0 ? { delayMs: 1_400, status: 400 } : { delayMs: 2_500 }));
    await deliverer.deliverBatch();
    await lapseAllLeases();
    await deliverer.deliverBatch();
    await deliverer.drain(10_000);
    expect(await onlyDelivery()).toMatchObject({ status: "succeeded", attemptNumber: 2 });
    expect(await attempts()).toMatchObject([
      { number: 1, errorCode: "INTERNAL_ERROR" },
      { number: 2, statusCode: 200 },
    ]);
  });
});

describe("drain", () => {
  it("waits for what is open, and claims nothing any more", async () => {
    await addWebhook();
    await publish();
    sink.setRespond(() => ({ delayMs: 1_300 }));
    await deliverer.deliverBatch();
    await deliverer.drain(5_000);
    expect(await onlyDelivery()).toMatchObject({ status: "succeeded" });
    await publish();
    expect(await deliverer.deliverBatch()).toEqual({ claimed: 0, hasMore: false });
  });

  it("releases what is not answered in time, so that another process sends it at once", async () => {
    await addWebhook();
    await publish();
    sink.setRespond((_request, index) => (index === 0 ? { hang: true } : {}));
    await deliverer.deliverBatch();
    await deliverer.drain(50);
    expect(await onlyDelivery()).toMatchObject({ status: "in_progress", leaseOwner: null, leaseUntil: null, failureCount: 0 });
    expect(await attempts()).toMatchObject([{ number: 1, errorCode: "INTERNAL_ERROR", errorMessage: expect.stringContaining("stopped") }]);
    expect(jobs.sent.at(-1)).toMatchObject({ name: "webhook/deliveries.due", at: expect.any(Date) });
    expect(await makeDeliverer({ ownerId: "host:next" }).deliverBatch()).toMatchObject({ claimed: 1 });
    expect(await onlyDelivery()).toMatchObject({ status: "succeeded", attemptNumber: 2 });
  });
});

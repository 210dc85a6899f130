import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sealAuthSecret } from "@/server/webhook-row/auth-secret";
import { type DeliveryStage, plainHeaders, setDeliveryStage } from "@/tests/support/delivery-stage";
import { eventually } from "@/tests/support/eventually";
import { testVault } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";

const database = withTestDatabase();
let stage: DeliveryStage;
beforeEach(async () => {
  stage = await setDeliveryStage(database.db);
});
afterEach(() => stage.close());

describe("deliverBatch", () => {
  it("sends what is due, signed so that the published library verifies it, and records all of it", async () => {
    const { signingSecret } = await stage.addWebhook();
    await stage.publish(1, { price: 12, title: "Grüne Energie ✓" });
    stage.sink.setRespond(() => ({ status: 202, headers: { "x-answer": "yes" }, body: "thanks" }));
    expect(await stage.deliverer.deliverBatch()).toEqual({ claimed: 1, hasMore: false });

    const [request] = stage.sink.requests;
    if (!request) throw new Error("Nothing came.");
    expect(request).toMatchObject({ method: "POST", url: "/hook" });
    expect(request.headers).toMatchObject({ "content-type": "application/json", "user-agent": expect.stringMatching(/^Postern\/\d/) });
    const headers = plainHeaders(request.headers);
    expect(new Webhook(signingSecret).verify(request.rawBody, headers)).toMatchObject({ entity: { price: 12 } });
    expect(headers["webhook-signature"]).toMatch(/^v1a,\S+ v1,\S+$/);

    const delivery = await stage.onlyDelivery();
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
    expect(await stage.attempts()).toEqual([
      expect.objectContaining({
        deliveryId: delivery.id,
        number: 1,
        url: `${stage.sink.url}/hook`,
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
    const basic = await stage.addWebhook({ auth: { authType: "BASIC", username: "ada" } });
    const key = await stage.addWebhook({ auth: { authType: "API_KEY", keyName: "X-Api-Key" } });
    for (const [{ id }, secret] of [
      [basic, "p:ss✓"],
      [key, "k3y"],
    ] as const) {
      const authSecret = sealAuthSecret({ vault: testVault, webhookId: id, secret });
      await database.db.webhook.update({ where: { id }, data: { authSecret } });
    }
    await database.db.organization.update({ where: { id: stage.organizationId }, data: { subscriptionsVersion: { increment: 1 } } });
    await stage.publish();
    await stage.deliverer.deliverBatch();
    const sent = stage.sink.requests.map(({ headers }) => [headers.authorization, headers["x-api-key"]]);
    expect(sent).toContainEqual([`Basic ${Buffer.from("ada:p:ss✓").toString("base64")}`, undefined]);
    expect(sent).toContainEqual([undefined, "k3y"]);
    const recorded = (await stage.attempts()).map((attempt) => attempt.requestHeaders);
    expect(recorded).toContainEqual(expect.objectContaining({ authorization: "[redacted]" }));
    expect(recorded).toContainEqual(expect.objectContaining({ "X-Api-Key": "[redacted]" }));
    expect(JSON.stringify(recorded)).not.toContain("k3y");
  });

  it("sends no body with GET, and signs the empty one", async () => {
    const { signingSecret } = await stage.addWebhook({ httpMethod: "GET" });
    await stage.publish();
    await stage.deliverer.deliverBatch();
    const [request] = stage.sink.requests;
    expect(request).toMatchObject({ method: "GET", rawBody: "" });
    expect(request?.headers["content-type"]).toBeUndefined();
    const headers = plainHeaders(request?.headers ?? {});
    const signed = new Webhook(signingSecret).sign(headers["webhook-id"] ?? "", new Date(Number(headers["webhook-timestamp"]) * 1_000), "");
    expect(headers["webhook-signature"]).toContain(signed);
  });

  it("claims at most 600 and says that there is more, ringing for it", async () => {
    // There are so few of each that none waits. One that waited for long would be deferred, and then claimed from its lane.
    for (let count = 0; count < 61; count++) await stage.addWebhook();
    await stage.publish(10);
    expect(await stage.deliverer.deliverBatch()).toEqual({ claimed: 600, hasMore: true });
    expect(stage.jobs.sent).toContainEqual({ name: "webhook/deliveries.due" });
    expect(await stage.deliverer.deliverBatch()).toEqual({ claimed: 10, hasMore: false });
    expect(await stage.deliverer.deliverBatch()).toEqual({ claimed: 0, hasMore: false });
    expect(new Set(stage.sink.requests.map((request) => request.headers["webhook-id"])).size).toBe(610);
  });

  it("never sends the same claim twice, however many deliverers claim", async () => {
    await stage.addWebhook();
    await stage.publish(500);
    const others = [1, 2, 3].map((number) => stage.makeDeliverer({ ownerId: `host:${number}` }));
    await eventually(async () => {
      await Promise.all([...others, ...others].map((other) => other.deliverBatch()));
      expect((await stage.deliveries()).map(({ status }) => status)).toEqual(Array(500).fill("succeeded"));
    });
    expect(stage.sink.requests).toHaveLength(500);
    expect(new Set(stage.sink.requests.map((request) => request.headers["webhook-id"])).size).toBe(500);
    for (const delivery of await stage.deliveries()) expect(delivery).toMatchObject({ status: "succeeded", attemptNumber: 1 });
  });

  it("does not wait for a slow endpoint longer than about a second, and records its answer when it comes", async () => {
    await stage.addWebhook();
    await stage.publish(2);
    const answerFirst = stage.holdFirst({});
    await stage.makeDeliverer({ patienceMs: 1_000 }).deliverBatch();
    const statuses = async () => (await stage.deliveries()).map((delivery) => delivery.status).sort();
    await eventually(async () => expect(await statuses()).toEqual(["in_progress", "succeeded"]));
    answerFirst();
    await eventually(async () => expect(await statuses()).toEqual(["succeeded", "succeeded"]));
  });

  it("fails an attempt that takes longer than the deadline with TIMEOUT, and tries again", async () => {
    await stage.addWebhook();
    await stage.publish();
    stage.sink.setRespond(() => ({ hang: true }));
    await stage.makeDeliverer({ timeoutMs: 200 }).deliverBatch();
    expect(await stage.attempts()).toMatchObject([{ errorCode: "TIMEOUT", statusCode: null }]);
    expect(await stage.onlyDelivery()).toMatchObject({ status: "in_progress", failureCount: 1 });
  });
});

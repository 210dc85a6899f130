import { createRequire } from "node:module";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { publishEvents } from "@/server/event/publish-events";
import { type DeliveryStage, setDeliveryStage } from "@/tests/support/delivery-stage";
import type { SinkAnswer, SinkRequest } from "@/tests/support/http-sink";
import { createTestContext } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";
import type { WebhookValues } from "@/tests/support/test-rows";

const database = withTestDatabase();
let stage: DeliveryStage;
beforeEach(async () => {
  stage = await setDeliveryStage(database.db);
});
afterEach(() => stage.close());

/** The snippet that receivers of this format are given, as it is printed. */
const SNIPPET = `
const crypto = require('crypto');

const signature = crypto.createHmac("sha256", SIGNING_SECRET).update(rawBody).digest("hex");
if (signature !== request.headers['x-copilot-signature']) {
  throw "Invalid signature"
}
`;
const runSnippet = new Function("require", "SIGNING_SECRET", "rawBody", "request", SNIPPET);

/** Answers 200 when the snippet does not throw, and 401 when it does. */
function receive(request: SinkRequest, secret: string): SinkAnswer {
  try {
    runSnippet(createRequire(import.meta.url), secret, request.rawBody, request);
    return { status: 200 };
  } catch (refusal) {
    return { status: 401, body: String(refusal) };
  }
}

const data = {
  companyId: "d000c9b4-a323-4386-aeba-0e8d7a787138",
  customFields: { tags: ["myTag1", "myTag2", "newtagupdate"] },
  familyName: "Müller ✓",
  id: "6815623f-2661-4954-a42f-f68766dec711",
  object: "client",
  status: "active",
};
const previous_attributes = { customFields: { tags: ["myTag1", "myTag2"] } };
const settings: WebhookValues = {
  ...{ eventName: "client.updated", eventType: "client.updated" },
  ...{ payloadFormat: "event_object", signatureHeader: "x-copilot-signature", successStatus: "200" },
};
const publish = (eventName = "client.updated") => {
  const ctx = createTestContext({ db: database.db, organizationId: stage.organizationId });
  return publishEvents({ ctx, input: { eventName, data, previous_attributes } });
};

describe("a delivery in the event-object format", () => {
  it("is accepted by the format's own verification snippet, and not once it is tampered with", async () => {
    const { signingSecret } = await stage.addWebhook(settings);
    stage.sink.setRespond((request) => receive(request, signingSecret));
    await publish();
    await stage.deliverer.deliverBatch();
    expect(await stage.onlyDelivery()).toMatchObject({ status: "succeeded" });

    const [request] = stage.sink.requests;
    if (!request) throw new Error("Nothing came.");
    expect(request.rawBody).toBe(JSON.stringify({ eventType: "client.updated", data, previousAttributes: previous_attributes }));
    const tampered = { ...request, rawBody: request.rawBody.replace("active", "inactive") };
    expect(receive(tampered, signingSecret)).toEqual({ status: 401, body: "Invalid signature" });
    expect(receive(request, "whsec_another")).toEqual({ status: 401, body: "Invalid signature" });
    expect(request.headers["webhook-signature"]).toMatch(/^v1a,\S+ v1,\S+$/);
  });

  it("has the name that the webhook gives the event, whichever the publisher used", async () => {
    const names = ["CustomerRequest_Created", "customer_request_created"];
    for (const eventName of names) {
      await stage.addWebhook({ ...settings, eventName, eventType: "customer_request_created", url: `${stage.sink.url}/${eventName}` });
    }
    for (const eventName of names) await publish(eventName);
    await stage.deliverer.deliverBatch();
    const requests = await stage.sink.waitForRequests(4);
    for (const { rawBody, url } of requests) expect(`/${JSON.parse(rawBody).eventType}`).toBe(url);
  });

  it("has the name that it was published under where its webhook listens to another type meanwhile", async () => {
    const { id } = await stage.addWebhook(settings);
    await publish();
    const data = { eventName: "client.deleted", eventType: "client.deleted", version: { increment: 1 } };
    await database.db.webhook.update({ where: { id }, data });
    await stage.deliverer.deliverBatch();
    const [request] = await stage.sink.waitForRequests(1);
    expect(JSON.parse(request?.rawBody ?? "")).toMatchObject({ eventType: "client.updated" });
  });

  it("is tried three times more after a 204 where only 200 counts, each time with the same bytes and signature", async () => {
    await stage.addWebhook(settings);
    stage.sink.setRespond(() => ({ status: 204, body: "" }));
    await publish();
    for (let attempt = 0; attempt < 6; attempt++) {
      await stage.deliverer.deliverBatch();
      await stage.makeAllDue();
    }
    expect(await stage.onlyDelivery()).toMatchObject({ status: "failed", failureCount: 4 });
    expect((await stage.attempts()).map(({ number, statusCode, errorCode }) => [number, statusCode, errorCode])).toEqual(
      [1, 2, 3, 4].map((number) => [number, 204, "HTTP_ERROR"]),
    );
    const sent = stage.sink.requests.map(({ rawBody, headers }) => `${headers["x-copilot-signature"]} ${rawBody}`);
    expect([sent.length, new Set(sent).size]).toEqual([4, 1]);
  });
});

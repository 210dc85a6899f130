import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ANSWER_CUT_NOTES } from "@/domain/delivery/answer-cut";
import { getDelivery } from "@/server/delivery/get-delivery";
import { triggerWebhook } from "@/server/delivery/trigger-webhook";
import { ACCEPTED_ENCODINGS } from "@/server/egress/content-decoder";
import { createWebhook } from "@/server/webhook/create-webhook";
import { type DeliveryStage, setDeliveryStage } from "@/tests/support/delivery-stage";
import { startTcpSink, type TcpSink } from "@/tests/support/tcp-sink";
import { createTestContext } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";

const database = withTestDatabase();
let stage: DeliveryStage;
const sinks: TcpSink[] = [];
beforeEach(async () => {
  stage = await setDeliveryStage(database.db);
});
afterEach(async () => {
  await stage.close();
  await Promise.all(sinks.splice(0).map((sink) => sink.close()));
});

const context = () => createTestContext({ db: database.db, organizationId: stage.organizationId });

/** Starts an endpoint that answers every request with these bytes and then either closes or does nothing. */
async function startWith(bytes: string, { isClosing = false } = {}): Promise<TcpSink> {
  const sink = await startTcpSink({ onRequest: (socket) => (isClosing ? socket.end(bytes) : socket.write(bytes)) });
  sinks.push(sink);
  return sink;
}
const requestCount = (sink: TcpSink) => sink.received.split("webhook-id: ").length - 1;

/** Publishes one event and delivers until nothing is due. */
async function deliverOne(): Promise<void> {
  await stage.publish();
  for (let count = 0; count < 4; count += 1) {
    await stage.deliverer.deliverBatch();
    await stage.makeAllDue();
  }
}

describe("an event whose endpoint answers", () => {
  it.each([
    ["204 with a length and a body behind it", "HTTP/1.1 204 No Content\r\nContent-Length: 2\r\n\r\n{}"],
    ["204 with a length and no body", "HTTP/1.1 204 No Content\r\nContent-Length: 2\r\n\r\n"],
    ["100 before 204", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n"],
  ])("%s arrives exactly once, and is delivered", async (_, bytes) => {
    const sink = await startWith(bytes);
    await stage.addWebhook({ url: sink.url });
    await deliverOne();
    expect(requestCount(sink)).toBe(1);
    expect(await stage.onlyDelivery()).toMatchObject({ status: "succeeded", attemptNumber: 1, failureCount: 0 });
    expect(await stage.attempts()).toMatchObject([
      { statusCode: 204, responseBody: "", responseCut: false, errorCode: null, errorMessage: null },
    ]);
  });

  it("304 with a length fails once, as a redirect does", async () => {
    const sink = await startWith("HTTP/1.1 304 Not Modified\r\nContent-Length: 2\r\n\r\n");
    await stage.addWebhook({ url: sink.url });
    await deliverOne();
    expect(requestCount(sink)).toBe(1);
    expect(await stage.attempts()).toMatchObject([{ statusCode: 304, errorCode: "REDIRECT_NOT_FOLLOWED" }]);
  });

  it("200 and breaks off inside the body arrives exactly once, and its answer is told to be cut", async () => {
    const sink = await startWith("HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\nhalf", { isClosing: true });
    await stage.addWebhook({ url: sink.url });
    await deliverOne();
    expect(requestCount(sink)).toBe(1);
    const { id } = await stage.onlyDelivery();
    const told = await getDelivery({ ctx: context(), input: { eventId: id } });
    expect(told).toMatchObject({
      status: "succeeded",
      http_response: { status_code: 200, message: ANSWER_CUT_NOTES.broken_off, body: { text: "half" } },
      attempts: [{ status_code: 200, response_body: "half", response_cut: true, message: ANSWER_CUT_NOTES.broken_off }],
    });
    expect(told.http_response).not.toHaveProperty("code");
  });

  it("200 and drips until the deadline arrives exactly once, and its answer is told to be cut", async () => {
    const sink = await startWith("HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\nhalf");
    await stage.addWebhook({ url: sink.url, timeoutSeconds: 1 });
    await deliverOne();
    expect(requestCount(sink)).toBe(1);
    expect(await stage.onlyDelivery()).toMatchObject({ status: "succeeded", attemptNumber: 1 });
    expect(await stage.attempts()).toMatchObject([
      { statusCode: 200, responseBody: "half", responseCut: true, errorCode: null, errorMessage: ANSWER_CUT_NOTES.deadline },
    ]);
  });

  it("503 and breaks off inside the body is still that 503, and is tried again", async () => {
    const sink = await startWith("HTTP/1.1 503 Down\r\ncontent-length: 50\r\n\r\nhalf", { isClosing: true });
    await stage.addWebhook({ url: sink.url });
    await deliverOne();
    expect(requestCount(sink)).toBe(4);
    expect((await stage.attempts())[0]).toMatchObject({
      statusCode: 503,
      responseBody: "half",
      responseCut: true,
      errorCode: "HTTP_ERROR",
      errorMessage: `The endpoint answered 503. ${ANSWER_CUT_NOTES.broken_off}`,
    });
  });

  it("lengths that differ is tried again: such an answer is to be discarded", async () => {
    const sink = await startWith("HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\nok");
    await stage.addWebhook({ url: sink.url, retryPolicy: { enabled: true, maxAttempts: 1 } });
    await deliverOne();
    expect(requestCount(sink)).toBe(2);
    expect((await stage.attempts())[0]).toMatchObject({ statusCode: null, errorCode: "CONNECTION_ERROR" });
  });
});

describe("a synchronous trigger", () => {
  it.each([
    ["broke off", { body: "half", length: 50, isClosing: true }, ANSWER_CUT_NOTES.broken_off, { text: "half" }],
    [
      "is too long",
      { body: "x".repeat(65_537), length: 65_537, isClosing: false },
      ANSWER_CUT_NOTES.too_long,
      { text: "x".repeat(65_536) },
    ],
  ])("is told that the answer's body %s", async (_, { body, length, isClosing }, message, told) => {
    const sink = await startWith(`HTTP/1.1 200 OK\r\ncontent-length: ${length}\r\n\r\n${body}`, { isClosing });
    const { id: configId } = await stage.addWebhook({ url: sink.url });
    const answer = await triggerWebhook({ ctx: context(), input: { configId, sync: true, payload: { metadata: {} } } });
    expect(answer).toMatchObject({ status: "succeeded", status_code: "200", message, body: told });
    expect(requestCount(sink)).toBe(1);
  });

  it("gets an answer that is packed and in another charset as the JSON that it is", async () => {
    const body = gzipSync(Buffer.from('{"straße":"grün"}', "latin1"));
    stage.sink.setRespond(() => ({
      headers: { "content-encoding": "gzip", "content-type": "application/json; charset=iso-8859-1" },
      body,
    }));
    const { id: configId } = await stage.addWebhook();
    const answer = await triggerWebhook({ ctx: context(), input: { configId, sync: true, payload: { metadata: {} } } });
    expect(answer).toMatchObject({ status: "succeeded", body: { straße: "grün" } });
    expect(answer).not.toHaveProperty("message");
  });
});

describe("a delivery", () => {
  it("says that it takes any answer, packed in any way that can be unpacked, and records that", async () => {
    await stage.addWebhook();
    await deliverOne();
    const wanted = { accept: "*/*", "accept-encoding": ACCEPTED_ENCODINGS };
    expect(stage.sink.requests[0]?.headers).toMatchObject(wanted);
    expect(await stage.attempts()).toMatchObject([{ requestHeaders: wanted }]);
  });

  it("sends the webhook's own Accept and Accept-Encoding instead, whatever their spelling", async () => {
    const customHeaders = { Accept: "application/json", "ACCEPT-ENCODING": "identity" };
    await createWebhook({
      ctx: context(),
      input: { eventName: "product_updated", url: `${stage.sink.url}/hook`, payloadConfiguration: { custom_headers: customHeaders } },
    });
    await deliverOne();
    expect(stage.sink.requests[0]?.headers).toMatchObject({ accept: "application/json", "accept-encoding": "identity" });
    const [attempt] = await stage.attempts();
    expect(Object.keys(attempt?.requestHeaders ?? {}).filter((name) => /^accept/i.test(name))).toEqual(["Accept", "ACCEPT-ENCODING"]);
  });
});

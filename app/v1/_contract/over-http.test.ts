import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSender, type SendRequest } from "@/app/v1/_contract/send-request";
import { type ServedApi, serveApi } from "@/app/v1/_contract/serve-api";
import { webhookConfigAnswer } from "@/domain/webhook/webhook-config";
import { makeOrganizationWithToken, type ProcessEnvironment, startProcessEnvironment } from "@/tests/support/process-environment";

let environment: ProcessEnvironment;
let api: ServedApi;
let send: SendRequest;

beforeAll(async () => {
  environment = await startProcessEnvironment();
  api = await serveApi();
  const { token } = await makeOrganizationWithToken(environment.db);
  send = createSender({ url: api.url, token });
});
afterAll(async () => {
  await api.close();
  await environment.stop();
});

const CONFIGS = "/v1/webhooks/configs";
const valid = { eventName: "product_updated", url: "https://example.com/hooks" };

describe("the API over HTTP", () => {
  it("HEAD answers as GET does, without a body; OPTIONS says what is possible", async () => {
    expect(await send("HEAD", CONFIGS)).toMatchObject({ status: 200, body: undefined });
    const options = await send("OPTIONS", CONFIGS);
    expect([options.status, options.headers.get("allow")]).toEqual([204, "GET, HEAD, POST, OPTIONS"]);
  });

  it("a POST whose body is an empty form counts as one without a body", async () => {
    const { id } = webhookConfigAnswer.parse((await send("POST", CONFIGS, { json: valid })).body);
    const headers = { "content-type": "application/x-www-form-urlencoded", accept: "application/large-response.vnd+json" };
    const answer = await send("POST", `/v2/webhooks/configs/${id}/events`, { body: "", headers });
    expect(answer).toMatchObject({ status: 200, body: { data: [], has_more: false } });
  });

  it("answers are not to be stored, and carry a request id", async () => {
    const answer = await send("GET", CONFIGS);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("10 MiB of events are read", async () => {
    const entity = { text: "x".repeat(99_000) };
    const answer = await send("POST", "/v1/webhooks/events", {
      json: Array.from({ length: 100 }, () => ({ eventName: "product_updated", entity })),
    });
    expect(answer).toMatchObject({ status: 202, body: { events: { length: 100 } } });
  });
});

import { beforeAll, describe, expect, it } from "vitest";
import { inbox } from "@/domain/inbox/inbox";
import { webhookConfigAnswer } from "@/domain/webhook/webhook-config";
import { createSender, type SendRequest } from "@/tests/contract/send-request";
import { withServedApi } from "@/tests/contract/serve-api";
import { makeOrganizationWithToken, withProcessEnvironment } from "@/tests/support/process-environment";

const environment = withProcessEnvironment();
const api = withServedApi();
let send: SendRequest;

beforeAll(async () => {
  const { token } = await makeOrganizationWithToken(environment.db);
  send = createSender({ url: api.url, token });
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

  it("a slash at the end of an address, or two at its beginning, changes nothing, whatever the method, query and body", async () => {
    const { id } = webhookConfigAnswer.parse((await send("POST", `${CONFIGS}/`, { json: valid })).body);
    const path = `${CONFIGS}/${id}`;
    const { headers } = await send("GET", path);
    for (const spelt of [`${path}/`, `${path}//`, `/${path}`, `/${path}/`]) {
      expect(await send("GET", spelt)).toMatchObject({ status: 200, body: { id } });
      expect(await send("HEAD", spelt)).toMatchObject({ status: 200, body: undefined });
      expect((await send("OPTIONS", spelt)).headers.get("allow")).toBe("GET, HEAD, PUT, DELETE, OPTIONS");
      expect(await send("POST", spelt, { json: {} })).toMatchObject({ status: 405, body: { code: "method_not_allowed" } });
    }
    const ifMatch = { "if-match": headers.get("etag") ?? "" };
    expect(await send("PUT", `${path}/`, { json: { ...valid, name: "Renamed" }, headers: ifMatch })).toMatchObject({ status: 200 });
    expect(await send("GET", `${CONFIGS}/?eventName=product_updated`)).toMatchObject({
      body: expect.arrayContaining([expect.objectContaining({ name: "Renamed" })]),
    });
    expect(await send("POST", `/v2/webhooks/configs/${id}/events/?`, { json: { limit: 1 } })).toMatchObject({
      status: 200,
      body: { data: [] },
    });
    expect(await send("DELETE", `${path}/`)).toMatchObject({ status: 204 });
    expect(await send("GET", `${path}/`)).toMatchObject({ status: 404, body: { code: "not_found" } });
  });

  it("an address repeated with its slash is the same request to an Idempotency-Key", async () => {
    const headers = { "idempotency-key": "slash-1" };
    const first = await send("POST", CONFIGS, { json: valid, headers });
    const again = await send("POST", `${CONFIGS}/`, { json: valid, headers });
    expect([again.status, again.headers.get("idempotency-replayed"), again.body]).toEqual([201, "true", first.body]);
  });

  it.each([
    ["GET", "/v1/webhooks/nothing/"],
    ["POST", "/v1/"],
    ["DELETE", "/v2//"],
    ["GET", "/v1//webhooks/configs"],
    ["PUT", "/v1/webhooks/configs//events"],
    ["DELETE", "/v1/webhooks/configs//"],
    ["PATCH", "/v1\\webhooks"],
  ])("%s %s, where nothing is, is refused in the API's own form, and leads nowhere else", async (method, path) => {
    const answer = await send(method, path);
    const status = path === "/v1/webhooks/configs//" ? 405 : 404;
    expect([answer.status, answer.headers.get("location")]).toEqual([status, null]);
    expect(answer.body).toEqual({ code: expect.any(String), message: expect.any(String), request_id: expect.any(String) });
  });

  it("an inbox takes what is sent to its address with a slash at the end, in every method", async () => {
    const { body } = await send("POST", "/v1/inboxes/", { json: { name: "Slash" } });
    const { id } = inbox.parse(body);
    for (const method of ["POST", "PUT", "GET", "DELETE"]) {
      const answer = await fetch(`${api.url}/inbox/${id}/?by=${method}`, {
        method,
        redirect: "manual",
        ...(method === "GET" ? {} : { body: "x" }),
      });
      expect([method, answer.status]).toEqual([method, 200]);
    }
    expect(await send("GET", `/v1/inboxes/${id}/requests/`)).toMatchObject({ status: 200, body: { data: { length: 4 } } });
    const broken = await fetch(`${api.url}/inbox//${id}`, { method: "POST", redirect: "manual" });
    expect([broken.status, await broken.json()]).toEqual([404, expect.objectContaining({ code: "not_found" })]);
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

import { beforeAll, describe, expect, it } from "vitest";
import { OPENAPI_PATH } from "@/app/_openapi/served-document";
import { createSender, type SendRequest, type SentAnswer } from "@/tests/contract/send-request";
import { withServedApi } from "@/tests/contract/serve-api";
import { makeOrganizationWithToken, withProcessEnvironment } from "@/tests/support/process-environment";

const environment = withProcessEnvironment();
const api = withServedApi();
let send: SendRequest;
let organizationId: string;

beforeAll(async () => {
  const made = await makeOrganizationWithToken(environment.db);
  ({ organizationId } = made);
  send = createSender({ url: api.url, token: made.token });
});

const CONFIGS = "/v1/webhooks/configs";
const PUBLISH = "/v1/webhooks/events";
const valid = { eventName: "product_updated", url: "https://example.com/hooks" };

const sendJson = (method: string, path: string, body: unknown) => send(method, path, { json: body });

async function countAll(): Promise<number[]> {
  const { db } = environment;
  return Promise.all([db.webhook.count(), db.signingSecret.count(), db.event.count(), db.delivery.count()]);
}

/** Sends a request, checks that nothing was written, and returns the answer. */
async function refused(request: () => Promise<SentAnswer>): Promise<SentAnswer> {
  const before = await countAll();
  const answer = await request();
  expect(await countAll()).toEqual(before);
  expect(answer.body).toMatchObject({ message: expect.any(String), request_id: answer.headers.get("x-request-id") });
  return answer;
}

describe("what is wrong is answered with its status, says what to do, and leaves nothing half-written", () => {
  it("no token: 401 that says where to put one", async () => {
    const answer = await refused(() => send("GET", CONFIGS, { headers: { authorization: "" } }));
    expect(answer).toMatchObject({
      status: 401,
      body: { code: "unauthenticated", message: expect.stringContaining("Authorization: Bearer") },
    });
    expect(answer.headers.get("www-authenticate")).toBe("Bearer");
  });

  it.each([["Bearer pst_unknown"], ["Basic cHN0X3Vua25vd246"], ["Bearer"]])("the authorization %j: 401", async (authorization) => {
    expect(await refused(() => send("GET", CONFIGS, { headers: { authorization } }))).toMatchObject({ status: 401 });
  });

  it.each([
    ["GET", `${CONFIGS}?eventName[]=a`, "eventName[]"],
    ["GET", "/v1/webhooks/replay-jobs?limit=5&colour=red", "colour"],
    ["GET", "/v1/webhooks/configured-events?x", "x"],
    ["POST", `${CONFIGS}?dry_run=true`, "dry_run"],
  ])("a query parameter that is not known: %s %s is 400, because a filter that is ignored gives everything", async (method, path, name) => {
    const answer = await refused(() => send(method, path, method === "POST" ? { json: valid } : {}));
    expect(answer).toMatchObject({ status: 400, body: { code: "invalid_input", errors: [{ path: name }] } });
  });

  it("an expired and a revoked token: 401", async () => {
    const { db } = environment;
    for (const values of [{ expiresAt: new Date(Date.now() - 1) }, { revokedAt: new Date() }]) {
      const made = await makeOrganizationWithToken(db);
      await db.apiToken.updateMany({ where: { organizationId: made.organizationId }, data: values });
      const answer = await refused(() => send("GET", CONFIGS, { headers: { authorization: `Bearer ${made.token}` } }));
      expect(answer.status).toBe(401);
    }
  });

  it("a token without the scope: 403 that names it", async () => {
    const reader = await makeOrganizationWithToken(environment.db, { organizationId, scopes: ["read"] });
    const headers = { authorization: `Bearer ${reader.token}` };
    for (const [path, scope, body] of [
      [CONFIGS, "write", valid],
      [PUBLISH, "publish", { eventName: "product_updated" }],
    ] as const) {
      const answer = await refused(() => send("POST", path, { headers, body: JSON.stringify(body) }));
      expect(answer).toMatchObject({ status: 403, body: { code: "forbidden", message: expect.stringContaining(scope) } });
    }
  });

  it("a cursor that is none of the list's: 400 that names it, and not a page that looks like the end", async () => {
    const lists = ["tokens", "inboxes", "audit-log", "webhooks/replay-jobs", "webhooks/replay-jobs/any/items", "inboxes/any/requests"];
    for (const list of lists) {
      const answer = await refused(() => send("GET", `/v1/${list}?cursor=zz`));
      expect(answer, list).toMatchObject({ status: 400, body: { errors: [{ path: "cursor" }] } });
    }
  });

  it("an unknown event name: 400 that says how to find the known ones", async () => {
    for (const [path, body] of [
      [CONFIGS, { ...valid, eventName: "no_such_event" }],
      [PUBLISH, { eventName: "no_such_event", entity: {} }],
    ] as const) {
      const answer = await refused(() => sendJson("POST", path, body));
      expect(answer).toMatchObject({
        status: 400,
        body: { errors: [{ path: "eventName", message: expect.stringContaining("configured-events") }] },
      });
    }
  });

  it("one unknown event name in an array: 400 that names its index, and none of the others is published", async () => {
    const good = { eventName: "product_updated", entity: {} };
    const answer = await refused(() => sendJson("POST", PUBLISH, [good, good, good, { eventName: "no_such_event" }]));
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: "3.eventName" }] } });
  });

  it("1,001 events: 400 that says how many are possible", async () => {
    const events = Array.from({ length: 1_001 }, () => ({ eventName: "product_updated", entity: {} }));
    const answer = await refused(() => sendJson("POST", PUBLISH, events));
    expect(answer).toMatchObject({ status: 400, body: { message: expect.stringContaining("1,000") } });
  });

  it("a malformed URL: 400 at `url`", async () => {
    for (const unseen of [" ", "\u200b", "\u00a0", "\ufeff"]) {
      const pasted = await refused(() => sendJson("POST", CONFIGS, { ...valid, url: `${valid.url}${unseen}` }));
      expect(pasted.body).toMatchObject({ errors: [{ path: "url", message: expect.stringContaining("cannot be seen: take it off") }] });
    }
    const answer = await refused(() => sendJson("POST", CONFIGS, { ...valid, url: "example dot com" }));
    expect(answer).toMatchObject({
      status: 400,
      body: { errors: [{ path: "url", message: expect.stringContaining("https://example.com") }] },
    });
  });

  it("an address that is not public: 400 at `url`", async () => {
    const answer = await refused(() => sendJson("POST", CONFIGS, { ...valid, url: "http://169.254.169.254/latest/meta-data" }));
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: "url" }] } });
  });

  it("fields that are not served, and unknown ones: 400 that names each", async () => {
    const answer = await refused(() =>
      sendJson("POST", CONFIGS, {
        ...valid,
        filter: { keyToFilter: "a", supportedValues: 5 },
        secureProxy: { use_case_slug: "a" },
        color: "red",
      }),
    );
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ errors: [{ path: "filter.supportedValues" }, { path: "secureProxy" }, { path: "color" }] });
  });

  it.each([
    ["no JSON", "eventName=product_updated", "not JSON"],
    ["half of a JSON document", '{"eventName":', "not JSON"],
    ["nothing", "", "no body"],
    ["no UTF-8", new Uint8Array([0x7b, 0xff, 0x7d]), "not UTF-8"],
    ["a text", '"product_updated"', ""],
    ["null", "null", ""],
    ["100,000 brackets", "[".repeat(100_000), "200 levels"],
    ["a deep document", `${"[".repeat(100_000)}${"]".repeat(100_000)}`, ""],
  ])("a body that is %s: 400", async (_what, body, words) => {
    for (const path of [CONFIGS, PUBLISH]) {
      const answer = await refused(() => send("POST", path, { body, headers: { "content-type": "application/json" } }));
      expect(answer).toMatchObject({ status: 400, body: { code: "invalid_input", message: expect.stringContaining(words) } });
    }
  });

  it("a compressed body: 400 that says so", async () => {
    const answer = await refused(() => send("POST", CONFIGS, { body: "x", headers: { "content-encoding": "gzip" } }));
    expect(answer).toMatchObject({ status: 400, body: { message: expect.stringContaining("compressed") } });
  });

  it("a body that is too large: 413, whether its length is announced or not", async () => {
    const twoMebibytes = JSON.stringify({ ...valid, name: "x".repeat(2 * 2 ** 20) });
    expect(await refused(() => send("POST", CONFIGS, { body: twoMebibytes }))).toMatchObject({
      status: 413,
      body: { code: "payload_too_large" },
    });
    const elevenMebibytes = Buffer.alloc(11 * 2 ** 20, " ");
    expect(await refused(() => send("POST", PUBLISH, { body: elevenMebibytes }))).toMatchObject({ status: 413 });
    expect(await refused(() => send("POST", PUBLISH, { body: new Blob([elevenMebibytes]).stream() }))).toMatchObject({ status: 413 });
  });

  it("a wrong method: 405 with the ones that are possible", async () => {
    for (const [method, path, allow] of [
      ["DELETE", CONFIGS, "GET, HEAD, POST, OPTIONS"],
      ["PATCH", `${CONFIGS}/abc`, "GET, HEAD, PUT, DELETE, OPTIONS"],
      ["GET", PUBLISH, "POST, OPTIONS"],
    ] as const) {
      const answer = await refused(() => send(method, path));
      expect(answer).toMatchObject({ status: 405, body: { code: "method_not_allowed", message: expect.stringContaining(allow) } });
      expect(answer.headers.get("allow")).toBe(allow);
    }
  });

  it("an unknown path: 404 in JSON", async () => {
    for (const path of ["/v1/nothing/here", "/v1", `${CONFIGS}/abc/nothing`]) {
      expect(await refused(() => send("GET", path))).toMatchObject({
        status: 404,
        body: { code: "not_found", message: expect.stringContaining(OPENAPI_PATH) },
      });
    }
  });

  it("a parameter that stands there twice, and one that is no yes or no: 400", async () => {
    expect(await refused(() => send("GET", `${CONFIGS}?eventName=a&eventName=b`))).toMatchObject({
      status: 400,
      body: { errors: [{ path: "eventName" }] },
    });
    expect(await refused(() => sendJson("POST", `${CONFIGS}/abc/trigger?sync=maybe`, { metadata: {} }))).toMatchObject({
      status: 400,
      body: { errors: [{ path: "sync" }] },
    });
    expect(await refused(() => send("GET", "/v1/webhooks/.well-known/public-key"))).toMatchObject({
      status: 400,
      body: { errors: [{ path: "orgId" }] },
    });
  });

  it("the character NUL in a path: 400, not 500", async () => {
    expect(await refused(() => send("GET", `${CONFIGS}/%00`))).toMatchObject({ status: 400 });
    expect(await refused(() => send("GET", `${CONFIGS}?eventName=%00`))).toMatchObject({ status: 400 });
  });

  it("half of a surrogate pair, which UTF-8 cannot hold: 400 where it is stored as it is, and nowhere 500", async () => {
    const half = "\ud800";
    for (const config of [
      { name: half },
      { url: `https://example.com/${half}` },
      { auth: { authType: "BASIC", basicAuthConfig: { username: half, password: "x" } } },
      { payloadConfiguration: { custom_headers: { "x-a": half } } },
      { filter: { keyToFilter: "a", supportedValues: [half] } },
      { jsonataExpression: `"${half}"` },
    ]) {
      const { status, body } = await sendJson("POST", CONFIGS, { ...valid, ...config });
      expect([status, JSON.stringify(body)]).toEqual([400, expect.stringMatching(/half of a surrogate pair|header/)]);
    }
    expect((await sendJson("POST", CONFIGS, { ...valid, name: "whole: 😀" })).status).toBe(201);
    const answers = [
      await sendJson("POST", CONFIGS, { ...valid, name: half }),
      await sendJson("POST", CONFIGS, { ...valid, eventName: half }),
      await sendJson("POST", CONFIGS, { ...valid, auth: { authType: "BASIC", basicAuthConfig: { username: half, password: half } } }),
      await sendJson("POST", PUBLISH, { eventName: half }),
      await sendJson("POST", PUBLISH, {
        eventName: "product_updated",
        entity: { [half]: half, nul: "\u0000" },
        metadata: { action: half },
      }),
      await sendJson("POST", "/v2/webhooks/configs/abc/events", { event_id: half }),
    ];
    for (const { status, body } of answers) expect(status, JSON.stringify(body)).toBeLessThan(500);
  });

  it("an unknown organization's public key: 404", async () => {
    expect(await refused(() => send("GET", "/v1/webhooks/.well-known/public-key?orgId=org_unknown"))).toMatchObject({ status: 404 });
  });
});

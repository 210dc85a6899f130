import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createAccessTokens } from "@/server/oauth/access-tokens";
import { buildTokenRequest } from "@/server/oauth/token-request";
import { type Clock, systemClock } from "@/server/platform/clock";
import { createTestEgressClient } from "@/tests/support/egress";
import { type HttpSink, startHttpSink } from "@/tests/support/http-sink";
import { testVault } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";
import { makeOrganization, makeWebhook } from "@/tests/support/test-rows";

const egress = createTestEgressClient();
const database = withTestDatabase();
let sink: HttpSink;
let organizationId: string;
let webhookId: string;

beforeAll(async () => {
  organizationId = await makeOrganization(database.db);
});
afterAll(async () => {
  await egress.close();
});
beforeEach(async () => {
  sink = await startHttpSink({ respond: (_request, index) => tokenAnswer(`token-${index}`) });
  ({ id: webhookId } = await makeWebhook({ db: database.db, organizationId }));
});
afterEach(() => sink.close());

const tokenAnswer = (accessToken: string, more: object = { expires_in: 3_600 }) => ({
  body: JSON.stringify({ access_token: accessToken, token_type: "Bearer", ...more }),
});

/** Makes the access tokens of a process of its own. */
const makeProcess = (options: { exchangeTimeoutMs?: number; clock?: Clock } = {}) =>
  createAccessTokens({ db: database.db, vault: testVault, clock: systemClock, egress, ...options });

function wanted(changes: { refused?: string; timeoutMs?: number; version?: number; clientSecret?: string } = {}) {
  const { version = 1, clientSecret = "client-secret", timeoutMs = 60_000, ...rest } = changes;
  const request = buildTokenRequest({
    endpoint: `${sink.url}/token`,
    httpMethod: "POST",
    clientId: "c",
    clientSecret,
    parameters: [],
    viaStaticIp: false,
    webhook: { id: webhookId, version },
    variableSecrets: [],
  });
  return { organizationId, webhookId, request, timeoutMs, ...rest };
}

const row = () => database.db.oauthToken.findUniqueOrThrow({ where: { webhookId } });

describe("an access token", () => {
  it("is fetched once for all who want it at the same time, over several processes", async () => {
    sink.setRespond((_request, index) => ({ ...tokenAnswer(`token-${index}`), delayMs: 200 }));
    const processes = [makeProcess(), makeProcess(), makeProcess()];
    const results = await Promise.all(processes.flatMap((process) => Array.from({ length: 20 }, () => process.get(wanted()))));
    expect(new Set(results.map((result) => JSON.stringify(result)))).toEqual(new Set(['{"type":"token","accessToken":"token-0"}']));
    expect(sink.requests).toHaveLength(1);
  });

  it("is stored sealed, and found by a process that starts later", async () => {
    await makeProcess().get(wanted());
    const stored = await row();
    expect(stored).toMatchObject({ organizationId, number: 1, leaseOwner: null, leaseUntil: null });
    expect(JSON.stringify(stored)).not.toContain("token-0");
    expect(JSON.stringify(stored)).not.toContain("client-secret");
    expect(await makeProcess().get(wanted())).toEqual({ type: "token", accessToken: "token-0" });
    expect(sink.requests).toHaveLength(1);
  });

  it("is used until shortly before it expires, then fetched anew", async () => {
    sink.setRespond((_request, index) => tokenAnswer(`token-${index}`, { expires_in: 600 }));
    let passedMs = 0;
    const process = makeProcess({ clock: { now: () => new Date(Date.now() + passedMs) } });
    expect(await process.get(wanted())).toMatchObject({ accessToken: "token-0" });
    expect(await process.get(wanted())).toMatchObject({ accessToken: "token-0" });
    expect(sink.requests).toHaveLength(1);
    passedMs = 540_001;
    await database.db
      .$executeRaw`update oauth_token set usable_until = usable_until - 540001 * interval '1 ms' where webhook_id = ${webhookId}`;
    expect(await process.get(wanted())).toMatchObject({ accessToken: "token-1" });
    expect(await process.get(wanted())).toMatchObject({ accessToken: "token-1" });
    expect(sink.requests).toHaveLength(2);
  });

  it.each([
    ["an hour, a minute less", { expires_in: 3_600 }, 3_540],
    ["a lifetime that is a text", { expires_in: "600" }, 540],
    ["five minutes, half a minute less, when it says nothing", {}, 270],
    ["the same when it says nonsense", { expires_in: "soon" }, 270],
    ["a week at most", { expires_in: 1e12 }, 7 * 24 * 3_600 - 60],
  ])("is used for %s", async (_what, more, seconds) => {
    sink.setRespond(() => tokenAnswer("token", more));
    const askedAtMs = Date.now();
    await makeProcess().get(wanted());
    const usableUntilMs = (await row()).usableUntil?.getTime() ?? 0;
    expect(usableUntilMs).toBeGreaterThanOrEqual(askedAtMs + seconds * 1_000 - 10);
    expect(usableUntilMs).toBeLessThanOrEqual(Date.now() + seconds * 1_000);
  });

  it("that was refused is fetched anew, once for all who were refused", async () => {
    const [one, other] = [makeProcess(), makeProcess()];
    await Promise.all([one.get(wanted()), other.get(wanted())]);
    const refused = { refused: "token-0" };
    const results = await Promise.all([one, other].flatMap((process) => Array.from({ length: 10 }, () => process.get(wanted(refused)))));
    expect(new Set(results.map((result) => JSON.stringify(result)))).toEqual(new Set(['{"type":"token","accessToken":"token-1"}']));
    expect(sink.requests).toHaveLength(2);
    // A late request whose old token was refused gets the new one.
    expect(await makeProcess().get(wanted(refused))).toMatchObject({ accessToken: "token-1" });
    expect(sink.requests).toHaveLength(2);
  });

  it("of another version of the webhook, or of other credentials, is not used", async () => {
    const process = makeProcess();
    await process.get(wanted());
    expect(await process.get(wanted({ version: 2 }))).toMatchObject({ accessToken: "token-1" });
    expect(await process.get(wanted({ version: 2, clientSecret: "another" }))).toMatchObject({ accessToken: "token-2" });
    expect(await makeProcess().get(wanted({ version: 2, clientSecret: "another" }))).toMatchObject({ accessToken: "token-2" });
  });

  it("sealed for one webhook does not open for another", async () => {
    await makeProcess().get(wanted());
    const { token, usableUntil } = await row();
    const { id } = await makeWebhook({ db: database.db, organizationId });
    await database.db.oauthToken.create({ data: { webhookId: id, organizationId, token, usableUntil } });
    await expect(makeProcess().get({ ...wanted(), webhookId: id })).rejects.toThrow();
  });

  it("is not waited for longer than asked, and a failure says so", async () => {
    sink.setRespond(() => ({ hang: true }));
    expect(await makeProcess().get(wanted({ timeoutMs: 100 }))).toMatchObject({ type: "failure", cause: "TIMEOUT", isRetryable: true });
  });

  it("is fetched by another process when the one that was fetching it has died", async () => {
    const leaseUntil = new Date(Date.now() + 700);
    await database.db.oauthToken.create({ data: { webhookId, organizationId, leaseOwner: "dead", leaseUntil } });
    expect(await makeProcess().get(wanted())).toMatchObject({ accessToken: "token-0" });
    expect(Date.now()).toBeGreaterThanOrEqual(leaseUntil.getTime() - 50);
    expect(await row()).toMatchObject({ leaseOwner: null, number: 1 });
  });
});

describe("a token exchange that fails", () => {
  const failing = async (respond: Parameters<HttpSink["setRespond"]>[0], options: { exchangeTimeoutMs?: number } = {}) => {
    sink.setRespond(respond);
    const result = await makeProcess(options).get(wanted());
    expect(await row()).toMatchObject({ token: null, number: 0, leaseOwner: null, leaseUntil: null });
    return result;
  };

  it.each([
    [500, "HTTP_ERROR", true],
    [429, "HTTP_ERROR", true],
    [401, "HTTP_ERROR", false],
    [410, "HTTP_ERROR", false],
    [302, "REDIRECT_NOT_FOLLOWED", false],
  ])("with %i is a failure by %s", async (status, cause, isRetryable) => {
    const result = await failing(() => ({
      status,
      body: '{"error":"invalid_client","error_description":"Who are you?"}',
      headers: { location: "/" },
    }));
    expect(result).toMatchObject({ type: "failure", cause, isRetryable, message: expect.stringContaining(String(status)) });
    if (status !== 302) expect(result).toMatchObject({ message: expect.stringContaining("invalid_client, Who are you?") });
  });

  it.each([
    ["no JSON", "the token is abcdef"],
    ["no object", '["abcdef"]'],
    ["no token", '{"token":"abcdef"}'],
    ["an empty token", '{"access_token":"","x":"abcdef"}'],
    ["a token of two lines", '{"access_token":"abcdef\\r\\nx: y"}'],
  ])("with %s in a 200 is final, and its body stays unsaid", async (_what, body) => {
    const result = await failing(() => ({ body }));
    expect(result).toMatchObject({ type: "failure", cause: "HTTP_ERROR", isRetryable: false });
    expect(JSON.stringify(result)).not.toContain("abcdef");
  });

  it("by its time limit is retryable", async () => {
    const result = await failing(() => ({ hang: true }), { exchangeTimeoutMs: 100 });
    expect(result).toMatchObject({ cause: "TIMEOUT", isRetryable: true });
  });

  it("by a broken connection is retryable", async () => {
    expect(await failing(() => ({ destroy: true }))).toMatchObject({ cause: "CONNECTION_ERROR", isRetryable: true });
  });

  it("never tells the client's secret, even when the token endpoint echoes it", async () => {
    for (const status of [400, 500]) {
      const result = await failing((request) => ({ status, body: `Bad request: ${request.rawBody}${" ".repeat(250)}` }));
      expect(JSON.stringify(result)).not.toContain("client-secret");
      expect(result).toMatchObject({ message: expect.stringContaining("[redacted]") });
    }
  });

  it("is one failure for all who wait, and the next who asks tries again", async () => {
    sink.setRespond((_request, index) => (index === 0 ? { status: 503, delayMs: 100 } : tokenAnswer("token")));
    const process = makeProcess();
    const results = await Promise.all(Array.from({ length: 10 }, () => process.get(wanted())));
    expect(results.every((result) => result.type === "failure")).toBe(true);
    expect(sink.requests).toHaveLength(1);
    expect(await process.get(wanted())).toMatchObject({ accessToken: "token" });
  });
});

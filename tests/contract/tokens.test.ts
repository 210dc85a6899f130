import { beforeAll, describe, expect, it } from "vitest";
import { ROUTE_TABLE } from "@/app/route-table";
import { apiTokenListAnswer, createdApiTokenAnswer } from "@/domain/api-token/api-token";
import { TOKEN_SCOPES } from "@/domain/api-token/scopes";
import { createSender, type SendRequest } from "@/tests/contract/send-request";
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

const TOKENS = "/v1/tokens";
const CONFIGS = "/v1/webhooks/configs";

async function createToken(input: Record<string, unknown> = {}) {
  const answer = await send("POST", TOKENS, { json: { name: "Shop", scopes: ["read"], ...input } });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return createdApiTokenAnswer.parse(answer.body);
}

const senderOf = (token: string) => createSender({ url: api.url, token });

describe("API tokens over the API", () => {
  it("are shown once: with their creation, and never again", async () => {
    const expiresAt = "2126-01-01T00:00:00.000Z";
    const { token, ...created } = await createToken({ name: " Shop ", scopes: ["publish", "read", "publish"], expiresAt });
    expect(created).toMatchObject({
      name: "Shop",
      scopes: ["read", "publish"],
      prefix: token.slice(0, 12),
      ratePerSecond: 1_000,
      status: "active",
      expiresAt,
      lastUsedAt: null,
      createdBy: { name: "Test" },
    });
    const one = await send("GET", `${TOKENS}/${created.id}`);
    const list = await send("GET", TOKENS);
    expect(one.body).toEqual(created);
    expect(apiTokenListAnswer.parse(list.body).data[0]).toEqual(created);
    expect(JSON.stringify([one, list])).not.toContain(token);
  });

  it("stop working the moment that they are revoked, and stay in the list", async () => {
    const { id, token } = await createToken();
    const asShop = senderOf(token);
    expect((await asShop("GET", CONFIGS)).status).toBe(200);
    expect((await send("DELETE", `${TOKENS}/${id}`)).status).toBe(204);
    expect((await asShop("GET", CONFIGS)).status).toBe(401);
    const { body: revoked } = await send("GET", `${TOKENS}/${id}`);
    expect(revoked).toMatchObject({ status: "revoked", revokedAt: expect.any(String) });
    expect((await send("DELETE", `${TOKENS}/${id}`)).status).toBe(204);
    expect((await send("GET", `${TOKENS}/${id}`)).body).toEqual(revoked);
  });

  it("are shown as expired once they are", async () => {
    const { id } = await createToken({ expiresAt: "2126-01-01T00:00:00Z" });
    await environment.db.apiToken.update({ where: { id }, data: { expiresAt: new Date(Date.now() - 1) } });
    expect((await send("GET", `${TOKENS}/${id}`)).body).toMatchObject({ status: "expired" });
  });

  it("are given in pages, newest first, each once", async () => {
    const ids = [];
    for (let count = 0; count < 5; count++) ids.unshift((await createToken()).id);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const { body } = await send("GET", `${TOKENS}?limit=2${cursor ? `&cursor=${cursor}` : ""}`);
      const page = apiTokenListAnswer.parse(body);
      expect(page.has_more).toBe(page.next_cursor !== null);
      seen.push(...page.data.map(({ id }) => id));
      cursor = page.next_cursor;
    } while (cursor);
    expect(seen.slice(0, 5)).toEqual(ids);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(await environment.db.apiToken.count({ where: { organizationId } }));
  });

  it("of another organization are not there", async () => {
    const { id } = await createToken();
    const stranger = await makeOrganizationWithToken(environment.db);
    const asStranger = senderOf(stranger.token);
    expect((await asStranger("GET", `${TOKENS}/${id}`)).status).toBe(404);
    expect((await asStranger("DELETE", `${TOKENS}/${id}`)).status).toBe(404);
    const { body } = await asStranger("GET", TOKENS);
    expect(apiTokenListAnswer.parse(body).data).toHaveLength(1);
    expect((await asStranger("GET", `${TOKENS}?cursor=${id}`)).body).toMatchObject({ data: [] });
    expect((await send("GET", `${TOKENS}/${id}`)).body).toMatchObject({ status: "active" });
  });

  it.each([
    ["no name", { name: " " }, "name"],
    ["no scope", { scopes: [] }, "scopes"],
    ["an unknown scope", { scopes: ["root"] }, "scopes.0"],
    ["an expiry in the past", { expiresAt: "2020-01-01T00:00:00Z" }, "expiresAt"],
    ["an expiry that is no moment", { expiresAt: "tomorrow" }, "expiresAt"],
    ["a rate of 0", { ratePerSecond: 0 }, "ratePerSecond"],
    ["half a request a second", { ratePerSecond: 0.5 }, "ratePerSecond"],
    ["an unknown field", { owner: true }, "owner"],
  ])("with %s are refused, naming it", async (_what, input, path) => {
    const answer = await send("POST", TOKENS, { json: { name: "Shop", scopes: ["read"], ...input } });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path }] } });
  });

  it("without the scope admin make none, not even one with less than they have", async () => {
    const { token } = await createToken({ scopes: ["read", "write", "publish"] });
    const answer = await senderOf(token)("POST", TOKENS, { json: { name: "Mine", scopes: ["read"] } });
    expect(answer).toMatchObject({ status: 403, body: { message: expect.stringContaining('"admin"') } });
  });
});

describe("a token's rate", () => {
  it("is told with every answer, and beyond it comes 429 with the time to wait", async () => {
    const { token } = await createToken({ ratePerSecond: 2 });
    const asShop = senderOf(token);
    const ask = () => asShop("GET", `${CONFIGS}/unknown`);
    const first = await ask();
    // The requests are sent all at once, so they take less than half a second each.
    const answers = await Promise.all(Array.from({ length: 40 }, ask));
    expect([first.status, first.headers.get("ratelimit-limit"), first.headers.get("ratelimit-remaining")]).toEqual([404, "2", "1"]);
    expect(first.headers.get("ratelimit-reset")).toBe("1");
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    for (const { headers, body } of refused) {
      expect(body).toMatchObject({ code: "rate_limited", message: expect.stringContaining("2 requests a second") });
      expect([headers.get("retry-after"), headers.get("ratelimit-remaining")]).toEqual(["1", "0"]);
    }
  });

  it("may be none: then no answer speaks of it", async () => {
    const { token } = await createToken({ ratePerSecond: null });
    const { headers } = await senderOf(token)("GET", CONFIGS);
    expect([...headers.keys()].filter((name) => name.startsWith("ratelimit"))).toEqual([]);
  });
});

const operations = Object.entries(ROUTE_TABLE).flatMap(([path, module]) =>
  Object.entries(module).flatMap(([method, handler]) =>
    "operation" in handler && handler.operation.auth === "token" ? [[handler.operation, method, path] as const] : [],
  ),
);

describe("every operation", () => {
  it.each(operations.map(([operation, ...rest]) => [operation.operationId, operation.scope, ...rest] as const))(
    "%s needs the scope %s and no other",
    async (_operationId, scope, method, path) => {
      const address = path.replaceAll(/\{\w+\}/g, "unknown");
      const options = method === "GET" || method === "DELETE" ? {} : { json: {} };
      const others = TOKEN_SCOPES.filter((other) => other !== scope && other !== "admin");
      const without = await makeOrganizationWithToken(environment.db, { scopes: others });
      const only = await makeOrganizationWithToken(environment.db, { scopes: scope ? [scope] : [] });
      const admin = await makeOrganizationWithToken(environment.db, { scopes: ["admin"] });
      const refused = await senderOf(without.token)(method, address, options);
      expect(refused).toMatchObject({ status: 403, body: { message: expect.stringContaining(`"${scope}"`) } });
      expect((await senderOf(only.token)(method, address, options)).status).not.toBe(403);
      expect((await senderOf(admin.token)(method, address, options)).status).not.toBe(403);
    },
  );
});

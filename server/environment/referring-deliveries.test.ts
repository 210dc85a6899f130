import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Context } from "@/server/context";
import { updateEnvironmentVariable } from "@/server/environment/update-environment-variable";
import { createWebhook } from "@/server/webhook/create-webhook";
import { type DeliveryStage, setDeliveryStage } from "@/tests/support/delivery-stage";
import { createTestContext } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";
import { makeOrganization } from "@/tests/support/test-rows";

const database = withTestDatabase();
let stage: DeliveryStage;
let ctx: Context;
beforeEach(async () => {
  stage = await setDeliveryStage(database.db);
  ctx = createTestContext({ db: database.db, organizationId: stage.organizationId });
});
afterEach(() => stage.close());

const set = (key: string, value: string, isSecret = true) =>
  updateEnvironmentVariable({ ctx, input: { key, change: { value, type: isSecret ? "SecretString" : "String" } } });
const addWebhook = (input: Record<string, unknown>) =>
  createWebhook({ ctx, input: { eventName: "product_updated", url: `${stage.sink.url}/hook`, ...input } });

async function deliverOne(): Promise<void> {
  await stage.publish();
  await stage.deliverer.deliverBatch();
}

describe("a delivery of a webhook that refers to environment variables", () => {
  it("has them in URL, header values and secret, and its record shows none that is secret", async () => {
    await set("base", stage.sink.url, false);
    await set("path.token", "path-secret");
    await set("header", "header-secret");
    await set("password", "pass-secret");
    await addWebhook({
      url: "{{ env.base }}/hook?t={{env.path.token}}",
      auth: { authType: "BASIC", basicAuthConfig: { username: "ann", password: "{{ env.password }}", passwordIsEnvVar: true } },
      payloadConfiguration: { custom_headers: { "X-Custom": "v={{ env.header }}", "X-Key": "{{ env.header }}", "User-Agent": "plain" } },
    });
    await deliverOne();
    const [request] = stage.sink.requests;
    expect(request).toMatchObject({ url: "/hook?t=path-secret", headers: { "x-custom": "v=header-secret", "user-agent": "plain" } });
    expect(request?.headers.authorization).toBe(`Basic ${Buffer.from("ann:pass-secret").toString("base64")}`);
    expect(await stage.attempts()).toMatchObject([
      {
        url: `${stage.sink.url}/hook?t={{ env.path.token }}`,
        requestHeaders: {
          "X-Custom": "[redacted]",
          "X-Key": "{{ env.header }}",
          "User-Agent": "plain",
          authorization: "[redacted]",
        },
        errorCode: null,
      },
    ]);
    expect(JSON.stringify(await stage.attempts())).not.toMatch(/(path|header|pass)-secret/);
  });

  it("has them in the user name, which no record shows", async () => {
    await set("user", "user-secret");
    await set("password", "pass-secret");
    await addWebhook({
      auth: {
        authType: "BASIC",
        basicAuthConfig: { username: "shop-{{ env.user }}", password: "{{ env.password }}", passwordIsEnvVar: true },
      },
    });
    stage.sink.setRespond(({ headers }) => ({ body: JSON.stringify({ user: "user-secret", authorization: headers.authorization }) }));
    await deliverOne();
    expect(stage.sink.requests[0]?.headers.authorization).toBe(`Basic ${Buffer.from("shop-user-secret:pass-secret").toString("base64")}`);
    expect(await stage.attempts()).toMatchObject([
      { requestHeaders: { authorization: "[redacted]" }, responseBody: '{"user":"[redacted]","authorization":"Basic [redacted]"}' },
    ]);
  });

  it("has failed for good where the user name's variable does not exist, or would move the password's beginning", async () => {
    const auth = { authType: "BASIC", basicAuthConfig: { username: "{{ env.user }}", password: "p" } };
    await addWebhook({ auth });
    await deliverOne();
    await set("user", "ann:admin");
    await deliverOne();
    expect(stage.sink.requests).toEqual([]);
    expect(await stage.attempts()).toMatchObject([
      { errorCode: "UNRESOLVED_VARIABLE", errorMessage: "There is no environment variable user." },
      { errorCode: "UNRESOLVED_VARIABLE", errorMessage: expect.stringMatching(/variable user has a colon/) },
    ]);
  });

  it("has custom headers, of which its record shows no credentials", async () => {
    const custom_headers = { Authorization: "Token my-credentials", Cookie: "session=my-session", "User-Agent": "Shop/1" };
    await addWebhook({ payloadConfiguration: { custom_headers } });
    stage.sink.setRespond(({ headers }) => ({ body: JSON.stringify({ ...headers, token: "my-credentials", session: "my-session" }) }));
    await deliverOne();
    expect(stage.sink.requests[0]?.headers).toMatchObject({
      authorization: "Token my-credentials",
      cookie: "session=my-session",
      "user-agent": "Shop/1",
    });
    const [attempt] = await stage.attempts();
    expect(attempt?.requestHeaders).toMatchObject({ Authorization: "[redacted]", Cookie: "[redacted]", "User-Agent": "Shop/1" });
    expect(JSON.stringify(attempt)).not.toMatch(/my-credentials|my-session/);
  });

  it("has an API key and OAuth's configuration from variables, too", async () => {
    await set("key", "key-secret");
    await set("client.secret", "client-secret");
    await set("audience", "orders", false);
    stage.sink.setRespond(({ url }) => (url === "/token" ? { body: '{"access_token":"access-token"}' } : {}));
    await addWebhook({
      auth: { authType: "API_KEY", apiKeyConfig: { keyName: "X-Key", keyValue: "{{ env.key }}", keyValueIsEnvVar: true } },
    });
    const oauthConfig = {
      ...{ clientId: "c", clientSecret: "{{ env.client.secret }}", clientSecretIsEnvVar: true },
      ...{ endpoint: `${stage.sink.url}/token`, httpMethod: "POST" },
      customParameterList: [{ type: "body", key: "audience", value: "{{ env.audience }}" }],
    };
    await addWebhook({ auth: { authType: "OAUTH_CLIENT_CREDENTIALS", oauthConfig } });
    await deliverOne();
    const { requests } = stage.sink;
    expect(requests.find(({ url }) => url === "/token")?.rawBody).toContain("client_secret=client-secret&audience=orders");
    expect(requests.map(({ headers }) => headers["x-key"] ?? headers.authorization).sort()).toEqual([
      "Bearer access-token",
      "key-secret",
      undefined,
    ]);
    expect(JSON.stringify(await stage.attempts())).not.toMatch(/key-secret|client-secret|access-token/);
  });

  it("uses what they hold at that moment", async () => {
    await set("key", "first");
    await addWebhook({ payloadConfiguration: { custom_headers: { "X-Key": "{{ env.key }}" } } });
    await deliverOne();
    await set("key", "second");
    await deliverOne();
    expect(stage.sink.requests.map(({ headers }) => headers["x-key"])).toEqual(["first", "second"]);
  });

  it("fetches another access token once the credentials have changed", async () => {
    stage.sink.setRespond(({ url }, index) => (url === "/token" ? { body: `{"access_token":"token-${index}"}` } : {}));
    await set("secret", "first");
    const oauthConfig = {
      clientId: "c",
      clientSecret: "{{ env.secret }}",
      clientSecretIsEnvVar: true,
      endpoint: `${stage.sink.url}/token`,
    };
    await addWebhook({ auth: { authType: "OAUTH_CLIENT_CREDENTIALS", oauthConfig: { ...oauthConfig, httpMethod: "POST" } } });
    await deliverOne();
    await deliverOne();
    await set("secret", "second");
    await deliverOne();
    expect(stage.sink.requests.map(({ url }) => url)).toEqual(["/token", "/hook", "/hook", "/token", "/hook"]);
  });

  it("has failed for good where one does not exist, naming it, and is never sent", async () => {
    await addWebhook({ url: `${stage.sink.url}/{{ env.missing }}` });
    await deliverOne();
    expect(stage.sink.requests).toEqual([]);
    expect(await stage.onlyDelivery()).toMatchObject({ status: "failed", attemptNumber: 1 });
    expect(await stage.attempts()).toMatchObject([
      { errorCode: "UNRESOLVED_VARIABLE", errorMessage: expect.stringContaining("missing"), url: `${stage.sink.url}/{{ env.missing }}` },
    ]);
  });

  it("never has another organization's", async () => {
    const other = createTestContext({ db: database.db, organizationId: await makeOrganization(database.db) });
    await updateEnvironmentVariable({ ctx: other, input: { key: "key", change: { value: "theirs" } } });
    await addWebhook({ payloadConfiguration: { custom_headers: { "X-Key": "{{ env.key }}" } } });
    await deliverOne();
    expect(await stage.attempts()).toMatchObject([{ errorCode: "UNRESOLVED_VARIABLE" }]);
    await set("key", "ours");
    await deliverOne();
    expect(stage.sink.requests.map(({ headers }) => headers["x-key"])).toEqual(["ours"]);
  });

  it("is not sent where a value would end its header, and the value stays unsaid", async () => {
    await set("key", "one-secret\r\nX-Injected: yes");
    await addWebhook({ payloadConfiguration: { custom_headers: { "X-Key": "{{ env.key }}" } } });
    await deliverOne();
    const [attempt] = await stage.attempts();
    expect(attempt).toMatchObject({ errorCode: "UNRESOLVED_VARIABLE", errorMessage: expect.stringMatching(/key.*X-Key/) });
    expect(attempt?.errorMessage).not.toContain("one-secret");
    expect(stage.sink.requests).toEqual([]);
  });

  it("has failed for good, and was never sent, where a secret one is bound to other hosts, whoever named it", async () => {
    const bind = (hosts: string[]) => updateEnvironmentVariable({ ctx, input: { key: "key", change: { hosts } } });
    await set("key", "bound-secret");
    await bind(["127.0.0.1"]);
    await addWebhook({ payloadConfiguration: { custom_headers: { "X-Key": "{{ env.key }}" } } });
    await deliverOne();
    await bind(["api.example.com"]);
    await deliverOne();
    expect(stage.sink.requests).toHaveLength(1);
    const attempts = await stage.attempts();
    expect(attempts).toMatchObject([
      { errorCode: null },
      {
        errorCode: "UNRESOLVED_VARIABLE",
        errorMessage: "The environment variable key may be sent to api.example.com only: see its hosts.",
      },
    ]);
    expect(JSON.stringify(attempts)).not.toContain("bound-secret");
  });

  it.each(["http://169.254.169.254/", "http://10.0.0.1/", "ftp://example.com/", "no address"])(
    "is not sent to %s only because a variable says so",
    async (url) => {
      await set("url", url);
      await addWebhook({ url: "{{ env.url }}" });
      await deliverOne();
      expect(await stage.onlyDelivery()).toMatchObject({ status: "failed", attemptNumber: 1 });
      expect(await stage.attempts()).toMatchObject([{ errorCode: "BLOCKED_ADDRESS", url: "{{ env.url }}" }]);
    },
  );

  it("holds up no others when a variable cannot be opened", async () => {
    await set("key", "value");
    await database.db.environmentVariable.updateMany({ data: { value: "v1.00000000.AAAA" } });
    await addWebhook({ payloadConfiguration: { custom_headers: { "X-Key": "{{ env.key }}" } } });
    await addWebhook({});
    await deliverOne();
    expect((await stage.attempts()).map(({ errorCode }) => errorCode).sort()).toEqual(["INTERNAL_ERROR", null]);
  });
});

describe("updateEnvironmentVariable", () => {
  it("stores every value sealed for its organization and key, secret or not", async () => {
    await set("plain", "plain-value", false);
    await set("secret", "secret-value");
    const rows = await database.db.environmentVariable.findMany({ where: { organizationId: stage.organizationId } });
    expect(rows.map(({ key, isSecret }) => [key, isSecret]).sort()).toEqual([
      ["plain", false],
      ["secret", true],
    ]);
    expect(JSON.stringify(rows)).not.toMatch(/plain-value|secret-value/);
    const [one, other] = rows;
    await database.db.environmentVariable.updateMany({ where: { key: one?.key ?? "" }, data: { value: other?.value ?? "" } });
    await addWebhook({ payloadConfiguration: { custom_headers: { "X-Key": `{{ env.${one?.key} }}` } } });
    await deliverOne();
    expect(await stage.attempts()).toMatchObject([{ errorCode: "INTERNAL_ERROR" }]);
  });

  it.each(["", "Upper", "-a", "a b", "a".repeat(129), "ä"])("refuses the key %j", async (key) => {
    await expect(set(key, "value")).rejects.toMatchObject({ code: "invalid_input", faults: [{ path: "key" }] });
  });

  it("needs the scope write", async () => {
    const reader = createTestContext({ db: database.db, organizationId: stage.organizationId, scopes: ["read", "publish"] });
    const change = updateEnvironmentVariable({ ctx: reader, input: { key: "a", change: { value: "b" } } });
    await expect(change).rejects.toMatchObject({ code: "forbidden" });
  });
});

import { authorize, type Client, createClient, type WebhookConfig } from "@epilot/sdk/webhooks";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { faultsByDefinition } from "@/tests/contract/published-definition";
import { withServedApi } from "@/tests/contract/serve-api";
import { type HttpSink, startHttpSink } from "@/tests/support/http-sink";
import { makeOrganizationWithToken, withProcessEnvironment } from "@/tests/support/process-environment";

const environment = withProcessEnvironment();
const api = withServedApi();
let client: Client;
let sink: HttpSink;

beforeAll(async () => {
  const { token } = await makeOrganizationWithToken(environment.db);
  client = createClient();
  client.defaults.baseURL = api.url;
  client.defaults.validateStatus = () => true;
  authorize(client, () => token);
});
beforeEach(async () => {
  sink = await startHttpSink();
});
afterEach(() => sink.close());

type OAuthConfig = NonNullable<NonNullable<WebhookConfig["auth"]>["oauthConfig"]>;

const oauthAuth = (changes: Partial<OAuthConfig> = {}): NonNullable<WebhookConfig["auth"]> => ({
  authType: "OAUTH_CLIENT_CREDENTIALS",
  oauthConfig: { clientId: "client-1", clientSecret: "client-secret", endpoint: `${sink.url}/token`, httpMethod: "POST", ...changes },
});

async function makeConfig(auth: WebhookConfig["auth"]): Promise<WebhookConfig & { id: string }> {
  const { status, data } = await client.createConfig(null, { name: "Orders", eventName: "product_updated", url: `${sink.url}/hook`, auth });
  expect(status, JSON.stringify(data)).toBe(201);
  if (!data.id) throw new Error("createConfig gave no id");
  return { ...data, id: data.id };
}

/** Tests a configuration's token exchange, and checks the answer against the client's definition. */
async function testOAuth(configId: string): Promise<{ status: number; data: unknown }> {
  const { status, data } = await client.testOAuth({ configId });
  expect(faultsByDefinition({ operationId: "testOAuth", status, body: data })).toEqual([]);
  return { status, data };
}

describe("testOAuth", () => {
  it("answers what the token endpoint says of the token, never the token itself, and calls nothing else", async () => {
    sink.setRespond(() => ({ body: '{"access_token":"access-token","token_type":"Bearer","expires_in":3600}' }));
    const { id } = await makeConfig(oauthAuth());
    expect(await testOAuth(id)).toEqual({
      status: 200,
      data: { success: true, message: expect.any(String), expires_in: 3_600, token_type: "Bearer" },
    });
    expect(sink.requests.map(({ url }) => url)).toEqual(["/token"]);
    expect(await environment.db.oauthToken.count({ where: { webhookId: id } })).toBe(0);
  });

  it("answers without what the token endpoint does not say", async () => {
    sink.setRespond(() => ({ body: '{"access_token":"access-token"}' }));
    const { id } = await makeConfig(oauthAuth());
    expect(await testOAuth(id)).toEqual({ status: 200, data: { success: true, message: expect.any(String) } });
  });

  it("answers 500 with what the token endpoint answered, without the secrets that it echoes", async () => {
    sink.setRespond(({ rawBody }) => ({
      status: 401,
      body: JSON.stringify({ error: "invalid_client", error_description: `No: ${rawBody}` }),
    }));
    const { id } = await makeConfig(oauthAuth());
    const { status, data } = await testOAuth(id);
    expect([status, data]).toMatchObject([
      500,
      { code: "token_exchange_failed", message: expect.stringContaining("answered 401: invalid_client") },
    ]);
    expect(JSON.stringify(data)).not.toContain("client-secret");
  });

  it("answers 500 where nobody answers", async () => {
    const { id } = await makeConfig(oauthAuth({ endpoint: "http://127.0.0.1:1/token" }));
    expect(await testOAuth(id)).toMatchObject({ status: 500, data: { code: "token_exchange_failed" } });
  });

  it("answers 400 for a webhook without OAuth, without its secret, and with a variable that does not exist", async () => {
    const none = await makeConfig({ authType: "NONE" });
    const incomplete = await makeConfig(oauthAuth({ clientSecret: null }));
    expect(incomplete.status).toBe("incomplete");
    const unresolved = await makeConfig(oauthAuth({ clientSecret: "{{ env.missing }}", clientSecretIsEnvVar: true }));
    for (const [id, words, path] of [
      [none.id, "OAUTH_CLIENT_CREDENTIALS", "auth.authType"],
      [incomplete.id, "clientSecret", "auth.oauthConfig.clientSecret"],
      [unresolved.id, "missing", "auth.oauthConfig"],
    ] as const) {
      const message = expect.stringContaining(words);
      expect(await testOAuth(id)).toMatchObject({ status: 400, data: { code: "invalid_input", message, errors: [{ path, message }] } });
    }
    expect(sink.requests).toEqual([]);
  });

  it("answers 404 for an unknown webhook", async () => {
    expect((await testOAuth("unknown")).status).toBe(404);
  });
});

describe("a configuration with OAuth", () => {
  it("is given back without its secret, but with its reference and parameters, and taken back as it is", async () => {
    const customParameterList = [{ type: "header" as const, key: "X-Realm", value: "{{ env.realm }}" }];
    const made = await makeConfig(oauthAuth({ customParameterList }));
    const { data: read } = await client.getConfig({ configId: made.id });
    expect(read.auth?.oauthConfig).toEqual({
      clientId: "client-1",
      endpoint: `${sink.url}/token`,
      httpMethod: "POST",
      customParameterList,
    });
    expect(faultsByDefinition({ operationId: "getConfig", status: 200, body: read })).toEqual([]);
    expect(JSON.stringify([made, read])).not.toContain("client-secret");
    expect((await client.createConfig(null, read)).data).toMatchObject({ status: "incomplete", auth: read.auth });

    const referring = await makeConfig(oauthAuth({ clientSecret: "{{ env.secret }}", clientSecretIsEnvVar: true }));
    expect(referring.auth?.oauthConfig).toMatchObject({ clientSecret: "{{ env.secret }}", clientSecretIsEnvVar: true });
    expect((await client.createConfig(null, referring)).data).toMatchObject({ status: "active", auth: referring.auth });
  });

  it("is refused where its token endpoint would get the credentials by plain http over a public network", async () => {
    const answer = await client.createConfig(null, {
      name: "Orders",
      eventName: "product_updated",
      auth: oauthAuth({ endpoint: "http://93.184.215.14/token" }),
    });
    expect(answer).toMatchObject({
      status: 400,
      data: { errors: [{ path: "auth.oauthConfig.endpoint", message: expect.stringContaining("https://") }] },
    });
  });
});

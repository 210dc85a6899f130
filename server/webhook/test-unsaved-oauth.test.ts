import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Context } from "@/server/context";
import { createEnvironmentVariable } from "@/server/environment/create-environment-variable";
import { createWebhook } from "@/server/webhook/create-webhook";
import { testUnsavedOAuth } from "@/server/webhook/test-unsaved-oauth";
import { type DeliveryStage, setDeliveryStage } from "@/tests/support/delivery-stage";
import { startHttpSink } from "@/tests/support/http-sink";
import { createTestContext } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";

const database = withTestDatabase();
let stage: DeliveryStage;
let ctx: Context;
beforeEach(async () => {
  stage = await setDeliveryStage(database.db);
  ctx = createTestContext({ db: database.db, organizationId: stage.organizationId });
  stage.sink.setRespond(() => ({ body: '{"access_token":"access-token","expires_in":60}' }));
});
afterEach(() => stage.close());

const oauth = (change: object = {}) => ({
  authType: "OAUTH_CLIENT_CREDENTIALS" as const,
  oauthConfig: { clientId: "shop", endpoint: `${stage.sink.url}/token`, httpMethod: "POST" as const, ...change },
});
const test = (input: { configId?: string; auth: ReturnType<typeof oauth> }, as = ctx) =>
  testUnsavedOAuth({ ctx: as, input: { enableStaticIP: false, ...input } });
const sentSecrets = () => stage.sink.requests.map(({ rawBody }) => new URLSearchParams(rawBody).get("client_secret"));

describe("testUnsavedOAuth", () => {
  it("fetches a token with what is typed, and keeps nothing of it", async () => {
    expect(await test({ auth: oauth({ clientSecret: "typed" }) })).toMatchObject({ success: true, expires_in: 60 });
    expect(sentSecrets()).toEqual(["typed"]);
    expect(await database.db.webhook.count({ where: { organizationId: stage.organizationId } })).toBe(0);
  });

  it("uses the stored secret where none is typed, and the typed one where there is one", async () => {
    const auth = oauth({ clientSecret: "stored" });
    const { id: configId } = await createWebhook({ ctx, input: { eventName: "product_updated", auth } });
    await test({ configId, auth: oauth({ clientId: "another" }) });
    await test({ configId, auth: oauth({ clientSecret: "typed" }) });
    expect(sentSecrets()).toEqual(["stored", "typed"]);
    await expect(test({ auth: oauth() })).rejects.toMatchObject({ code: "invalid_input" });
  });

  it("sends the stored secret and parameters to no other origin than that of the stored endpoint", async () => {
    const parameter = { type: "body", key: "assertion", value: "stored-assertion" };
    const auth = oauth({ clientSecret: "stored", customParameterList: [parameter] });
    const { id: configId } = await createWebhook({ ctx, input: { eventName: "product_updated", auth } });
    const other = await startHttpSink();
    const elsewhere = { endpoint: `${other.url}/token` };
    await expect(test({ configId, auth: oauth(elsewhere) })).rejects.toMatchObject({
      code: "invalid_input",
      faults: [{ path: "auth.oauthConfig.clientSecret" }],
    });
    const redacted = [{ ...parameter, value: "[redacted]" }];
    const withoutValue = oauth({ ...elsewhere, clientSecret: "typed", customParameterList: redacted });
    await expect(test({ configId, auth: withoutValue })).rejects.toMatchObject({
      faults: [{ path: "auth.oauthConfig.customParameterList.0.value" }],
    });
    expect(other.requests).toEqual([]);
    await other.close();
    await test({ configId, auth: oauth({ endpoint: `${stage.sink.url}/other`, customParameterList: redacted }) });
    expect(new URLSearchParams(stage.sink.requests[0]?.rawBody).get("assertion")).toBe("stored-assertion");
  });

  it("sends no secret variable for who may not name one", async () => {
    await createEnvironmentVariable({ ctx, input: { key: "client.secret", type: "SecretString", value: "variable-secret" } });
    const writer = createTestContext({ db: database.db, organizationId: stage.organizationId, scopes: ["read", "write"] });
    const auth = oauth({ clientSecret: "{{ env.client.secret }}", clientSecretIsEnvVar: true });
    await expect(test({ auth }, writer)).rejects.toMatchObject({ code: "forbidden", faults: [{ path: "auth.oauthConfig.clientSecret" }] });
    expect(stage.sink.requests).toEqual([]);
    await test({ auth });
    expect(sentSecrets()).toEqual(["variable-secret"]);
  });

  it("asks no address that could not be saved, knows no other organization's webhook, and needs its scope", async () => {
    const endpoint = "http://169.254.169.254/token";
    await expect(test({ auth: oauth({ clientSecret: "s", endpoint }) })).rejects.toMatchObject({
      faults: [{ path: "auth.oauthConfig.endpoint" }],
    });
    const other = await setDeliveryStage(database.db);
    const theirs = await other.addWebhook();
    await expect(test({ configId: theirs.id, auth: oauth() })).rejects.toMatchObject({ code: "not_found" });
    await other.close();
    const reader = createTestContext({ db: database.db, organizationId: stage.organizationId, scopes: ["read"] });
    await expect(test({ auth: oauth({ clientSecret: "s" }) }, reader)).rejects.toMatchObject({ code: "forbidden" });
    expect(stage.sink.requests).toEqual([]);
  });
});

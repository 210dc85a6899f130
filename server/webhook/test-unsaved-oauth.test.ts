import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Context } from "@/server/context";
import { createWebhook } from "@/server/webhook/create-webhook";
import { testUnsavedOAuth } from "@/server/webhook/test-unsaved-oauth";
import { type DeliveryStage, setDeliveryStage } from "@/tests/support/delivery-stage";
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

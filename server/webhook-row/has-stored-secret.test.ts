import { beforeEach, expect, it } from "vitest";
import type { Context } from "@/server/context";
import { createWebhook } from "@/server/webhook/create-webhook";
import { hasStoredSecret } from "@/server/webhook-row/has-stored-secret";
import { createTestContext } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";
import { makeOrganization } from "@/tests/support/test-rows";

const database = withTestDatabase();
let ctx: Context;
beforeEach(async () => {
  ctx = createTestContext({ db: database.db, organizationId: await makeOrganization(database.db) });
});

const make = (auth: Record<string, unknown>) => createWebhook({ ctx, input: { eventName: "product_updated", auth } });
const oauthConfig = { clientId: "c", endpoint: "https://example.com/token", httpMethod: "POST" };

it("a webhook without an address has its secret all the same, one without authentication has none", async () => {
  const basic = await make({ authType: "BASIC", basicAuthConfig: { username: "ann", password: "p" } });
  expect(basic.status).toBe("incomplete");
  expect(await hasStoredSecret({ ctx, input: { configId: basic.id } })).toBe(true);
  const none = await make({ authType: "NONE" });
  expect(await hasStoredSecret({ ctx, input: { configId: none.id } })).toBe(false);
});

it("an OAuth client that a header parameter names has no secret, complete as it is", async () => {
  const customParameterList = [{ type: "header", key: "Authorization", value: "Basic abc" }];
  const named = await make({ authType: "OAUTH_CLIENT_CREDENTIALS", oauthConfig: { ...oauthConfig, customParameterList } });
  expect(await hasStoredSecret({ ctx, input: { configId: named.id } })).toBe(false);
  const withSecret = await make({ authType: "OAUTH_CLIENT_CREDENTIALS", oauthConfig: { ...oauthConfig, clientSecret: "s" } });
  expect(await hasStoredSecret({ ctx, input: { configId: withSecret.id } })).toBe(true);
});

it("another organization's webhook is not there", async () => {
  const { id } = await make({ authType: "BASIC", basicAuthConfig: { username: "ann", password: "p" } });
  const stranger = createTestContext({ db: database.db, organizationId: await makeOrganization(database.db) });
  await expect(hasStoredSecret({ ctx: stranger, input: { configId: id } })).rejects.toMatchObject({ code: "not_found" });
});

import { beforeAll, expect, it } from "vitest";
import type { Context } from "@/server/context";
import { createWebhook } from "@/server/webhook/create-webhook";
import { getWebhook } from "@/server/webhook/get-webhook";
import { createTestContext } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";
import { changeWebhook, makeOrganization } from "@/tests/support/test-rows";

const database = withTestDatabase();
let ctx: Context;
beforeAll(async () => {
  ctx = createTestContext({ db: database.db, organizationId: await makeOrganization(database.db) });
});

it("a configuration that was stored with braces which none may have now is read as it stands", async () => {
  const oauthConfig = { clientId: "c", endpoint: "https://example.com/token", httpMethod: "POST" };
  const oauth = await createWebhook({
    ctx,
    input: { eventName: "product_updated", auth: { authType: "OAUTH_CLIENT_CREDENTIALS", oauthConfig } },
  });
  const parameters = [{ type: "body" as const, key: "{{ env.key }}", value: "v" }];
  const authType = "OAUTH_CLIENT_CREDENTIALS";
  const stored = { ...oauthConfig, authType, clientId: "{{ env.Client }}", httpMethod: "POST", customParameters: parameters } as const;
  await changeWebhook({ db: database.db, id: oauth.id, values: { auth: stored } });
  expect(await getWebhook({ ctx, input: { configId: oauth.id } })).toMatchObject({
    auth: { oauthConfig: { clientId: "{{ env.Client }}", customParameterList: parameters } },
  });

  const basic = await createWebhook({
    ctx,
    input: { eventName: "product_updated", auth: { authType: "BASIC", basicAuthConfig: { username: "u" } } },
  });
  await changeWebhook({ db: database.db, id: basic.id, values: { auth: { authType: "BASIC", username: "{{ env.User }}" } } });
  expect(await getWebhook({ ctx, input: { configId: basic.id } })).toMatchObject({
    auth: { basicAuthConfig: { username: "{{ env.User }}" } },
  });
});

import { beforeAll, describe, expect, it } from "vitest";
import type { Context } from "@/server/context";
import { signingSecretPurpose } from "@/server/signing/signing-secret";
import { createWebhook } from "@/server/webhook/create-webhook";
import { openAuthSecret } from "@/server/webhook-row/auth-secret";
import { createTestContext } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";
import { makeOrganization } from "@/tests/support/test-rows";

const database = withTestDatabase();
let ctx: Context;

beforeAll(async () => {
  ctx = createTestContext({ db: database.db, organizationId: await makeOrganization(database.db) });
});

const valid = { eventName: "product_updated", url: "https://example.com/hooks" };

async function subscriptionsVersion(): Promise<bigint> {
  const { organizationId } = ctx.tenant;
  return (await database.db.organization.findUniqueOrThrow({ where: { id: organizationId } })).subscriptionsVersion;
}

describe("createWebhook", () => {
  it("gives the webhook with the contract's defaults and its signing secret", async () => {
    const created = await createWebhook({ ctx, input: valid });
    expect(created).toEqual({
      id: expect.stringMatching(/^[0-9A-Za-z]{12}$/),
      name: "Product Updated",
      eventName: "product_updated",
      url: "https://example.com/hooks",
      httpMethod: "POST",
      enabled: true,
      status: "active",
      auth: { authType: "NONE" },
      payloadConfiguration: { hydrate_entity: true, include_relations: false, include_activity: false, include_changed_attributes: false },
      payloadFormat: "entity_envelope",
      retryPolicy: { enabled: true, maxAttempts: 3 },
      enableStaticIP: false,
      protected: false,
      _manifest: [],
      timeoutSeconds: 120,
      successStatus: "2xx",
      creationTime: expect.any(String),
      updatedTime: created.creationTime,
      signingSecret: expect.stringMatching(/^whsec_/),
    });
  });

  it("keeps the name that the event was given by, and resolves it to the canonical one", async () => {
    const created = await createWebhook({ ctx, input: { ...valid, eventName: "CustomerRequest_Created", name: "  Orders  " } });
    expect(created).toMatchObject({ eventName: "CustomerRequest_Created", name: "Orders" });
    const row = await database.db.webhook.findUniqueOrThrow({ where: { id: created.id } });
    expect(row.eventType).toBe("customer_request_created");
  });

  it("stores secrets sealed for this webhook alone, and answers without the password", async () => {
    const auth = { authType: "BASIC", basicAuthConfig: { username: "ann", password: "secret7825@!" } };
    const created = await createWebhook({ ctx, input: { ...valid, auth } });
    expect(created.auth).toEqual({ authType: "BASIC", basicAuthConfig: { username: "ann" } });
    expect(JSON.stringify(created)).not.toContain("secret7825");

    const row = await database.db.webhook.findUniqueOrThrow({ where: { id: created.id }, include: { signingSecrets: true } });
    expect(openAuthSecret({ vault: ctx.vault, webhookId: row.id, sealed: row.authSecret ?? "" })).toBe("secret7825@!");
    expect(() => openAuthSecret({ vault: ctx.vault, webhookId: "another", sealed: row.authSecret ?? "" })).toThrow();
    expect(row.signingSecrets.map(({ secret }) => ctx.vault.open(secret, signingSecretPurpose(row.id)))).toEqual([created.signingSecret]);
    expect(JSON.stringify(row, (_key, value) => (typeof value === "bigint" ? String(value) : value))).not.toContain("secret7825");
  });

  it("keeps a webhook without a URL or a secret as incomplete", async () => {
    expect(await createWebhook({ ctx, input: { eventName: "product_updated" } })).toMatchObject({ status: "incomplete" });
    const auth = { authType: "API_KEY", apiKeyConfig: { keyName: "X-Api-Key", keyValue: null } };
    expect(await createWebhook({ ctx, input: { ...valid, auth } })).toMatchObject({ status: "incomplete", auth: { authType: "API_KEY" } });
    expect(await createWebhook({ ctx, input: { ...valid, enabled: false } })).toMatchObject({ status: "inactive" });
  });

  it("takes what it answered, sent back as it is", async () => {
    const { id, ...answer } = await createWebhook({ ctx, input: { ...valid, name: "Twice" } });
    const again = await createWebhook({ ctx, input: { id, ...answer } });
    expect(again.id).not.toBe(id);
    expect(again.signingSecret).not.toBe(answer.signingSecret);
    expect(again).toMatchObject({ name: "Twice", url: valid.url });
  });

  it("tells publishers that subscriptions have changed", async () => {
    const before = await subscriptionsVersion();
    await createWebhook({ ctx, input: valid });
    expect(await subscriptionsVersion()).toBe(before + 1n);
  });

  it.each([
    ["an unknown event", { ...valid, eventName: "no_such_event" }, "eventName"],
    ["a malformed URL", { ...valid, url: "not a url" }, "url"],
    ["a transform that is no JSONata", { ...valid, jsonataExpression: "entity.[" }, "jsonataExpression"],
    [
      "a condition that is no JSONata",
      { ...valid, filterConditions: { conditions: [{ jsonata_expression: "a +" }] } },
      "filterConditions.conditions.0.jsonata_expression",
    ],
    ["no object", ["product_updated"], ""],
  ])("refuses %s with a fault that says where, and writes nothing", async (_what, input, path) => {
    const before = await database.db.webhook.count();
    const version = await subscriptionsVersion();
    await expect(createWebhook({ ctx, input })).rejects.toMatchObject({
      code: "invalid_input",
      faults: [{ path, message: expect.any(String) }],
    });
    expect(await database.db.webhook.count()).toBe(before);
    expect(await subscriptionsVersion()).toBe(version);
  });

  it("refuses an address that this installation does not deliver to", async () => {
    const strict = { ...ctx, egressPolicy: { isHttpsRequired: true, allowedPrivateNetworks: [] } };
    for (const url of ["http://example.com/hooks", "https://127.0.0.1/hooks", "https://0x7f.1/hooks", "https://[::1]/hooks"]) {
      await expect(createWebhook({ ctx: strict, input: { ...valid, url } })).rejects.toMatchObject({ faults: [{ path: "url" }] });
    }
  });

  it("takes how deliveries are made, and gives all of it back", async () => {
    const settings = {
      retryPolicy: { enabled: true, maxAttempts: 5 },
      timeoutSeconds: 30,
      successStatus: "200",
      maxRequestsPerSecond: 20,
      payloadConfiguration: { custom_headers: { "X-Tenant": "{{ env.tenant }}", "X-Plain": "sealed-at-rest" } },
    };
    const created = await createWebhook({ ctx, input: { ...valid, ...settings } });
    expect(created).toMatchObject(settings);
    expect(await createWebhook({ ctx, input: { ...created } })).toMatchObject(settings);
    const row = await database.db.webhook.findUniqueOrThrow({ where: { id: created.id } });
    expect(JSON.stringify(row)).not.toContain("sealed-at-rest");
  });

  it("takes a static IP only where the installation has one", async () => {
    const input = { ...valid, enableStaticIP: true };
    await expect(createWebhook({ ctx, input })).rejects.toMatchObject({ code: "invalid_input", faults: [{ path: "enableStaticIP" }] });
    expect(await createWebhook({ ctx: { ...ctx, hasStaticIp: true }, input })).toMatchObject({ enableStaticIP: true });
  });

  it("lets only owners raise the time limit above two minutes", async () => {
    const writer = createTestContext({ db: database.db, organizationId: ctx.tenant.organizationId, scopes: ["read", "write"] });
    await expect(createWebhook({ ctx: writer, input: { ...valid, timeoutSeconds: 121 } })).rejects.toMatchObject({ code: "forbidden" });
    expect(await createWebhook({ ctx: writer, input: { ...valid, timeoutSeconds: 120 } })).toMatchObject({ timeoutSeconds: 120 });
    expect(await createWebhook({ ctx, input: { ...valid, timeoutSeconds: 600 } })).toMatchObject({ timeoutSeconds: 600 });
  });

  it.each(["http://example.com/token", "http://10.0.0.1/token", "https://10.0.0.1/token", "http://{{ env.host }}/token"])(
    "refuses %s as a token endpoint where no private network is allowed",
    async (endpoint) => {
      const strict = { ...ctx, egressPolicy: { isHttpsRequired: false, allowedPrivateNetworks: [] } };
      const auth = {
        authType: "OAUTH_CLIENT_CREDENTIALS",
        oauthConfig: { clientId: "c", clientSecret: "s", endpoint, httpMethod: "POST" },
      };
      const creation = createWebhook({ ctx: strict, input: { ...valid, auth } });
      if (endpoint.includes("env.")) await expect(creation).resolves.toMatchObject({ status: "active" });
      else await expect(creation).rejects.toMatchObject({ faults: [{ path: "auth.oauthConfig.endpoint" }] });
    },
  );

  it("needs the scope write", async () => {
    const reader = createTestContext({ db: database.db, organizationId: ctx.tenant.organizationId, scopes: ["read", "publish"] });
    await expect(createWebhook({ ctx: reader, input: valid })).rejects.toMatchObject({ code: "forbidden" });
  });

  it("knows another organization's event types as little as any unknown name", async () => {
    const other = await makeOrganization(database.db);
    await database.db.eventType.create({ data: { organizationId: other, name: "theirs_alone", label: "Theirs", aliases: [] } });
    await expect(createWebhook({ ctx, input: { ...valid, eventName: "theirs_alone" } })).rejects.toMatchObject({ code: "invalid_input" });
  });
});

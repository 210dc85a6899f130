import { beforeEach, describe, expect, it } from "vitest";
import type { Context } from "@/server/context";
import { getDelivery } from "@/server/delivery/get-delivery";
import { createWebhook } from "@/server/webhook/create-webhook";
import { deleteWebhook } from "@/server/webhook/delete-webhook";
import { getWebhook } from "@/server/webhook/get-webhook";
import { listWebhooks } from "@/server/webhook/list-webhooks";
import { createTestContext } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";
import { makeDelivery, makeOrganization } from "@/tests/support/test-rows";

const database = withTestDatabase();
let ctx: Context;
let stranger: Context;

beforeEach(async () => {
  ctx = createTestContext({ db: database.db, organizationId: await makeOrganization(database.db) });
  stranger = createTestContext({ db: database.db, organizationId: await makeOrganization(database.db) });
});

const make = (input: Record<string, unknown> = {}) =>
  createWebhook({ ctx, input: { eventName: "product_updated", url: "https://example.com/hooks", ...input } });

describe("getWebhook", () => {
  it("gives what its creation gave, without the signing secret", async () => {
    const { signingSecret, ...created } = await make({
      auth: { authType: "API_KEY", apiKeyConfig: { keyName: "X-Key", keyValue: "k-123" } },
    });
    const read = await getWebhook({ ctx, input: { configId: created.id } });
    expect(read).toEqual(created);
    expect(JSON.stringify(read)).not.toContain("k-123");
    expect(JSON.stringify(read)).not.toContain(signingSecret);
  });

  it("knows another organization's webhook as little as an unknown one", async () => {
    const { id } = await make();
    await expect(getWebhook({ ctx: stranger, input: { configId: id } })).rejects.toMatchObject({ code: "not_found" });
    await expect(getWebhook({ ctx, input: { configId: "unknown" } })).rejects.toMatchObject({ code: "not_found" });
  });

  it("needs the scope read", async () => {
    const publisher = createTestContext({ db: database.db, organizationId: ctx.tenant.organizationId, scopes: ["publish"] });
    await expect(getWebhook({ ctx: publisher, input: { configId: "any" } })).rejects.toMatchObject({ code: "forbidden" });
    await expect(listWebhooks({ ctx: publisher, input: {} })).rejects.toMatchObject({ code: "forbidden" });
    await expect(deleteWebhook({ ctx: publisher, input: { configId: "any" } })).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("listWebhooks", () => {
  it("gives all of the organization's webhooks, the newest first, and nobody else's", async () => {
    const first = await make({ name: "first" });
    const second = await make({ name: "second" });
    const deleted = await make({ name: "deleted" });
    await deleteWebhook({ ctx, input: { configId: deleted.id } });
    const listed = await listWebhooks({ ctx, input: {} });
    expect(listed.map(({ id }) => id).sort()).toEqual([first.id, second.id].sort());
    expect(listed.map(({ creationTime }) => creationTime)).toEqual(
      listed
        .map(({ creationTime }) => creationTime)
        .sort()
        .reverse(),
    );
    expect(await listWebhooks({ ctx: stranger, input: {} })).toEqual([]);
  });

  it("finds the webhooks of an event by any of its names, and none by an unknown one", async () => {
    const byAlias = await make({ eventName: "CustomerRequest_Created" });
    const byName = await make({ eventName: "customer_request_created" });
    await make({ eventName: "product_updated" });
    for (const eventName of ["customer_request_created", "CustomerRequest_Created"]) {
      const found = await listWebhooks({ ctx, input: { eventName } });
      expect(found.map(({ id }) => id).sort()).toEqual([byAlias.id, byName.id].sort());
    }
    expect(await listWebhooks({ ctx, input: { eventName: "no_such_event" } })).toEqual([]);
  });
});

describe("deleteWebhook", () => {
  it("hides the webhook, tells publishers, and cannot be done twice", async () => {
    const { id } = await make();
    const before = await database.db.organization.findUniqueOrThrow({ where: { id: ctx.tenant.organizationId } });
    await deleteWebhook({ ctx, input: { configId: id } });
    const after = await database.db.organization.findUniqueOrThrow({ where: { id: ctx.tenant.organizationId } });
    expect(after.subscriptionsVersion).toBe(before.subscriptionsVersion + 1n);
    await expect(getWebhook({ ctx, input: { configId: id } })).rejects.toMatchObject({ code: "not_found" });
    await expect(deleteWebhook({ ctx, input: { configId: id } })).rejects.toMatchObject({ code: "not_found" });
  });

  it("ends what was waiting as failed with WEBHOOK_DELETED, readable afterwards", async () => {
    const { id } = await make();
    const { organizationId } = ctx.tenant;
    const deliveryId = await makeDelivery({ db: database.db, organizationId, webhookId: id, values: { status: "in_progress" } });
    await deleteWebhook({ ctx, input: { configId: id } });
    expect(await getDelivery({ ctx, input: { configId: id, eventId: deliveryId } })).toMatchObject({
      status: "failed",
      http_response: { code: "WEBHOOK_DELETED" },
    });
  });

  it("leaves another organization's webhook as it is", async () => {
    const { id } = await make();
    const before = await database.db.organization.findUniqueOrThrow({ where: { id: stranger.tenant.organizationId } });
    await expect(deleteWebhook({ ctx: stranger, input: { configId: id } })).rejects.toMatchObject({ code: "not_found" });
    expect(await getWebhook({ ctx, input: { configId: id } })).toMatchObject({ id });
    const after = await database.db.organization.findUniqueOrThrow({ where: { id: stranger.tenant.organizationId } });
    expect(after.subscriptionsVersion).toBe(before.subscriptionsVersion);
  });
});

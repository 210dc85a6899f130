import { beforeEach, describe, expect, it } from "vitest";
import { newId } from "@/domain/ids";
import type { WebhookConfig } from "@/domain/webhook/webhook-config";
import type { Context } from "@/server/context";
import { getDelivery } from "@/server/delivery/get-delivery";
import { triggerWebhook } from "@/server/delivery/trigger-webhook";
import { publishEvents } from "@/server/event/publish-events";
import { createWebhook } from "@/server/webhook/create-webhook";
import { deleteWebhook } from "@/server/webhook/delete-webhook";
import { getWebhook } from "@/server/webhook/get-webhook";
import { switchWebhook } from "@/server/webhook/switch-webhook";
import { updateWebhook } from "@/server/webhook/update-webhook";
import { openAuthSecret } from "@/server/webhook-row/auth-secret";
import { createTestContext } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";
import { makeOrganization } from "@/tests/support/test-rows";

const database = withTestDatabase();
let ctx: Context;
let writer: Context;
let stranger: Context;

beforeEach(async () => {
  const organizationId = await makeOrganization(database.db);
  ctx = createTestContext({ db: database.db, organizationId });
  writer = createTestContext({ db: database.db, organizationId, scopes: ["read", "write", "publish"] });
  stranger = createTestContext({ db: database.db, organizationId: await makeOrganization(database.db) });
});

const valid = { eventName: "product_updated", url: "https://example.com/hooks" };
const basic = (more: object) => ({ auth: { authType: "BASIC", basicAuthConfig: { username: "ann", ...more } } });
const make = (input: Record<string, unknown> = {}) => createWebhook({ ctx, input: { ...valid, ...input } });
const update = (configId: string, config: unknown, as = ctx) => updateWebhook({ ctx: as, input: { configId, config } });
const rowOf = (id: string) => database.db.webhook.findUniqueOrThrow({ where: { id } });

async function secretOf(id: string): Promise<string | null> {
  const { authSecret } = await rowOf(id);
  return authSecret === null ? null : openAuthSecret({ vault: ctx.vault, webhookId: id, sealed: authSecret });
}

describe("updateWebhook", () => {
  it("makes the webhook what the body says, and what is absent the default", async () => {
    const manifest = ["123e4567-e89b-12d3-a456-426614174000"];
    const before = { name: "Orders", httpMethod: "PUT", ...basic({ password: "p" }), eventVersion: "1.0", _manifest: manifest };
    const { id, creationTime, updatedTime } = await make({ ...before, payloadConfiguration: { custom_headers: { "X-A": "1" } } });
    const updated = await update(id, { eventName: "CustomerRequest_Created", url: "https://example.com/other", protected: true });
    expect(updated).toMatchObject({
      id,
      name: "Customer Request Created",
      eventName: "CustomerRequest_Created",
      url: "https://example.com/other",
      httpMethod: "POST",
      auth: { authType: "NONE" },
      protected: true,
      _manifest: [],
      creationTime,
    });
    expect(updated).not.toHaveProperty("eventVersion");
    expect(updated.payloadConfiguration).not.toHaveProperty("custom_headers");
    expect(updated.updatedTime > updatedTime).toBe(true);
    expect(await getWebhook({ ctx, input: { configId: id } })).toEqual(updated);
    expect(await rowOf(id)).toMatchObject({ eventType: "customer_request_created", version: 2 });
  });

  it("takes what getWebhook gives, and changes nothing by it", async () => {
    const { signingSecret: _shownOnce, ...created } = await make({
      name: "All of it",
      httpMethod: "PATCH",
      enabled: false,
      ...basic({ password: "p" }),
      payloadConfiguration: { custom_headers: { "X-A": "{{ env.a }}" } },
      retryPolicy: { enabled: false, maxAttempts: 5 },
      timeoutSeconds: 30,
      successStatus: "200",
      maxRequestsPerSecond: 7,
      protected: true,
      eventVersion: "2.1",
      _manifest: ["123e4567-e89b-12d3-a456-426614174000"],
    });
    const { updatedTime, ...updated } = await update(created.id, created);
    expect({ ...updated, updatedTime: created.updatedTime }).toEqual(created);
    expect(updatedTime > created.updatedTime).toBe(true);
    expect(await secretOf(created.id)).toBe("p");
  });

  it("keeps an absent secret, clears one that is null, and sets one that is a text", async () => {
    const { id } = await make(basic({ password: "old" }));
    expect(await update(id, { ...valid, ...basic({}) })).toMatchObject({ status: "active", auth: { authType: "BASIC" } });
    expect(await secretOf(id)).toBe("old");
    expect(await update(id, { ...valid, ...basic({ password: "new" }) })).toMatchObject({ status: "active" });
    expect(await secretOf(id)).toBe("new");
    expect(await update(id, { ...valid, ...basic({ password: null }) })).toMatchObject({ status: "incomplete" });
    expect(await secretOf(id)).toBeNull();
  });

  it("keeps an absent retryPolicy and the fields of ours", async () => {
    const ours = { retryPolicy: { enabled: true, maxAttempts: 5 }, timeoutSeconds: 30, successStatus: "200", maxRequestsPerSecond: 7 };
    const { id } = await make(ours);
    expect(await update(id, valid)).toMatchObject(ours);
    expect(await update(id, { ...valid, maxRequestsPerSecond: null })).not.toHaveProperty("maxRequestsPerSecond");
  });

  it("ends what was waiting as failed with WEBHOOK_DISABLED when it disables, and publishing skips the webhook from then on", async () => {
    const { id } = await make();
    const { event_id: eventId } = await triggerWebhook({ ctx, input: { configId: id, payload: { metadata: {} } } });
    expect(await update(id, { ...valid, enabled: false })).toMatchObject({ enabled: false, status: "inactive" });
    expect(await getDelivery({ ctx, input: { configId: id, eventId } })).toMatchObject({
      status: "failed",
      http_response: { code: "WEBHOOK_DISABLED" },
    });
    const publish = () => publishEvents({ ctx, input: { eventName: "product_updated", entity: {} } });
    expect((await publish()).events[0]?.deliveries).toMatchObject([{ webhook_config_id: id, status: "skipped" }]);
    await update(id, valid);
    expect((await publish()).events[0]?.deliveries).toMatchObject([{ webhook_config_id: id, status: "in_progress" }]);
  });

  it("forgets why Postern disabled the webhook once it is enabled", async () => {
    const { id } = await make();
    await database.db.webhook.update({ where: { id }, data: { enabled: false, disabledReason: "ENDPOINT_GONE" } });
    expect(await getWebhook({ ctx, input: { configId: id } })).toMatchObject({ disabledReason: "ENDPOINT_GONE" });
    expect(await update(id, { ...valid, enabled: false })).toMatchObject({ disabledReason: "ENDPOINT_GONE" });
    expect(await update(id, valid)).not.toHaveProperty("disabledReason");
  });

  it("changes a protected webhook for owners alone", async () => {
    const { id } = await make({ protected: true });
    const asUser = (role: "owner" | "admin") => ({ ...ctx, actor: { type: "user" as const, userId: "usr_1", role } });
    for (const as of [writer, asUser("admin")]) {
      await expect(update(id, valid, as)).rejects.toMatchObject({ code: "forbidden", message: expect.stringContaining("protected") });
      await expect(switchWebhook({ ctx: as, input: { configId: id, enabled: false } })).rejects.toMatchObject({ code: "forbidden" });
      await expect(deleteWebhook({ ctx: as, input: { configId: id } })).rejects.toMatchObject({ code: "forbidden" });
    }
    expect(await update(id, { ...valid, protected: true }, asUser("owner"))).toMatchObject({ protected: true });
    expect(await update(id, valid)).toMatchObject({ protected: false });
    expect(await update(id, { ...valid, name: "By a writer" }, writer)).toMatchObject({ name: "By a writer" });
  });

  it("refuses a change that was meant for the webhook as it was before another one", async () => {
    const { id, updatedTime } = await make();
    const change = (name: string) =>
      updateWebhook({ ctx, input: { configId: id, config: { ...valid, name }, ifUpdatedTime: updatedTime } });
    const outcomes = await Promise.allSettled([change("first"), change("second")]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(change("third")).rejects.toMatchObject({ code: "conflict" });
  });

  it.each([
    ["an unknown event", { ...valid, eventName: "no_such_event" }, "eventName"],
    ["no event", { url: valid.url }, "eventName"],
    ["a malformed URL", { ...valid, url: "not a url" }, "url"],
    ["an unknown field", { ...valid, colour: "red" }, "colour"],
    ["a version that is none", { ...valid, eventVersion: "v1" }, "eventVersion"],
    ["a manifest that is no UUID", { ...valid, _manifest: ["m"] }, "_manifest.0"],
  ])("refuses %s and changes nothing", async (_what, config, path) => {
    const { id } = await make();
    const before = await rowOf(id);
    await expect(update(id, config)).rejects.toMatchObject({ code: "invalid_input", faults: [{ path }] });
    expect(await rowOf(id)).toEqual(before);
  });

  it("knows another organization's webhook and a deleted one as little as an unknown one", async () => {
    const { id } = await make();
    await expect(update(id, valid, stranger)).rejects.toMatchObject({ code: "not_found" });
    await expect(switchWebhook({ ctx: stranger, input: { configId: id, enabled: false } })).rejects.toMatchObject({ code: "not_found" });
    await deleteWebhook({ ctx, input: { configId: id } });
    await expect(update(id, valid)).rejects.toMatchObject({ code: "not_found" });
    await expect(update(newId("event"), valid)).rejects.toMatchObject({ code: "not_found" });
  });

  it("needs the scope write", async () => {
    const { id } = await make();
    const reader = createTestContext({ db: database.db, organizationId: ctx.tenant.organizationId, scopes: ["read"] });
    await expect(update(id, valid, reader)).rejects.toMatchObject({ code: "forbidden" });
    await expect(switchWebhook({ ctx: reader, input: { configId: id, enabled: false } })).rejects.toMatchObject({ code: "forbidden" });
  });

  it("keeps how the webhook was after each change, who changed it, and no secret", async () => {
    const { id } = await make(basic({ password: "first-secret" }));
    await update(id, { ...valid, ...basic({ password: "second-secret" }), name: "Renamed" });
    await switchWebhook({
      ctx: { ...ctx, actor: { type: "user", userId: "usr_1", role: "admin" } },
      input: { configId: id, enabled: false },
    });
    await deleteWebhook({ ctx: { ...ctx, actor: { type: "system" } }, input: { configId: id } });
    const versions = await database.db.webhookVersion.findMany({ where: { webhookId: id }, orderBy: { version: "asc" } });
    expect(
      versions.map(({ version, change, actorType, actorId, isSecretChanged }) => [version, change, actorType, actorId, isSecretChanged]),
    ).toEqual([
      [1, "created", "api_token", "tok_test", false],
      [2, "updated", "api_token", "tok_test", true],
      [3, "updated", "user", "usr_1", false],
      [4, "deleted", "system", null, false],
    ]);
    expect(versions.map(({ snapshot }) => snapshot)).toMatchObject([
      { name: "Product Updated", enabled: true, hasAuthSecret: true },
      { name: "Renamed", enabled: true },
      { name: "Renamed", enabled: false },
      { name: "Renamed", enabled: false, hasAuthSecret: true },
    ]);
    const { authSecret } = await rowOf(id);
    for (const secret of ["first-secret", "second-secret", authSecret]) expect(JSON.stringify(versions)).not.toContain(secret);
  });
});

describe("switchWebhook", () => {
  it("disables and enables, leaves the rest as it is, and ends what was waiting", async () => {
    const { signingSecret: _shownOnce, ...created } = await make(basic({ password: "p" }));
    const { event_id: eventId } = await triggerWebhook({ ctx, input: { configId: created.id, payload: { metadata: {} } } });
    const change = (enabled: boolean): Promise<WebhookConfig> => switchWebhook({ ctx, input: { configId: created.id, enabled } });
    const off = await change(false);
    expect(off).toEqual({ ...created, enabled: false, status: "inactive", updatedTime: off.updatedTime });
    expect(await getDelivery({ ctx, input: { eventId } })).toMatchObject({ http_response: { code: "WEBHOOK_DISABLED" } });
    const on = await change(true);
    expect(on).toEqual({ ...created, updatedTime: on.updatedTime });
    expect(await change(true)).toEqual(on);
    expect(await rowOf(created.id)).toMatchObject({ version: 3 });
  });
});

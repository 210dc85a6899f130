import { beforeEach, describe, expect, it } from "vitest";
import { createWebhook } from "@/server/webhook/create-webhook";
import { deleteWebhook } from "@/server/webhook/delete-webhook";
import { listWebhookVersions } from "@/server/webhook/list-webhook-versions";
import { restoreWebhookVersion } from "@/server/webhook/restore-webhook-version";
import { rotateSecret } from "@/server/webhook/rotate-secret";
import { switchWebhook } from "@/server/webhook/switch-webhook";
import { updateWebhook } from "@/server/webhook/update-webhook";
import { openConfiguration, readConfiguration } from "@/server/webhook-row/stored-configuration";
import { createTestContext } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";
import { makeOrganization } from "@/tests/support/test-rows";

const database = withTestDatabase();
let organizationId: string;
beforeEach(async () => {
  organizationId = await makeOrganization(database.db);
});

const contextOf = (id = organizationId) => createTestContext({ db: database.db, organizationId: id });
const CONFIG = {
  name: "Orders",
  eventName: "product_updated",
  url: "https://example.com/a",
  auth: { authType: "API_KEY", apiKeyConfig: { keyName: "x-key", keyValue: "hush-1" } },
  payloadConfiguration: { custom_headers: { "x-team": "hush-2" } },
};
const create = async (config: object = CONFIG) => (await createWebhook({ ctx: contextOf(), input: config })).id;
const update = (configId: string, config: object) =>
  updateWebhook({ ctx: contextOf(), input: { configId, config: { ...CONFIG, ...config } } });
const list = (configId: string, options: object = {}) => listWebhookVersions({ ctx: contextOf(), input: { configId, ...options } });
const restore = (configId: string, version: number, restoration?: { updatedTime?: string }) =>
  restoreWebhookVersion({ ctx: contextOf(), input: { configId, version, ...(restoration && { restoration }) } });

describe("a webhook's versions", () => {
  it("tell the newest first what was changed, field by field", async () => {
    const configId = await create();
    await update(configId, { url: "https://example.com/b" });
    await switchWebhook({ ctx: contextOf(), input: { configId, enabled: false } });
    await rotateSecret({ ctx: contextOf(), input: { configId, rotation: {} } });
    const { data } = await list(configId);
    expect(data.map(({ version, change, changes }) => ({ version, change, changes }))).toEqual([
      { version: 4, change: "secret_rotated", changes: [] },
      { version: 3, change: "updated", changes: [{ field: "enabled", before: true, after: false }] },
      {
        version: 2,
        change: "updated",
        changes: [
          { field: "url", before: "https://example.com/a", after: "https://example.com/b" },
          { field: "auth.secret", is_secret: true, before: "set", after: "set" },
        ],
      },
      { version: 1, change: "created", changes: [] },
    ]);
  });

  it("never hold what is or may be a credential", async () => {
    const configId = await create();
    await update(configId, { payloadConfiguration: { custom_headers: { "x-team": "hush-3" } } });
    expect(JSON.stringify(await list(configId))).not.toContain("hush");
  });

  it("come page by page, none twice and none left out, each compared with the one before it", async () => {
    const configId = await create();
    for (const path of ["b", "c", "d", "e"]) await update(configId, { url: `https://example.com/${path}` });
    const first = await list(configId, { limit: 2 });
    expect(first).toMatchObject({ has_more: true, next_cursor: 4 });
    const second = await list(configId, { limit: 2, cursor: 4 });
    const third = await list(configId, { limit: 2, cursor: second.next_cursor ?? 0 });
    const seen = [first, second, third].flatMap(({ data }) => data);
    expect(seen.map(({ version }) => version)).toEqual([5, 4, 3, 2, 1]);
    expect(seen.map(({ changes }) => changes.find(({ field }) => field === "url")?.before)).toEqual([
      "https://example.com/d",
      "https://example.com/c",
      "https://example.com/b",
      "https://example.com/a",
      undefined,
    ]);
    expect(third).toMatchObject({ has_more: false, next_cursor: null });
  });

  it("say who made each, by the name of the user or token", async () => {
    const user = await database.db.user.create({
      data: { id: `usr_${organizationId}`, name: "Ada", email: `${organizationId}@example.com`, passwordHash: "x" },
    });
    const ctx = createTestContext({
      db: database.db,
      organizationId,
      overrides: { actor: { type: "user", userId: user.id, role: "owner" } },
    });
    const { id: configId } = await createWebhook({ ctx, input: CONFIG });
    expect((await list(configId)).data[0]?.actor).toEqual({ type: "user", id: user.id, name: "Ada" });
  });

  it("stay readable when the webhook is deleted, and are nobody else's", async () => {
    const configId = await create();
    await deleteWebhook({ ctx: contextOf(), input: { configId } });
    expect((await list(configId)).data.map(({ change }) => change)).toEqual(["deleted", "created"]);
    const stranger = contextOf(await makeOrganization(database.db));
    await expect(listWebhookVersions({ ctx: stranger, input: { configId } })).rejects.toMatchObject({ code: "not_found" });
    await expect(restoreWebhookVersion({ ctx: stranger, input: { configId, version: 1 } })).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("restoring a version", () => {
  it("makes the webhook what it was, as a new version, and keeps its secret", async () => {
    const configId = await create();
    const before = await database.db.webhook.findUniqueOrThrow({ where: { id: configId } });
    await update(configId, {
      name: "Renamed",
      url: "https://example.com/b",
      signatureHeader: "x-sig",
      maxRequestsPerSecond: 5,
      retryPolicy: { enabled: false, maxAttempts: 1 },
      auth: { authType: "API_KEY", apiKeyConfig: { keyName: "x-key" } },
    });
    const expected = (await list(configId)).data[1]?.changes_on_restore.map(({ field }) => field);
    expect(expected?.sort()).toEqual([
      "maxRequestsPerSecond",
      "name",
      "retryPolicy.enabled",
      "retryPolicy.maxAttempts",
      "signatureHeader",
      "url",
    ]);
    const restored = await restore(configId, 1);
    expect(restored).toMatchObject({
      name: "Orders",
      url: "https://example.com/a",
      retryPolicy: { enabled: true, maxAttempts: 3 },
      status: "active",
    });
    expect(restored).not.toHaveProperty("signatureHeader");
    expect(restored).not.toHaveProperty("maxRequestsPerSecond");
    const after = await database.db.webhook.findUniqueOrThrow({ where: { id: configId } });
    expect(contextOf().vault.open(after.authSecret ?? "", `webhook:${configId}:auth-secret`)).toBe("hush-1");
    const opened = (row: typeof after) =>
      openConfiguration({ vault: contextOf().vault, webhookId: configId, stored: readConfiguration(row) });
    expect(opened(after)).toEqual(opened(before));
    const { version, updatedAt, authSecret, configuration } = before;
    expect({ ...after, version, updatedAt, authSecret, configuration }).toEqual(before);
    const { data } = await list(configId);
    expect(data[0]).toMatchObject({ version: 3, change: "restored", restored_from: 1 });
    expect(data[2]?.changes_on_restore).toEqual([]);
  });

  it("says beforehand, and leaves the webhook incomplete, where the secret of another kind of authentication is gone", async () => {
    const configId = await create();
    await update(configId, { auth: { authType: "NONE" } });
    expect((await list(configId)).data[1]?.changes_on_restore).toContainEqual({ field: "auth.authType", before: "NONE", after: "API_KEY" });
    expect(await restore(configId, 1)).toMatchObject({ status: "incomplete", auth: { authType: "API_KEY" } });
  });

  it("restores nothing where the webhook was changed in the meantime", async () => {
    const configId = await create();
    const { updatedTime } = await update(configId, { url: "https://example.com/b" });
    await update(configId, { url: "https://example.com/c" });
    await expect(restore(configId, 1, { updatedTime })).rejects.toMatchObject({ code: "conflict" });
    expect((await list(configId)).data[0]?.version).toBe(3);
  });

  it("knows no version that never was", async () => {
    const configId = await create();
    await expect(restore(configId, 7)).rejects.toMatchObject({ code: "not_found" });
  });

  it("needs the scope write", async () => {
    const configId = await create();
    const ctx = createTestContext({ db: database.db, organizationId, scopes: ["read"] });
    await expect(restoreWebhookVersion({ ctx, input: { configId, version: 1 } })).rejects.toMatchObject({ code: "forbidden" });
    expect((await listWebhookVersions({ ctx, input: { configId } })).data).toHaveLength(1);
  });
});

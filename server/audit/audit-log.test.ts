import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { AuditLogOptions } from "@/domain/audit/audit-entry";
import { createApiToken } from "@/server/api-token/create-api-token";
import { revokeApiToken } from "@/server/api-token/revoke-api-token";
import { listAuditLog } from "@/server/audit/list-audit-log";
import { recordAudit } from "@/server/audit/record-audit";
import type { Actor } from "@/server/context";
import { createEnvironmentVariable } from "@/server/environment/create-environment-variable";
import { deleteEnvironmentVariable } from "@/server/environment/delete-environment-variable";
import { updateEnvironmentVariable } from "@/server/environment/update-environment-variable";
import { createEventType } from "@/server/event-type/create-event-type";
import { deleteEventType } from "@/server/event-type/delete-event-type";
import { updateEventType } from "@/server/event-type/update-event-type";
import { cancelReplayJob } from "@/server/replay-job/cancel-replay-job";
import { createReplayJob } from "@/server/replay-job/create-replay-job";
import { pauseReplayJob } from "@/server/replay-job/pause-replay-job";
import { createWebhook } from "@/server/webhook/create-webhook";
import { deleteWebhook } from "@/server/webhook/delete-webhook";
import { revealSigningSecret } from "@/server/webhook/reveal-signing-secret";
import { rotateSecret } from "@/server/webhook/rotate-secret";
import { switchWebhook } from "@/server/webhook/switch-webhook";
import { updateWebhook } from "@/server/webhook/update-webhook";
import { createTestContext, userActor } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";
import { makeOrganization } from "@/tests/support/test-rows";

const ada = userActor({ userId: "usr_ada", role: "owner" });

const database = withTestDatabase();
let organizationId: string;
let strangersId: string;

beforeAll(async () => {
  await database.db.user.create({ data: { id: "usr_ada", email: "ada@example.com", name: "Ada" } });
});
beforeEach(async () => {
  organizationId = await makeOrganization(database.db);
  strangersId = await makeOrganization(database.db);
});

const contextOf = (actor: Actor = ada, tenant = organizationId) =>
  createTestContext({ db: database.db, organizationId: tenant, overrides: { actor } });
const list = (input: AuditLogOptions = {}, tenant = organizationId) => listAuditLog({ ctx: contextOf(ada, tenant), input });
const told = async (input: AuditLogOptions = {}) => (await list(input)).data.map(({ action }) => action).toReversed();

describe("the audit log", () => {
  it("tells of each change of a webhook, its secret and its replays, and by whom", async () => {
    const ctx = contextOf();
    const config = { eventName: "product_updated", name: "Orders", url: "http://127.0.0.1:9/a" };
    const { id: configId } = await createWebhook({ ctx, input: config });
    const auth = { authType: "BASIC", basicAuthConfig: { username: "ada", password: "a secret of ours" } };
    await updateWebhook({ ctx, input: { configId, config: { ...config, url: "http://127.0.0.1:9/b", auth } } });
    await switchWebhook({ ctx, input: { configId, enabled: false } });
    await switchWebhook({ ctx, input: { configId, enabled: false } });
    await switchWebhook({ ctx, input: { configId, enabled: true } });
    const { signingSecret } = await rotateSecret({ ctx, input: { configId, rotation: { overlapHours: 1 } } });
    await revealSigningSecret({ ctx, input: { configId } });
    const { job } = await createReplayJob({ ctx, input: { configId } });
    await pauseReplayJob({ ctx, input: { jobId: job?.id ?? "" } });
    await cancelReplayJob({ ctx, input: { jobId: job?.id ?? "" } });
    await deleteWebhook({ ctx, input: { configId } });
    expect(await told({ target: configId })).toEqual([
      "webhook.created",
      "webhook.updated",
      "webhook.disabled",
      "webhook.enabled",
      "webhook.secret_rotated",
      "webhook.secret_revealed",
      "webhook.deleted",
    ]);
    expect(await told({ target: job?.id ?? "" })).toEqual(["replay_job.created", "replay_job.paused", "replay_job.cancelled"]);
    const { data } = await list();
    const updated = data.find(({ action }) => action === "webhook.updated");
    expect(updated).toMatchObject({
      actor: { type: "user", id: "usr_ada", name: "Ada" },
      target: { type: "webhook", id: configId, name: "Orders" },
      details: { changed: ["url", "auth", "secret"] },
    });
    const text = JSON.stringify(data);
    for (const secret of ["a secret of ours", signingSecret, "127.0.0.1"]) expect(text).not.toContain(secret);
  });

  it("tells of tokens, environment variables and event types, without what is secret of them", async () => {
    const ctx = contextOf();
    const token = await createApiToken({ ctx, input: { name: "Shop", scopes: ["write"] } });
    const asToken = contextOf({ type: "api_token", tokenId: token.id, scopes: ["write"] });
    await createEnvironmentVariable({ ctx: asToken, input: { key: "crm_key", type: "SecretString", value: "hidden-value" } });
    await updateEnvironmentVariable({ ctx: asToken, input: { key: "crm_key", change: { value: "hidden-too" } } });
    await deleteEnvironmentVariable({ ctx: asToken, input: { key: "crm_key" } });
    const type = { name: "order.paid", label: "Order paid" };
    await createEventType({ ctx: asToken, input: type });
    await updateEventType({ ctx: asToken, input: { name: type.name, change: { label: "Paid" } } });
    await deleteEventType({ ctx: asToken, input: { name: type.name } });
    await revokeApiToken({ ctx, input: { tokenId: token.id } });
    await revokeApiToken({ ctx, input: { tokenId: token.id } });
    expect(await told()).toEqual([
      "api_token.created",
      "environment_variable.created",
      "environment_variable.updated",
      "environment_variable.deleted",
      "event_type.created",
      "event_type.updated",
      "event_type.deleted",
      "api_token.revoked",
    ]);
    const { data } = await list({ actor: token.id });
    expect(data).toHaveLength(6);
    expect(data[0]?.actor).toEqual({ type: "api_token", id: token.id, name: "Shop" });
    expect(JSON.stringify(await list())).not.toMatch(new RegExp(`hidden|${token.token}`));
  });

  it("has nothing of what was not done", async () => {
    const ctx = contextOf();
    const record = database.db.$transaction(async (tx) => {
      await recordAudit({ tx, ctx, action: "webhook.created", target: { type: "webhook", id: "a", name: "A" } });
      throw new Error("not done");
    });
    await expect(record).rejects.toThrow("not done");
    expect(await told()).toEqual([]);
  });

  it("is paged by keyset, newest first, and narrowed by actor, action and target", async () => {
    await database.db.$transaction(async (tx) => {
      for (let number = 1; number <= 5; number += 1) {
        const actor: Actor = number % 2 === 0 ? { type: "system" } : ada;
        const target = { type: "webhook", id: `wh_${number}`, name: `Webhook ${number}` } as const;
        await recordAudit({ tx, ctx: contextOf(actor), action: number === 5 ? "webhook.deleted" : "webhook.created", target });
      }
    });
    const names = ({ data }: Awaited<ReturnType<typeof list>>) => data.map(({ target }) => target.name.at(-1));
    const first = await list({ limit: 2 });
    const second = await list({ limit: 2, cursor: first.next_cursor ?? "" });
    const third = await list({ limit: 2, cursor: second.next_cursor ?? "" });
    expect([names(first), names(second), names(third), third.next_cursor]).toEqual([["5", "4"], ["3", "2"], ["1"], null]);
    expect(names(await list({ actor: "usr_ada" }))).toEqual(["5", "3", "1"]);
    expect(names(await list({ action: "webhook.deleted" }))).toEqual(["5"]);
    expect(names(await list({ target: "wh_4" }))).toEqual(["4"]);
    await expect(list({ action: "webhook.eaten" as never })).rejects.toMatchObject({ code: "invalid_input" });
  });

  it("is another organization's business in nothing, not even behind one of its entries", async () => {
    await createWebhook({ ctx: contextOf(), input: { eventName: "product_updated", name: "Ours" } });
    const [entry] = (await list()).data;
    for (const input of [{}, { cursor: entry?.id ?? "" }, { target: entry?.target.id ?? "" }, { actor: "usr_ada" }]) {
      expect((await list(input, strangersId)).data).toEqual([]);
    }
  });

  it("is for owners and tokens of scope admin alone", async () => {
    for (const role of ["admin", "viewer"] as const) {
      const ctx = contextOf({ type: "user", userId: "usr_ada", role });
      await expect(listAuditLog({ ctx, input: {} })).rejects.toMatchObject({ code: "forbidden" });
    }
    const ctx = contextOf({ type: "api_token", tokenId: "tok_1", scopes: ["read", "write", "publish"] });
    await expect(listAuditLog({ ctx, input: {} })).rejects.toMatchObject({ code: "forbidden" });
  });
});

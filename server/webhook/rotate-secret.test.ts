import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { HOUR_MS } from "@/domain/duration";
import { MAX_VALID_SECRETS } from "@/domain/signing/secret-rotation";
import type { Role } from "@/prisma/generated/enums";
import type { Context } from "@/server/context";
import { deleteWebhook } from "@/server/webhook/delete-webhook";
import { listSigningSecrets } from "@/server/webhook/list-signing-secrets";
import { revealSigningSecret } from "@/server/webhook/reveal-signing-secret";
import { rotateSecret } from "@/server/webhook/rotate-secret";
import { type DeliveryStage, plainHeaders, setDeliveryStage } from "@/tests/support/delivery-stage";
import { createTestContext, userActor } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";
import { changeWebhook, makeOrganization } from "@/tests/support/test-rows";

const database = withTestDatabase();
let stage: DeliveryStage;
let nowMs: number;
let ctx: Context;
let webhook: { id: string; signingSecret: string };
beforeEach(async () => {
  nowMs = Date.now();
  stage = await setDeliveryStage(database.db);
  ctx = contextOf(stage.organizationId);
  webhook = await stage.addWebhook();
});
afterEach(() => stage.close());

function contextOf(organizationId: string, overrides: Partial<Context> = {}): Context {
  return createTestContext({ db: database.db, organizationId, overrides: { clock: { now: () => new Date(nowMs) }, ...overrides } });
}

const rotate = async (rotation?: unknown) => (await rotateSecret({ ctx, input: { configId: webhook.id, rotation } })).signingSecret;
const asUser = (role: Role) => contextOf(stage.organizationId, { actor: userActor({ userId: "usr_1", role }) });

/** Returns which of the secrets verify the next delivery, and its number of v1 signatures. */
async function deliverAndVerify(...secrets: string[]): Promise<{ verified: boolean[]; v1Count: number }> {
  await stage.publish();
  await stage.deliverer.deliverBatch();
  const request = stage.sink.requests.at(-1);
  const verified = secrets.map((secret) => {
    try {
      new Webhook(secret).verify(request?.rawBody ?? "", plainHeaders(request?.headers ?? {}));
      return true;
    } catch {
      return false;
    }
  });
  return { verified, v1Count: String(request?.headers["webhook-signature"]).match(/v1,/g)?.length ?? 0 };
}

describe("rotateSecret", () => {
  it("signs with the old and the new secret during the overlap, in a process that held the old one", async () => {
    await deliverAndVerify();
    const next = await rotate({ overlapHours: 1 });
    expect(next).toMatch(/^whsec_/);
    expect(await deliverAndVerify(webhook.signingSecret, next)).toEqual({ verified: [true, true], v1Count: 2 });
    expect(await listSigningSecrets({ ctx, input: { configId: webhook.id } })).toMatchObject([
      { validUntil: null },
      { validUntil: new Date(nowMs + HOUR_MS).toISOString() },
    ]);
  });

  it("signs with the new secret alone once the overlap is over", async () => {
    nowMs -= 2 * HOUR_MS;
    const next = await rotate({ overlapHours: 1 });
    nowMs += 2 * HOUR_MS;
    expect(await deliverAndVerify(webhook.signingSecret, next)).toEqual({ verified: [false, true], v1Count: 1 });
    expect(await listSigningSecrets({ ctx, input: { configId: webhook.id } })).toHaveLength(1);
  });

  it("ends all old secrets at once with an overlap of 0", async () => {
    const second = await rotate({ overlapHours: 168 });
    const third = await rotate({ overlapHours: 0 });
    expect(await deliverAndVerify(webhook.signingSecret, second, third)).toEqual({ verified: [false, false, true], v1Count: 1 });
    expect(await database.db.signingSecret.count({ where: { webhookId: webhook.id } })).toBe(1);
  });

  it("overlaps for a day unless said, and lets no older secret outlast the one that it replaces", async () => {
    await rotate({ overlapHours: 168 });
    await rotate();
    const ends = (await listSigningSecrets({ ctx, input: { configId: webhook.id } })).map(({ validUntil }) => validUntil);
    const inADay = new Date(nowMs + 24 * HOUR_MS).toISOString();
    expect(ends).toEqual([null, inADay, inADay]);
  });

  it("keeps a bounded number of secrets valid, and says when there is room for another", async () => {
    for (let count = 1; count < MAX_VALID_SECRETS; count += 1) await rotate({ overlapHours: 2 + count });
    const first = new Date(nowMs + 3 * HOUR_MS);
    await expect(rotate({ overlapHours: 100 })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining(first.toISOString()),
    });
    expect((await listSigningSecrets({ ctx, input: { configId: webhook.id } })).length).toBe(MAX_VALID_SECRETS);
    nowMs = first.getTime();
    await rotate({ overlapHours: 100 });
    await rotate({ overlapHours: 0 });
    expect((await listSigningSecrets({ ctx, input: { configId: webhook.id } })).length).toBe(1);
  });

  it("leaves one current secret however many rotate at once", async () => {
    await Promise.all([rotate({ overlapHours: 1 }), rotate({ overlapHours: 1 }), rotate({ overlapHours: 1 })]);
    const secrets = await listSigningSecrets({ ctx, input: { configId: webhook.id } });
    expect(secrets.map(({ validUntil }) => validUntil === null)).toEqual([true, false, false, false]);
  });

  it.each([-1, 169, 1.5, "24", null])("refuses an overlap of %j hours", async (overlapHours) => {
    await expect(rotate({ overlapHours })).rejects.toMatchObject({ code: "invalid_input", faults: [{ path: "overlapHours" }] });
  });

  it("leaves a protected webhook to owners", async () => {
    await changeWebhook({ db: database.db, id: webhook.id, values: { protected: true } });
    const input = { configId: webhook.id, rotation: undefined };
    await expect(rotateSecret({ ctx: asUser("admin"), input })).rejects.toMatchObject({ code: "forbidden" });
    await expect(
      rotateSecret({ ctx: createTestContext({ db: database.db, organizationId: stage.organizationId, scopes: ["write"] }), input }),
    ).rejects.toMatchObject({ code: "forbidden" });
    expect(await listSigningSecrets({ ctx, input: { configId: webhook.id } })).toHaveLength(1);
    await rotateSecret({ ctx: asUser("owner"), input });
    expect(await listSigningSecrets({ ctx, input: { configId: webhook.id } })).toHaveLength(2);
  });

  it("knows no webhook that is deleted or another organization's", async () => {
    const input = { configId: webhook.id, rotation: undefined };
    const stranger = contextOf(await makeOrganization(database.db));
    await expect(rotateSecret({ ctx: stranger, input })).rejects.toMatchObject({ code: "not_found" });
    await deleteWebhook({ ctx, input: { configId: webhook.id } });
    await expect(rotateSecret({ ctx, input })).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("revealSigningSecret", () => {
  it("shows the current secret to an owner and an admin, and to nobody else", async () => {
    const current = await rotate();
    const input = { configId: webhook.id };
    for (const role of ["owner", "admin"] as const) {
      expect(await revealSigningSecret({ ctx: asUser(role), input })).toEqual({ signingSecret: current });
    }
    await expect(revealSigningSecret({ ctx: asUser("viewer"), input })).rejects.toMatchObject({ code: "forbidden" });
    await expect(revealSigningSecret({ ctx, input })).rejects.toMatchObject({ code: "forbidden" });
    const actor = userActor({ userId: "usr_2", role: "owner" });
    const stranger = contextOf(await makeOrganization(database.db), { actor });
    await expect(revealSigningSecret({ ctx: stranger, input })).rejects.toMatchObject({ code: "not_found" });
  });
});

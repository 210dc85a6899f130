import { beforeEach, describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/domain/duration";
import { newId } from "@/domain/ids";
import { latencyPercentile } from "@/domain/statistics/latency-buckets";
import type { Context } from "@/server/context";
import { countChunk, LATENCY_BUCKET } from "@/server/statistics/count-chunk";
import { countDeliveries, recountDeliveries } from "@/server/statistics/count-deliveries";
import { getOverview } from "@/server/statistics/get-overview";
import { getWebhookAttention } from "@/server/statistics/get-webhook-attention";
import { listWebhookActivity } from "@/server/statistics/list-webhook-activity";
import { createTestContext } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";
import { endDeliveries, makeAttempt, makeDelivery, makeOrganization, makeWebhook, type WebhookValues } from "@/tests/support/test-rows";

const database = withTestDatabase();
let organizationId: string;
let webhookId: string;
let ctx: Context;
beforeEach(async () => {
  organizationId = await makeOrganization(database.db);
  webhookId = (await makeWebhook({ db: database.db, organizationId })).id;
  // The clock stands still, so that no hour ends within a test.
  const now = new Date();
  ctx = createTestContext({ db: database.db, organizationId, overrides: { clock: { now: () => now } } });
});

const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE_MS);

/** Stores one delivery with its last attempt's answer. */
async function deliver(input: {
  status: "succeeded" | "failed" | "skipped" | "in_progress";
  at: Date;
  totalMs?: number;
  webhook?: string;
}) {
  const { status, at, totalMs = 20, webhook = webhookId } = input;
  const isSent = status === "succeeded" || status === "failed";
  const values = { status, createdAt: at, endedAt: at, nextAt: new Date(Date.now() + HOUR_MS), attemptNumber: isSent ? 1 : 0 };
  const id = await makeDelivery({ db: database.db, organizationId, webhookId: webhook, values });
  if (isSent) {
    const answer = { startedAt: at, statusCode: status === "succeeded" ? 200 : 500, totalMs };
    await makeAttempt({ db: database.db, organizationId, deliveryId: id, values: answer });
  }
  return id;
}
const deliverAll = async (count: number, delivery: Parameters<typeof deliver>[0]) => {
  for (let index = 0; index < count; index++) await deliver(delivery);
};
const count = () => countDeliveries({ db: database.db, budgetMs: 10_000 });
const totals = async (range: "24h" | "7d" = "24h") => (await getOverview({ ctx, input: { range } })).totals;

describe("the overview's figures", () => {
  it("are the same before deliveries are counted and after", async () => {
    await deliverAll(7, { status: "succeeded", at: ago(130), totalMs: 40 });
    await deliverAll(2, { status: "failed", at: ago(70), totalMs: 900 });
    await deliver({ status: "skipped", at: ago(5) });
    await deliver({ status: "in_progress", at: ago(3) });
    const before = await getOverview({ ctx, input: { range: "24h" } });
    expect(before.totals).toEqual({ succeeded: 7, failed: 2, skipped: 1, waiting: 1 });
    await count();
    expect(await database.db.deliveryHour.aggregate({ where: { organizationId }, _sum: { succeeded: true } })).toEqual({
      _sum: { succeeded: 7 },
    });
    const after = await getOverview({ ctx, input: { range: "24h" } });
    expect(after).toEqual(before);
    expect(after.latency.p50Ms).toBeGreaterThan(38);
    expect(after.latency.p50Ms).toBeLessThan(42);
    expect(after.bars.filter(({ succeeded }) => succeeded > 0)).toHaveLength(1);
  });

  it("hold a delivery once, that had not ended when its time was counted", async () => {
    const id = await deliver({ status: "in_progress", at: ago(10) });
    await count();
    expect(await totals()).toEqual({ succeeded: 0, failed: 0, skipped: 0, waiting: 1 });
    await endDeliveries({ db: database.db, where: { id } });
    await count();
    await count();
    expect(await totals()).toEqual({ succeeded: 0, failed: 1, skipped: 0, waiting: 0 });
    expect(await database.db.uncountedDelivery.count({ where: { organizationId } })).toBe(0);
  });

  it("hold every delivery once, however they are cut into chunks and whoever counts at the same time", async () => {
    for (let minute = 60; minute > 20; minute--) await deliver({ status: minute % 4 === 0 ? "failed" : "succeeded", at: ago(minute) });
    const chunk = () => countChunk({ db: database.db, organizationId, limit: 3 });
    for (let round = 0; round < 12; round++) await Promise.all([chunk(), chunk(), chunk()]);
    while ((await chunk()).hasMore);
    const { _sum } = await database.db.deliveryHour.aggregate({ where: { organizationId }, _sum: { succeeded: true, failed: true } });
    expect(_sum).toEqual({ succeeded: 30, failed: 10 });
    await recountDeliveries({ db: database.db, organizationId });
    expect(await totals("7d")).toMatchObject({ succeeded: 30, failed: 10 });
  });

  it("leave out what was before the range, and what is another organization's", async () => {
    await deliver({ status: "succeeded", at: ago(26 * 60) });
    await count();
    expect(await totals("24h")).toMatchObject({ succeeded: 0 });
    expect(await totals("7d")).toMatchObject({ succeeded: 1 });
    const other = createTestContext({ db: database.db, organizationId: await makeOrganization(database.db) });
    expect(await getOverview({ ctx: other, input: { range: "7d" } })).toMatchObject({
      totals: { succeeded: 0, failed: 0, skipped: 0, waiting: 0 },
      ...{ webhooks: [], attention: [], latency: { p50Ms: null, p95Ms: null } },
    });
  });

  it("name the webhook that fails most of its deliveries first", async () => {
    const other = (await makeWebhook({ db: database.db, organizationId, values: { name: "Fails" } })).id;
    await deliverAll(5, { status: "succeeded", at: ago(50) });
    await deliver({ status: "failed", at: ago(40) });
    await deliverAll(2, { status: "failed", at: ago(30), webhook: other });
    const { webhooks } = await getOverview({ ctx, input: { range: "24h" } });
    expect(webhooks.map(({ id, failed }) => [id, failed])).toEqual([
      [other, 2],
      [webhookId, 1],
    ]);
  });

  it("need the scope read", async () => {
    const publisher = createTestContext({ db: database.db, organizationId, scopes: ["publish"] });
    await expect(getOverview({ ctx: publisher, input: { range: "24h" } })).rejects.toMatchObject({ code: "forbidden" });
    await expect(listWebhookActivity({ ctx: publisher })).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("the buckets that the database counts times in", () => {
  const bucketsOf = (times: number[]) => database.db.$queryRaw<{ bucket: number; answers: number }[]>`
    select ${LATENCY_BUCKET} as bucket, count(*)::int as answers from unnest(${times}::float8[]) as a(total_ms) group by 1 order by 1`;

  it("give back a percentile to within 4.5 % of the true one", async () => {
    const times = Array.from({ length: 1_000 }, (_, index) => 5 + index * 1.7);
    for (const part of [0.5, 0.95]) {
      const exact = times[Math.ceil(1_000 * part) - 1] ?? 0;
      const percentile = latencyPercentile(await bucketsOf(times), part);
      expect(percentile).toBeGreaterThan(exact * 0.955);
      expect(percentile).toBeLessThan(exact * 1.045);
    }
  });

  it("hold times from nothing to the longest attempt that there may be", async () => {
    expect(await bucketsOf([0, 0.4, 1])).toEqual([{ bucket: 0, answers: 3 }]);
    expect((await bucketsOf([600_000]))[0]?.bucket).toBeLessThan(200);
  });
});

describe("what needs attention", () => {
  it("is disabled, cut off, failing and incomplete webhooks and tokens that are about to expire, and nothing else", async () => {
    const { db } = database;
    const add = async (name: string, values: WebhookValues = {}, url?: null) =>
      (await makeWebhook({ db, organizationId, values: { name, ...values }, ...(url === null ? { url } : {}) })).id;
    await add("Gone", { enabled: false, disabledReason: "ENDPOINT_GONE" });
    await add("Switched off", { enabled: false });
    await add("No address", {}, null);
    await add("No secret", { auth: { authType: "BASIC", username: "a" } });
    const away = await add("Away");
    const failing = await add("Failing");
    const briefly = await add("Failing for a minute");
    await db.lane.create({
      data: {
        webhookId: away,
        organizationId,
        holds: true,
        circuitOpenUntil: new Date(Date.now() + 60 * MINUTE_MS),
        failingSince: ago(30),
      },
    });
    await db.lane.create({ data: { webhookId: failing, organizationId, failingSince: ago(3 * 24 * 60) } });
    await db.lane.create({ data: { webhookId: briefly, organizationId, failingSince: ago(1) } });
    await deliver({ status: "in_progress", at: ago(10), webhook: away });
    const token = { organizationId, prefix: "pst_x", scopes: ["read"] };
    await db.apiToken.create({
      data: { ...token, id: newId("apiToken"), name: "Ends soon", tokenHash: newId("event"), expiresAt: new Date(Date.now() + DAY_MS) },
    });
    await db.apiToken.create({
      data: {
        ...token,
        id: newId("apiToken"),
        name: "Ends later",
        tokenHash: newId("event"),
        expiresAt: new Date(Date.now() + 30 * DAY_MS),
      },
    });

    const { attention } = await getOverview({ ctx, input: { range: "24h" } });
    expect(attention.map(({ type, name }) => `${type}: ${name}`).sort()).toEqual([
      "circuit_open: Away",
      "disabled: Gone",
      "expiring_token: Ends soon",
      "failing: Failing",
      "incomplete: No address",
      "incomplete: No secret",
    ]);
    expect(attention).toContainEqual(expect.objectContaining({ type: "circuit_open", waiting: 1 }));
    const reader = createTestContext({ db, organizationId, scopes: ["read"] });
    expect((await getOverview({ ctx: reader, input: { range: "24h" } })).attention.map(({ type }) => type)).not.toContain("expiring_token");
  });
});

describe("a webhook's activity", () => {
  it("is its last 24 hours and its last delivery", async () => {
    await deliver({ status: "succeeded", at: ago(90) });
    await deliver({ status: "failed", at: ago(2) });
    const idle = (await makeWebhook({ db: database.db, organizationId })).id;
    const activity = await listWebhookActivity({ ctx });
    expect(activity[webhookId]?.bars).toHaveLength(24);
    expect(activity[webhookId]?.bars.reduce((sum, bar) => sum + bar.succeeded * 10 + bar.failed, 0)).toBe(11);
    expect(activity[webhookId]?.last.status).toBe("failed");
    expect(activity[idle]).toBeUndefined();
  });

  it("is told of one webhook, and of no other organization's", async () => {
    const { db } = database;
    const broken = (await makeWebhook({ db, organizationId, url: null })).id;
    await db.lane.create({
      data: { webhookId, organizationId, holds: true, circuitOpenUntil: new Date(Date.now() + 60 * MINUTE_MS), failingSince: ago(30) },
    });
    await deliver({ status: "in_progress", at: ago(10) });
    const ask = (configId: string, as = ctx) => getWebhookAttention({ ctx: as, input: { configId } });
    expect(await ask(webhookId)).toEqual([expect.objectContaining({ type: "circuit_open", webhookId, waiting: 1 })]);
    expect(await ask(broken)).toEqual([expect.objectContaining({ type: "incomplete", webhookId: broken, lacks: "url" })]);
    const stranger = createTestContext({ db, organizationId: await makeOrganization(db) });
    await expect(ask(webhookId, stranger)).rejects.toMatchObject({ code: "not_found" });
  });
});

import { beforeEach, describe, expect, it } from "vitest";
import { getDelivery } from "@/server/delivery/get-delivery";
import { listDeliveries } from "@/server/delivery/list-deliveries";
import { changeRetention } from "@/server/retention/change-retention";
import { deleteOwnHistory } from "@/server/retention/delete-own-history";
import { getRetention } from "@/server/retention/get-retention";
import { type HistoryStage, setHistoryStage } from "@/tests/support/history-stage";
import { createTestContext, TEST_RETENTION } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";

const database = withTestDatabase();
let stage: HistoryStage;
let other: HistoryStage;
beforeEach(async () => {
  stage = await setHistoryStage(database.db);
  other = await setHistoryStage(database.db);
});

const change = (input: object) => changeRetention({ ctx: stage.ctx, input });
const clean = () => deleteOwnHistory({ db: database.db, now: stage.now, retention: TEST_RETENTION, chunk: 2 });
const listedIds = async ({ ctx }: HistoryStage) => (await listDeliveries({ ctx, input: {} })).data.map(({ event_id }) => event_id);

describe("an organization's own retention", () => {
  it("is the installation's until it is shortened, is audited, and is taken back by null", async () => {
    expect(await getRetention({ ctx: stage.ctx })).toEqual({
      ...TEST_RETENTION,
      own: { deliveryDays: null, bodyDays: null },
      installation: { deliveryDays: 28, bodyDays: 7 },
    });
    expect(await change({ deliveryDays: 5 })).toMatchObject({ deliveryDays: 5, bodyDays: 5, skippedDays: 3, own: { deliveryDays: 5 } });
    expect(await change({ bodyDays: 2 })).toMatchObject({ deliveryDays: 5, bodyDays: 2 });
    await change({ bodyDays: 2 });
    expect(await change({ deliveryDays: null, bodyDays: null })).toMatchObject(TEST_RETENTION);
    expect(await getRetention({ ctx: other.ctx })).toMatchObject({ own: { deliveryDays: null } });
    const entries = await database.db.auditEntry.findMany({ where: { organizationId: stage.organizationId }, orderBy: { id: "asc" } });
    expect(entries.map(({ action, details }) => [action, details])).toEqual([
      ["organization.retention_changed", { deliveryDays: 5, bodyDays: null }],
      ["organization.retention_changed", { deliveryDays: 5, bodyDays: 2 }],
      ["organization.retention_changed", { deliveryDays: null, bodyDays: null }],
    ]);
  });

  it.each([
    ["longer than the installation's", { deliveryDays: 29 }, "deliveryDays", "28 days"],
    ["of bodies longer than the installation's", { bodyDays: 8 }, "bodyDays", "7 days"],
    ["of bodies longer than of their events", { deliveryDays: 3, bodyDays: 4 }, "bodyDays", "3 days"],
    ["of no day at all", { deliveryDays: 0 }, "deliveryDays", "at least 1"],
  ])("is refused where it is %s", async (_what, input, path, words) => {
    await expect(change(input)).rejects.toMatchObject({
      code: "invalid_input",
      faults: [{ path, message: expect.stringContaining(words) }],
    });
  });

  it("needs the scope admin to be changed, and read to be read", async () => {
    const writer = createTestContext({ db: database.db, organizationId: stage.organizationId, scopes: ["read", "write", "publish"] });
    await expect(changeRetention({ ctx: writer, input: { deliveryDays: 5 } })).rejects.toMatchObject({ code: "forbidden" });
    const publisher = createTestContext({ db: database.db, organizationId: stage.organizationId, scopes: ["publish"] });
    await expect(getRetention({ ctx: publisher })).rejects.toMatchObject({ code: "forbidden" });
  });

  it("deletes what is older, with all that belongs to it, and nothing of another organization", async () => {
    const kept = await stage.add(1);
    const gone = [await stage.add(10), await stage.add(12), await stage.add(20)];
    await stage.add(9, { status: "skipped", payload: null });
    const others = [await other.add(10), await other.add(20)];
    await change({ deliveryDays: 2 });
    expect(await clean()).toBe(4);
    expect(await listedIds(stage)).toEqual([kept]);
    expect(await listedIds(other)).toEqual(others);
    expect(await database.db.recordedAttempt.count({ where: { deliveryId: { in: gone } } })).toBe(0);
    expect(await database.db.deliveryBody.count({ where: { deliveryId: { in: gone } } })).toBe(0);
    expect(await database.db.attemptBody.count({ where: { deliveryId: { in: gone } } })).toBe(0);
    const read = (eventId: string) => getDelivery({ ctx: stage.ctx, input: { eventId } });
    await expect(read(gone[0] ?? "")).rejects.toMatchObject({ code: "gone", message: expect.stringContaining("2 days") });
    expect(await clean()).toBe(0);
  });

  it("deletes bodies and events alone where only these are kept for a shorter time", async () => {
    const [recent, older] = [await stage.add(1), await stage.add(5)];
    const others = await other.add(5);
    await change({ bodyDays: 2 });
    await clean();
    const read = (eventId: string) => getDelivery({ ctx: stage.ctx, input: { eventId } });
    expect(await read(older)).toMatchObject({ payload_deleted: true, body_retention_days: 2, attempts: [{ response_body_deleted: true }] });
    expect(await read(recent)).toMatchObject({ payload: expect.any(String) });
    expect(await getDelivery({ ctx: other.ctx, input: { eventId: others } })).toMatchObject({ payload: expect.any(String) });
    expect(await database.db.event.count({ where: { organizationId: stage.organizationId } })).toBe(1);
    expect(await database.db.event.count({ where: { organizationId: other.organizationId } })).toBe(1);
  });
});

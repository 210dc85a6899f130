import { randomUUID } from "node:crypto";
import { ulid } from "ulid";
import { beforeEach, describe, expect, it } from "vitest";
import { getActivity } from "@/server/activity/get-activity";
import { createEntity } from "@/server/entity/create-entity";
import { getActivityFeed } from "@/server/entity/get-activity-feed";
import { changeRetention } from "@/server/retention/change-retention";
import { deleteOwnHistory } from "@/server/retention/delete-own-history";
import { dropDays } from "@/server/retention/drop-days";
import { DAYS_AHEAD, makeDays } from "@/server/retention/make-days";
import { type HistoryStage, setHistoryStage } from "@/tests/support/history-stage";
import { TEST_RETENTION } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";

const database = withTestDatabase();
let stage: HistoryStage;
let other: HistoryStage;
let entityId: string;

beforeEach(async () => {
  stage = await setHistoryStage(database.db);
  other = await setHistoryStage(database.db);
  const { _id } = await createEntity({ ctx: stage.ctx, input: { slug: "contact", body: { first_name: "Ada" } } });
  entityId = _id;
});

const drop = (chunk?: number) => dropDays({ db: database.db, now: stage.now, retention: TEST_RETENTION, ...(chunk && { chunk }) });
const clean = () => deleteOwnHistory({ db: database.db, now: stage.now, retention: TEST_RETENTION, chunk: 2 });
const read = (id: string, { ctx }: HistoryStage = stage) => getActivity({ ctx, input: { id } });
const feed = async () => {
  const { total, results } = await getActivityFeed({ ctx: stage.ctx, input: { slug: "contact", id: entityId } });
  return { total, ids: results.map(({ _id }) => _id) };
};
const operationsOf = (activityId: string) => database.db.activityOperation.count({ where: { activityId } });

/** Creates an activity of that age with an operation on the entity. There is a partition for its day, if it is at most 45 days old. */
async function add(days: number, { ctx, organizationId, ago }: HistoryStage = stage): Promise<string> {
  const at = ago(days);
  if (days <= 45) await makeDays({ db: ctx.db, now: ago(days + DAYS_AHEAD), from: at });
  const id = ulid(at.getTime());
  const told = { type: "EntityUpdated", title: "Entity updated", message: "", caller: { type: "system" } };
  await ctx.db.activity.create({ data: { organizationId, id, ...told, at } });
  const made = { operation: "updateEntity", payload: {}, diff: { added: {}, updated: {}, deleted: {} } };
  const of = { organizationId, activityId: id, id: ulid(at.getTime()), entityId, schema: "contact" };
  await ctx.db.activityOperation.create({ data: { ...of, ...made } });
  return id;
}

describe("activities", () => {
  it("are kept for as long as deliveries, and go with their operations by the day", async () => {
    const [recent, month, old] = [await add(1), await add(27), await add(40)];
    expect((await feed()).total).toBe(4);
    await drop();
    const kept = await feed();
    expect(kept).toMatchObject({ total: 3, ids: expect.arrayContaining([recent, month]) });
    expect(kept.ids).not.toContain(old);
    expect([await operationsOf(recent), await operationsOf(month), await operationsOf(old)]).toEqual([1, 1, 0]);
    expect(await read(month)).toMatchObject({ operations_total: 1, operations: [{ entity: entityId }] });
    await expect(read(old)).rejects.toMatchObject({ code: "not_found" });
  });

  it("that no day held go in chunks, and those that are young enough stay", async () => {
    const old = [await add(60), await add(61), await add(62), await add(63), await add(64)];
    const kept = ulid(stage.ago(5).getTime());
    await database.db.$executeRaw`
      insert into activity (id, organization_id, type, title, message, caller, at)
      values (${kept}, ${stage.organizationId}, 'Note', 'Note', '', '{}'::json, now())`;
    await drop(2);
    expect(await database.db.activity.count({ where: { id: { in: old } } })).toBe(0);
    expect(await database.db.activityOperation.count({ where: { activityId: { in: old } } })).toBe(0);
    expect(await read(kept)).toMatchObject({ type: "Note" });
  });

  it("go earlier where the organization keeps its events for a shorter time, and none of another organization", async () => {
    const [recent, ...gone] = [await add(1), await add(6), await add(8), await add(12), await add(20), await add(25)];
    const others = [await add(8, other), await add(20, other)];
    await changeRetention({ ctx: stage.ctx, input: { deliveryDays: 5 } });
    await clean();
    expect((await feed()).ids).toContain(recent);
    expect(await database.db.activity.count({ where: { id: { in: gone } } })).toBe(0);
    expect(await database.db.activityOperation.count({ where: { activityId: { in: gone } } })).toBe(0);
    for (const id of others) expect(await read(id, other)).toMatchObject({ _id: id, operations_total: 1 });
    await expect(read(others[0] ?? "")).rejects.toMatchObject({ code: "not_found" });
  });

  it("leave the entity as it is: only what was done to it is forgotten", async () => {
    await database.db.activity.deleteMany({ where: { organizationId: stage.organizationId } });
    expect(await feed()).toEqual({ total: 0, ids: [] });
    expect(await database.db.entity.count({ where: { organizationId: stage.organizationId, id: entityId } })).toBe(1);
    await expect(read(randomUUID())).rejects.toMatchObject({ code: "not_found" });
  });
});

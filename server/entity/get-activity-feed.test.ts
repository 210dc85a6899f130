import { expect, it } from "vitest";
import { newUlid } from "@/domain/ids";
import { attachActivity } from "@/server/activity/attach-activity";
import { createActivity } from "@/server/activity/create-activity";
import { getActivity } from "@/server/activity/get-activity";
import type { Context } from "@/server/context";
import { createEntity } from "@/server/entity/create-entity";
import { getActivityFeed } from "@/server/entity/get-activity-feed";
import { updateEntity } from "@/server/entity/update-entity";
import { createTestContext } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";
import { makeOrganization } from "@/tests/support/test-rows";

const database = withTestDatabase();

async function makeContact(attributes: object = {}, given?: Context) {
  const ctx = given ?? createTestContext({ db: database.db, organizationId: await makeOrganization(database.db) });
  const { _id } = await createEntity({ ctx, input: { slug: "contact", body: attributes } });
  return { ctx, id: String(_id) };
}
const note = (title: string) => ({ type: "NoteAdded", title, message: "x" });
const write = async (ctx: Context, title: string, entities: string[]) =>
  (await createActivity({ ctx, input: { body: note(title), entities } }))._id;

it("a feed is read page by page, the latest first, each activity once, over all entities that it is of", async () => {
  const { ctx, id: account } = await makeContact();
  const { id } = await makeContact({ partner: { $relation: [{ entity_id: account }] } }, ctx);
  const both = await write(ctx, "both", [id, account]);
  await updateEntity({ ctx, input: { slug: "contact", id, body: { first_name: "Ada" }, isPatch: true, activityId: both } });
  await write(ctx, "theirs", [account]);
  await write(ctx, "ours", [id]);
  const read = async (rest: object) => {
    const { total, results } = await getActivityFeed({ ctx, input: { slug: "contact", id, ...rest } });
    return [total, ...results.map(({ title }) => title)];
  };
  expect(await read({ size: 2 })).toEqual([3, "ours", "both"]);
  expect(await read({ type: ["NoteAdded"], isOfRelations: true })).toEqual([3, "ours", "theirs", "both"]);
  expect(await read({ type: ["NoteAdded"], isOfRelations: true, from: 1, size: 1 })).toEqual([3, "theirs"]);
  expect(await read({ from: 3 })).toEqual([3]);
});

it("a feed and an activity's operations are counted to 10,000 and no further", async () => {
  const { ctx, id } = await makeContact();
  const { organizationId } = ctx.tenant;
  const ids = Array.from({ length: 10_003 }, () => newUlid()).sort();
  await database.db.$executeRaw`
    insert into activity (organization_id, id, type, title, message, caller, at)
    select ${organizationId}, id, 'NoteAdded', 'A note', '', '{}'::json, now() from unnest(${ids}::text[]) as n(id)`;
  await database.db.$executeRaw`
    insert into activity_operation (organization_id, activity_id, id, entity_id, schema)
    select ${organizationId}, id, id, ${id}, 'contact' from unnest(${ids}::text[]) as n(id)`;
  const feed = await getActivityFeed({ ctx, input: { slug: "contact", id, type: ["NoteAdded"], size: 2 } });
  expect([feed.total, ...feed.results.map(({ _id }) => _id)]).toEqual([10_000, ...ids.slice(-2).reverse()]);
  const imported = await write(ctx, "import", []);
  await database.db.$executeRaw`
    insert into activity_operation (organization_id, activity_id, id, entity_id, schema, operation, payload, diff)
    select ${organizationId}, ${imported}, id, id, 'contact', 'createEntity', '{}'::json, '{}'::json from unnest(${ids}::text[]) as n(id)`;
  await attachActivity({ ctx, input: { id: imported, entities: [id] } });
  const activity = await getActivity({ ctx, input: { id: imported, from: 10_002 } });
  expect([activity.operations_total, activity.operations.map(({ entity }) => entity)]).toEqual([10_000, ids.slice(-1)]);
});

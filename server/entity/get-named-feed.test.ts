import { beforeEach, expect, it } from "vitest";
import { newId } from "@/domain/ids";
import type { Context } from "@/server/context";
import { addRelations } from "@/server/entity/change-relations";
import { countEntities } from "@/server/entity/count-entities";
import { createEntity } from "@/server/entity/create-entity";
import { deleteEntity } from "@/server/entity/delete-entity";
import { getNamedFeed } from "@/server/entity/get-named-feed";
import { createTestContext } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";
import { makeOrganization } from "@/tests/support/test-rows";

const database = withTestDatabase();
let ctx: Context;
let stranger: Context;

beforeEach(async () => {
  const { db } = database;
  ctx = createTestContext({ db, organizationId: await makeOrganization(db) });
  stranger = createTestContext({ db, organizationId: await makeOrganization(db) });
});

const create = (slug: string, body: object, by: Context = ctx) => createEntity({ ctx: by, input: { slug, body } });

/** Makes a user, a member of the organization where there is one, and returns a context in which they act. */
async function actAs(name: string, organizationId: string | null): Promise<Context> {
  const { db } = database;
  const id = newId("user");
  await db.user.create({ data: { id, email: `${id}@example.com`, name, passwordHash: "" } });
  if (organizationId) await db.membership.create({ data: { organizationId, userId: id, role: "admin" } });
  return { ...ctx, actor: { type: "user", userId: id, role: "admin" } };
}

it("gives a feed the names of its members and the titles of what it relates, and of nobody else", async () => {
  const { organizationId } = ctx.tenant;
  const [ada, gone, elsewhere] = [
    await actAs("Ada", organizationId),
    await actAs("Gone", null),
    await actAs("Elsewhere", stranger.tenant.organizationId),
  ];
  const account = await create("account", { name: "Okafor" });
  const contact = await create("contact", { first_name: "Bea" }, ada);
  for (const by of [gone, elsewhere]) {
    const body = { note: by === gone ? "1" : "2" };
    await addRelations({
      ctx: by,
      input: { slug: "contact", id: contact._id, relations: [{ attribute: `a${body.note}`, entity_id: account._id }] },
    });
  }
  const input = { slug: "contact", id: contact._id };
  const feed = await getNamedFeed({ ctx, input });
  expect(feed).toMatchObject({ total: 3, activities: [{ type: "RelationsAdded" }, { type: "RelationsAdded" }, { type: "EntityCreated" }] });
  expect(Object.values(feed.callers)).toEqual(["Ada"]);
  expect(feed.entities).toEqual({
    [account._id]: { title: "Okafor", schema: "account" },
    [contact._id]: { title: "Bea", schema: "contact" },
  });
  await expect(getNamedFeed({ ctx: stranger, input })).rejects.toMatchObject({ code: "not_found" });
});

it("counts the entities of each schema that are not deleted, of this organization alone", async () => {
  await create("account", { name: "One" });
  const { _id: id } = await create("contact", { first_name: "Ada" });
  await create("contact", { first_name: "Bea" });
  await create("contact", { first_name: "Elsewhere" }, stranger);
  await deleteEntity({ ctx, input: { slug: "contact", id } });
  expect([...(await countEntities({ ctx }))].sort()).toEqual([
    ["account", 1],
    ["contact", 1],
  ]);
});

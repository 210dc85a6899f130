import { beforeEach, expect, it } from "vitest";
import type { Context } from "@/server/context";
import { listDeliveries } from "@/server/delivery/list-deliveries";
import { createEntity } from "@/server/entity/create-entity";
import { updateEntity } from "@/server/entity/update-entity";
import { createTestContext } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";
import { makeOrganization, makeWebhook } from "@/tests/support/test-rows";

const database = withTestDatabase();
let ctx: Context;

beforeEach(async () => {
  const organizationId = await makeOrganization(database.db);
  ctx = createTestContext({ db: database.db, organizationId });
  for (const eventName of ["contact.created", "contact.updated"])
    await makeWebhook({ db: database.db, organizationId, values: { eventName } });
});

it("finds the deliveries of what the changes of one entity have published, and none of another organization", async () => {
  const create = (first_name: string) => createEntity({ ctx, input: { slug: "contact", body: { first_name } } });
  const [{ _id: entityId }, other] = [await create("Ada"), await create("Bea")];
  await updateEntity({ ctx, input: { slug: "contact", id: entityId, body: { vip: true }, isPatch: true } });
  const listOf = async (id: string, by: Context = ctx) => {
    const { data } = await listDeliveries({ ctx: by, input: { entityId: id } });
    return data.map(({ event_name }) => event_name);
  };
  expect(await listOf(entityId)).toEqual(["contact.updated", "contact.created"]);
  expect(await listOf(other._id)).toEqual(["contact.created"]);
  expect(await listOf("5c4e7a00-0000-4000-8000-000000000000")).toEqual([]);
  const stranger = createTestContext({ db: database.db, organizationId: await makeOrganization(database.db) });
  expect(await listOf(entityId, stranger)).toEqual([]);
});

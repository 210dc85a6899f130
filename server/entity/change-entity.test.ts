import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { parseJsonObject } from "@/domain/json/parse-json-object";
import type { Context } from "@/server/context";
import { addRelations, updateRelation } from "@/server/entity/change-relations";
import { createEntity } from "@/server/entity/create-entity";
import { deleteEntity } from "@/server/entity/delete-entity";
import type { EntityChange, EntityChangeListener } from "@/server/entity/entity-change";
import { restoreEntity } from "@/server/entity/restore-entity";
import { updateEntity } from "@/server/entity/update-entity";
import { upsertEntity } from "@/server/entity/upsert-entity";
import { createTestContext, recordJobs } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";
import { makeOrganization, makeWebhook } from "@/tests/support/test-rows";

const database = withTestDatabase();
const jobs = recordJobs();
let organizationId: string;
let ctx: Context;

function contextOf(overrides: Partial<Context> = {}): Context {
  return createTestContext({ db: database.db, organizationId, jobs, overrides });
}

beforeEach(async () => {
  organizationId = await makeOrganization(database.db);
  jobs.sent.length = 0;
  ctx = contextOf();
});

const patch = (id: unknown, body: object, by: Context = ctx) =>
  updateEntity({ ctx: by, input: { slug: "contact", id, body, isPatch: true } });
const create = (body: object) => createEntity({ ctx, input: { slug: "contact", body } });

/** Returns the events of the organization with what was stored of them, in the order of their publishing. */
async function eventsOf(organization: string) {
  const rows = await database.db.$queryRaw<{ name: string; data: string }[]>`
    select event_name as name, data::text as data from event_body where organization_id = ${organization} order by id`;
  return rows.map(({ name, data }) => ({ name, ...parseJsonObject(data) }));
}

describe("updateRelation", () => {
  it("changes nothing where the entity at the other end is gone for good", async () => {
    const [{ _id: id }, { _id: other }] = [await create({}), await create({})];
    await addRelations({ ctx, input: { slug: "contact", id, relations: [{ attribute: "friends", entity_id: other }] } });
    await deleteEntity({ ctx, input: { slug: "contact", id: other, isPurged: true } });
    const before = await eventsOf(organizationId);
    const tagged = { slug: "contact", id, attribute: "friends", entity_id: other, body: { _tags: ["best"] } };
    await expect(updateRelation({ ctx, input: tagged })).rejects.toMatchObject({ code: "not_found" });
    expect(await eventsOf(organizationId)).toEqual(before);
  });
});

describe("upsertEntity", () => {
  it("keeps a given id in lower case, finds the entity by it in any case, and relates others to it", async () => {
    const upper = randomUUID().toUpperCase();
    const upsert = (body: object) =>
      upsertEntity({ ctx, input: { slug: "contact", body: { unique_key: ["_id"], entity: { _id: upper, ...body } } } });
    expect(await upsert({})).toMatchObject({ isCreated: true, entity: { _id: upper.toLowerCase() } });
    expect(await upsert({ a: 1 })).toMatchObject({ isCreated: false, entity: { _id: upper.toLowerCase(), a: 1 } });
    expect(await patch(upper, { a: 2 })).toMatchObject({ _id: upper.toLowerCase(), a: 2 });
    const { _id: id } = await create({});
    const relations = [{ attribute: "friends", entity_id: upper }];
    expect(await addRelations({ ctx, input: { slug: "contact", id, relations } })).toMatchObject([{ entity_id: upper.toLowerCase() }]);
  });
});

describe("a change of an entity", () => {
  it("publishes an event with its activity, what changed, and the values before", async () => {
    const { id: webhookId } = await makeWebhook({ db: database.db, organizationId, values: { eventName: "contact.updated" } });
    const { _id } = await create({ first_name: "Ada", status: "open", address: { city: "Cologne", zip: "50667" }, note: "x" });
    const { note: _note, ...rest } = { first_name: "Ada", status: "won", address: { city: "Bonn", zip: "50667" }, vip: true, note: "" };
    await updateEntity({ ctx, input: { slug: "contact", id: _id, body: rest, isPatch: false } });
    const [created, updated] = await eventsOf(organizationId);
    expect(created).toMatchObject({
      name: "contact.created",
      entity: { _id, status: "open" },
      changed_attributes: { updated: {}, deleted: {} },
    });
    expect(created).not.toHaveProperty("previous_attributes");
    const diff = { added: { vip: true }, updated: { status: "open", address: { city: "Cologne" } }, deleted: { note: "x" } };
    expect(updated).toMatchObject({
      name: "contact.updated",
      entity: { _id, _title: "Ada", status: "won" },
      changed_attributes: { added: { vip: true }, updated: { status: "won", address: { city: "Bonn" } }, deleted: { note: "x" } },
      previous_attributes: { status: "open", address: { city: "Cologne" }, note: "x" },
      activity: {
        type: "EntityUpdated",
        caller: { type: "api_token", EpilotAuth: { token: { sub: "tok_test" } } },
        operations_total: 1,
        operations: [
          { entity: _id, org: organizationId, operation: "updateEntity", params: { id: _id, slug: "contact" }, payload: rest, diff },
        ],
      },
    });
    const queued = await database.db.queuedDelivery.findMany({ where: { organizationId } });
    expect(queued).toMatchObject([{ webhookId, eventName: "contact.updated" }]);
    expect(jobs.sent).toEqual([{ name: "webhook/deliveries.due" }]);
  });

  it("is written with its activity and its operation, digit for digit", async () => {
    const { _id } = await create({ first_name: "Ada" });
    const body = parseJsonObject('{"price": 19.90, "big": 1152921504606846977}');
    await patch(_id, body);
    const [row] = await database.db.$queryRaw<[{ data: string; diff: string }]>`
      select e.data::text as data, o.diff::text as diff from entity e
      join activity_operation o on o.organization_id = e.organization_id and o.entity_id = e.id and o.operation = 'updateEntity'
      where e.organization_id = ${organizationId}`;
    expect(row.data).toContain('"price":19.90,"big":1152921504606846977');
    expect(row.diff).toContain('"added":{"price":19.90,"big":1152921504606846977}');
    expect(await database.db.activity.count({ where: { organizationId } })).toBe(2);
  });

  it("that changes nothing writes nothing and publishes nothing", async () => {
    const made = await create({ first_name: "Ada", status: "open" });
    expect(await patch(made._id, { status: "open", _title: "ignored" })).toEqual(made);
    expect(await eventsOf(organizationId)).toHaveLength(1);
    expect(await database.db.activity.count({ where: { organizationId } })).toBe(1);
  });

  it("has a later time than the one before, and none gets lost where many come at once", async () => {
    const { _id } = await create({ count: 0 });
    const answers = await Promise.all(Array.from({ length: 8 }, (_, index) => patch(_id, { [`field_${index}`]: index })));
    const row = await database.db.entity.findFirstOrThrow({ where: { organizationId } });
    expect(Object.keys(row.data as object)).toHaveLength(9);
    expect(new Set(answers.map(({ _updated_at }) => _updated_at)).size).toBe(8);
    expect(row.version).toBe(9n);
    expect(await eventsOf(organizationId)).toHaveLength(9);
  });

  it("publishes deleted for both ways of deleting, and updated when it is restored", async () => {
    const { _id: id } = await create({ first_name: "Ada" });
    await deleteEntity({ ctx, input: { slug: "contact", id } });
    await restoreEntity({ ctx, input: { slug: "contact", id } });
    await deleteEntity({ ctx, input: { slug: "contact", id, isPurged: true } });
    const events = (await eventsOf(organizationId)) as unknown as { name: string; activity: { type: string; operations: object[] } }[];
    expect(events.map(({ name, activity }) => [name, activity.type])).toEqual([
      ["contact.created", "EntityCreated"],
      ["contact.deleted", "EntitySoftDeleted"],
      ["contact.updated", "EntityRestored"],
      ["contact.deleted", "EntityDeleted"],
    ]);
    expect(events[3]?.activity.operations).toMatchObject([{ diff: { deleted: { first_name: "Ada" } } }]);
    const kept = await database.db.activityOperation.findMany({ where: { organizationId } });
    expect(kept.map(({ operation, diff }) => ({ operation, diff }))).toEqual([
      { operation: "deleteEntity", diff: { added: {}, updated: {}, deleted: {} } },
    ]);
  });

  it("reaches no entity of another organization", async () => {
    const { _id } = await create({ first_name: "Ada" });
    const other = createTestContext({ db: database.db, organizationId: await makeOrganization(database.db) });
    await expect(patch(_id, { first_name: "Mallory" }, other)).rejects.toMatchObject({ code: "not_found" });
    expect(await eventsOf(other.tenant.organizationId)).toEqual([]);
  });

  it("belongs to the activity that is named, which must be the organization's own", async () => {
    const { _id } = await create({ first_name: "Ada" });
    const [activity] = await database.db.activity.findMany({ where: { organizationId } });
    const input = { slug: "contact", id: _id, body: { first_name: "Bea" }, isPatch: true, activityId: activity?.id };
    await updateEntity({ ctx, input });
    const events = await eventsOf(organizationId);
    expect(events[1]).toMatchObject({
      activity: { _id: activity?.id, type: "EntityCreated", operations_total: 2, operations: { length: 1 } },
    });
    await expect(updateEntity({ ctx, input: { ...input, activityId: "01F130Q52Q6MWSNS8N2AVXV4JN" } })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("a listener to changes", () => {
  it("writes in the transaction of the change, which fails with it", async () => {
    const heard: EntityChange[] = [];
    const listener = (fails: boolean): EntityChangeListener => ({
      plan: async (change) => async (tx) => {
        await tx.inbox.create({ data: { id: randomUUID(), organizationId: change.organizationId, name: change.operation, answer: {} } });
        if (fails) throw new Error("It does not work.");
      },
      afterCommit: async (change) => void heard.push(change),
    });
    ctx = contextOf({ entityListeners: [listener(false)] });
    const { _id } = await create({ first_name: "Ada" });
    expect(heard).toMatchObject([{ operation: "createEntity", entityId: _id, before: null, after: { title: "Ada" }, automationChain: [] }]);
    ctx = contextOf({ entityListeners: [listener(true)] });
    await expect(patch(_id, { first_name: "Bea" })).rejects.toThrow("It does not work.");
    expect(await database.db.inbox.count({ where: { organizationId } })).toBe(1);
    expect(await database.db.entity.findFirstOrThrow({ where: { organizationId } })).toMatchObject({ title: "Ada", version: 1n });
    expect(await eventsOf(organizationId)).toHaveLength(1);
  });
});

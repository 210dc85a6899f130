import { describe, expect, it } from "vitest";
import { SEEDED_SCHEMAS } from "@/domain/entity-schema/seeded-schemas";
import { BUILT_IN_EVENT_TYPES } from "@/domain/event/event-types";
import { listConfiguredEvents } from "@/server/event-type/list-configured-events";
import { listEventTypes } from "@/server/event-type/list-event-types";
import { resolveEventType } from "@/server/event-type/resolve-event-type";
import { syncBuiltInEventTypes } from "@/server/event-type/sync-built-in-event-types";
import { createTestContext } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";
import { makeOrganization } from "@/tests/support/test-rows";

const database = withTestDatabase();

/** Three event types of each entity schema that comes with Postern; those of clients are built in themselves. */
const OF_SCHEMAS = 3 * (SEEDED_SCHEMAS.length - 1);

const versionOf = async (organizationId: string) =>
  (await database.db.organization.findUniqueOrThrow({ where: { id: organizationId } })).subscriptionsVersion;

describe("syncBuiltInEventTypes", () => {
  it("writes every built-in type, and raises the version only when something changed", async () => {
    const { db } = database;
    const organizationId = await makeOrganization(db);
    expect(await db.eventType.count({ where: { organizationId, builtIn: true } })).toBe(BUILT_IN_EVENT_TYPES.length + OF_SCHEMAS);
    expect(await versionOf(organizationId)).toBe(1n);

    await syncBuiltInEventTypes({ db, organizationId });
    expect(await versionOf(organizationId)).toBe(1n);

    await db.eventType.update({ where: { organizationId_name: { organizationId, name: "product_updated" } }, data: { label: "Old" } });
    await syncBuiltInEventTypes({ db, organizationId });
    expect(await versionOf(organizationId)).toBe(2n);
    const type = await db.eventType.findUniqueOrThrow({ where: { organizationId_name: { organizationId, name: "product_updated" } } });
    expect(type.label).toBe("Product Updated");
  });

  it("leaves alone what the organization has made of an entity schema, and its own event types", async () => {
    const { db } = database;
    const organizationId = await makeOrganization(db);
    const deletion = { organizationId, slug: "task", version: 2, id: "deleted", createdAt: new Date() };
    await db.entitySchemaVersion.create({ data: deletion });
    await db.eventType.deleteMany({ where: { organizationId, entitySchema: { in: ["task", "order"] } } });
    await db.eventType.create({ data: { organizationId, name: "order.created", label: "Mine" } });
    await db.eventType.create({ data: { organizationId, name: "orders.changed", label: "Mine", aliases: ["order.updated"] } });
    await syncBuiltInEventTypes({ db, organizationId });
    const types = await db.eventType.findMany({
      where: { organizationId, OR: [{ name: { startsWith: "task." } }, { name: { startsWith: "order." } }] },
      orderBy: { name: "asc" },
      select: { name: true, builtIn: true, entitySchema: true },
    });
    expect(types).toEqual([
      { name: "order.created", builtIn: false, entitySchema: null },
      { name: "order.deleted", builtIn: true, entitySchema: "order" },
    ]);
  });
});

describe("resolveEventType", () => {
  it("finds a type by its name and by an alias", async () => {
    const { db } = database;
    const organizationId = await makeOrganization(db);
    for (const name of ["customer_request_created", "CustomerRequest_Created"]) {
      expect(await resolveEventType({ db, organizationId, name })).toEqual({
        name: "customer_request_created",
        label: "Customer Request Created",
      });
    }
  });

  it("says how to find the names when it finds none", async () => {
    const { db } = database;
    const organizationId = await makeOrganization(db);
    await expect(resolveEventType({ db, organizationId, name: "nope" })).rejects.toMatchObject({
      code: "invalid_input",
      message: expect.stringMatching(/"nope".*configured-events/),
      faults: [{ path: "eventName" }],
    });
  });

  it("never finds another organization's type", async () => {
    const { db } = database;
    const [mine, theirs] = [await makeOrganization(db), await makeOrganization(db)];
    await db.eventType.create({ data: { organizationId: theirs, name: "their.event", label: "Theirs" } });
    await expect(resolveEventType({ db, organizationId: mine, name: "their.event" })).rejects.toMatchObject({ code: "invalid_input" });
  });
});

describe("the lists of event types", () => {
  it("give the organization's own types only, by label", async () => {
    const { db } = database;
    const [mine, theirs] = [await makeOrganization(db), await makeOrganization(db)];
    await db.eventType.create({ data: { organizationId: theirs, name: "their.event", label: "Theirs" } });
    const ctx = createTestContext({ db, organizationId: mine, scopes: ["read"] });
    const events = await listConfiguredEvents({ ctx });
    expect(events).toHaveLength(BUILT_IN_EVENT_TYPES.length + OF_SCHEMAS);
    expect(events[0]).toEqual({ eventName: "account.created", eventLabel: "Account Created" });
    expect(events).toContainEqual({ eventName: "automation_rule_triggered", eventLabel: "Automation Rule Triggered" });
    const types = await listEventTypes({ ctx });
    expect(types.find((type) => type.name === "customer_request_created")).toMatchObject({
      label: "Customer Request Created",
      aliases: ["CustomerRequest_Created"],
      example: { entity: expect.any(Object) },
    });
  });

  it("need the scope read", async () => {
    const organizationId = await makeOrganization(database.db);
    const ctx = createTestContext({ db: database.db, organizationId, scopes: ["publish"] });
    await expect(listConfiguredEvents({ ctx })).rejects.toMatchObject({ code: "forbidden" });
    await expect(listEventTypes({ ctx })).rejects.toMatchObject({ code: "forbidden" });
  });
});

import { describe, expect, it } from "vitest";
import { MAX_ENTITY_SCHEMA_VERSIONS, MAX_ENTITY_SCHEMAS } from "@/domain/entity-schema/entity-schema";
import { SEEDED_SCHEMAS } from "@/domain/entity-schema/seeded-schemas";
import { MAX_EVENT_TYPES } from "@/domain/event/event-type-definition";
import { deleteSchema } from "@/server/entity-schema/delete-schema";
import { findSchema } from "@/server/entity-schema/find-schema";
import { listSchemas } from "@/server/entity-schema/list-schemas";
import { putSchema } from "@/server/entity-schema/put-schema";
import { createTestContext } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";
import { makeOrganization } from "@/tests/support/test-rows";

const database = withTestDatabase();

async function makeContext() {
  const organizationId = await makeOrganization(database.db);
  return createTestContext({ db: database.db, organizationId });
}
type Ctx = Awaited<ReturnType<typeof makeContext>>;

const put = (ctx: Ctx, slug: string, name = "Meter") =>
  putSchema({ ctx, input: { slug, schema: { slug, name, plural: `${name}s`, attributes: [], capabilities: [] } } });
const find = ({ db, tenant }: Ctx, slug: string) => findSchema({ db, organizationId: tenant.organizationId, slug });
const countTypes = ({ db, tenant }: Ctx, entitySchema: string) =>
  db.eventType.count({ where: { organizationId: tenant.organizationId, entitySchema } });

describe("findSchema", () => {
  it("finds what comes with Postern, what was changed and what was added, but nothing deleted or of another organization", async () => {
    const [ctx, stranger] = [await makeContext(), await makeContext()];
    expect(await find(ctx, "contact")).toMatchObject({ slug: "contact", version: 1 });
    await put(ctx, "contact", "Person");
    await put(ctx, "meter");
    await deleteSchema({ ctx, input: { slug: "task" } });
    expect(await find(ctx, "contact")).toMatchObject({ name: "Person", version: 2 });
    expect(await find(ctx, "meter")).toMatchObject({ name: "Meter", version: 1 });
    expect([await find(ctx, "task"), await find(ctx, "unknown")]).toEqual([null, null]);
    expect(await find(stranger, "contact")).toMatchObject({ name: "Contact" });
    expect(await find(stranger, "meter")).toBeNull();
    expect(await find(stranger, "task")).not.toBeNull();
    await expect(deleteSchema({ ctx: stranger, input: { slug: "meter" } })).rejects.toMatchObject({ code: "not_found" });
    const { results } = await listSchemas({ ctx: stranger, input: {} });
    expect(results.map(({ slug }) => slug)).toEqual(SEEDED_SCHEMAS.map(({ slug }) => slug).sort());
  });
});

describe("putSchema", () => {
  it("takes a long name whose event types' labels would end within a character", async () => {
    const ctx = await makeContext();
    await put(ctx, "meter", `${"a".repeat(199)}😀`);
    const { label } = await ctx.db.eventType.findFirstOrThrow({
      where: { organizationId: ctx.tenant.organizationId, name: "meter.created" },
    });
    expect(label).toBe(`${"a".repeat(199)} Created`);
  });

  it("refuses what PostgreSQL cannot hold anywhere in a schema", async () => {
    const ctx = await makeContext();
    for (const name of ["a\u0000", "a\ud800"]) await expect(put(ctx, "meter", name)).rejects.toMatchObject({ code: "invalid_input" });
    expect(await put(ctx, "meter", "a\\ud800 😀")).toMatchObject({ name: "a\\ud800 😀" });
  });

  it("numbers versions that are saved at the same moment one after the other", async () => {
    const ctx = await makeContext();
    const saved = await Promise.all(["A", "B", "C", "D"].map((name) => put(ctx, "meter", name)));
    expect(saved.map(({ version }) => version).sort()).toEqual([1, 2, 3, 4]);
    expect(await countTypes(ctx, "meter")).toBe(3);
  });

  it("refuses a change of another version than the latest, where it is told which one was seen", async () => {
    const [ctx, stranger] = [await makeContext(), await makeContext()];
    const save = (name: string, ifVersion: number | null, by = ctx, slug = "meter") => {
      const schema = { slug, name, plural: `${name}s`, attributes: [], capabilities: [] };
      return putSchema({ ctx: by, input: { slug, schema, ifVersion } });
    };
    const changed = { code: "conflict", message: expect.stringContaining("changed in the meantime") };
    const saved = await Promise.allSettled([save("A", null), save("B", null)]);
    expect(saved.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(save("C", null)).rejects.toMatchObject({ code: "conflict", faults: [{ path: "slug" }] });
    expect(await save("C", 1)).toMatchObject({ version: 2 });
    await expect(save("D", 1)).rejects.toMatchObject(changed);
    expect(await save("Person", 1, ctx, "contact")).toMatchObject({ version: 2 });
    await expect(save("Human", 1, ctx, "contact")).rejects.toMatchObject(changed);
    expect(await save("Human", 1, stranger, "contact")).toMatchObject({ version: 2 });
    await deleteSchema({ ctx, input: { slug: "meter" } });
    await expect(save("E", 2)).rejects.toMatchObject(changed);
    expect(await save("E", null)).toMatchObject({ name: "E" });
    expect(await find(ctx, "meter")).toMatchObject({ name: "E" });
  });

  it("keeps the latest versions and deletes older ones", async () => {
    const ctx = await makeContext();
    const { organizationId } = ctx.tenant;
    await put(ctx, "meter");
    const { version, ...row } = await ctx.db.entitySchemaVersion.findFirstOrThrow({ where: { organizationId } });
    const more = Array.from({ length: MAX_ENTITY_SCHEMA_VERSIONS - 1 }, (_, index) => ({ ...row, version: version + 1 + index }));
    await ctx.db.entitySchemaVersion.createMany({ data: more.map((data) => ({ ...data, schema: data.schema ?? {} })) });
    await put(ctx, "meter", "Changed");
    const kept = await ctx.db.entitySchemaVersion.aggregate({
      where: { organizationId },
      _min: { version: true },
      _max: { version: true },
    });
    expect(kept).toEqual({ _min: { version: 2 }, _max: { version: MAX_ENTITY_SCHEMA_VERSIONS + 1 } });
  });

  it("tells the audit log what was added, changed and deleted, and nothing where nothing changed", async () => {
    const ctx = await makeContext();
    await put(ctx, "meter");
    await put(ctx, "meter");
    await put(ctx, "meter", "Gauge");
    await deleteSchema({ ctx, input: { slug: "meter" } });
    const entries = await ctx.db.auditEntry.findMany({
      where: { organizationId: ctx.tenant.organizationId },
      orderBy: { id: "asc" },
      select: { action: true, targetId: true, details: true },
    });
    expect(entries).toEqual([
      { action: "entity_schema.created", targetId: "meter", details: {} },
      { action: "entity_schema.updated", targetId: "meter", details: { changed: ["name", "plural"] } },
      { action: "entity_schema.deleted", targetId: "meter", details: {} },
    ]);
  });

  it("refuses more schemas, and more event types, than an organization may have", async () => {
    const ctx = await makeContext();
    const { organizationId } = ctx.tenant;
    const others = Array.from({ length: MAX_EVENT_TYPES }, (_, index) => ({ organizationId, name: `other.${index}`, label: "Other" }));
    const count = await ctx.db.eventType.count({ where: { organizationId } });
    await ctx.db.eventType.createMany({ data: others.slice(0, MAX_EVENT_TYPES - count - 2) });
    await expect(put(ctx, "meter")).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining("1000 event types") });
    expect(await find(ctx, "meter")).toBeNull();
    const at = new Date();
    const schemas = Array.from({ length: MAX_ENTITY_SCHEMAS - SEEDED_SCHEMAS.length }, (_, index) => {
      const slug = `s${index}`;
      return {
        organizationId,
        slug,
        version: 1,
        id: slug,
        schema: { slug, name: slug, plural: slug, attributes: [], capabilities: [] },
        createdAt: at,
      };
    });
    await ctx.db.entitySchemaVersion.createMany({ data: schemas });
    await expect(put(ctx, "meter")).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining("100 entity schemas") });
    expect((await put(ctx, "contact", "Person")).version).toBe(2);
  });
});

import { Ajv2020 } from "ajv/dist/2020.js";
import addFormatsModule from "ajv-formats";
import { describe, expect, it } from "vitest";
import { entityEventTypes } from "@/domain/entity-schema/entity-event-types";
import { entityExample } from "@/domain/entity-schema/entity-example";
import { attributesJsonSchema, entityJsonSchema } from "@/domain/entity-schema/entity-json-schema";
import { type EntityAttribute, type EntitySchema, entitySchema } from "@/domain/entity-schema/entity-schema";
import { SEEDED_SCHEMAS } from "@/domain/entity-schema/seeded-schemas";
import { BUILT_IN_EVENT_TYPES } from "@/domain/event/event-types";

const addFormats = addFormatsModule as unknown as typeof addFormatsModule.default;

/** Returns the faults of a value by a JSON Schema, which must be a valid one of 2020-12 in Ajv's strict mode. */
function faultsOf(schema: object, value: unknown): string[] {
  const ajv = new Ajv2020({ allErrors: true, strictTypes: false });
  addFormats(ajv);
  const validate = ajv.compile(schema);
  return validate(value) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

const schemaWith = (...attributes: EntityAttribute[]): EntitySchema => ({
  slug: "meter",
  name: "Meter",
  plural: "Meters",
  attributes,
  capabilities: [],
});
const described = (attribute: Partial<EntityAttribute>) =>
  attributesJsonSchema(schemaWith({ name: "a", label: "A", type: "string", ...attribute })).properties["a"];

describe("the JSON Schema of an entity schema", () => {
  it.each(SEEDED_SCHEMAS.map((schema) => [schema.slug, schema] as const))(
    "allows the example of %s, with references and without",
    (_, schema) => {
      expect(entitySchema.safeParse(schema).success).toBe(true);
      const example = entityExample({ schema, organizationId: "org_1" });
      for (const dereference of [true, false]) expect(faultsOf(entityJsonSchema({ schema, dereference }), example)).toEqual([]);
      expect(Object.keys(example)).toEqual(expect.arrayContaining(schema.attributes.map(({ name }) => name)));
      for (const type of entityEventTypes({ schema, example })) expect(faultsOf(type.schema, type.example), type.name).toEqual([]);
    },
  );

  it("names no event type as a built-in one is named", () => {
    const types = SEEDED_SCHEMAS.flatMap((schema) =>
      entityEventTypes({ schema, example: entityExample({ schema, organizationId: "org_1" }) }),
    );
    const labels = [...BUILT_IN_EVENT_TYPES, ...types].map(({ label }) => label);
    expect(new Set(labels).size).toBe(labels.length);
    expect(labels).toEqual(expect.arrayContaining(["Product Updated", "Product Updated (entity)", "Product Created"]));
  });

  it("has references where several attributes have a part in common, and none when they are resolved", () => {
    const [contact] = SEEDED_SCHEMAS;
    if (!contact) throw new Error("There is no schema.");
    expect(entityJsonSchema({ schema: contact, dereference: false })).toMatchObject({
      properties: { email: { items: { $ref: "#/$defs/Email" } } },
      $defs: { Email: { required: ["email"] }, RelationItem: expect.any(Object) },
    });
    expect(JSON.stringify(entityJsonSchema({ schema: contact, dereference: true }))).not.toContain("$ref");
  });

  it("requires what the schema requires and what Postern always says, and allows null for the rest", () => {
    const schema = schemaWith(
      { name: "number", label: "Number", type: "string", required: true },
      { name: "note", label: "Note", type: "string" },
    );
    const written = entityJsonSchema({ schema, dereference: false });
    expect(written["required"]).toEqual(["_id", "_org", "_schema", "_title", "_created_at", "_updated_at", "number"]);
    const entity = { ...entityExample({ schema, organizationId: "org_1" }), note: null };
    expect(faultsOf(written, entity)).toEqual([]);
    expect(faultsOf(written, { ...entity, number: null })).toEqual(["/number must be string"]);
    expect(faultsOf(written, { ...entity, _schema: "contact" })).toEqual(["/_schema must be equal to constant"]);
  });

  it("says of a value what its attribute's type says", () => {
    expect(described({ type: "number" })).toMatchObject({ type: ["string", "null"] });
    expect(described({ type: "number", data_type: "number", required: true })).toMatchObject({ type: "number" });
    expect(described({ type: "datetime" })).toMatchObject({ type: ["string", "null"], format: "date-time" });
    expect(described({ type: "status", options: ["open", { value: "won", title: "Won" }, null] })).toMatchObject({
      enum: ["open", "won", null],
    });
    expect(described({ type: "select", options: ["open"], allow_any: true })).not.toHaveProperty("enum");
    expect(described({ type: "multiselect", options: ["a"] })).toMatchObject({ type: ["array", "null"], items: { enum: ["a"] } });
    expect(described({ type: "relation", relation_type: "has_one" })).toMatchObject({ properties: { $relation: { maxItems: 1 } } });
    expect(described({ type: "string", repeatable: true })).toMatchObject({ type: ["array", "null"], items: { type: "string" } });
    expect(described({ type: "email", repeatable: true })).toMatchObject({ type: ["array", "null"], items: { type: "object" } });
    expect(described({ type: "hologram" })).toEqual({ title: "A" });
  });

  it("takes from the constraints what JSON Schema knows, and leaves the rest to forms", () => {
    const constraints = { minLength: 2, maxLength: 3, pattern: "^[A-Z]", disablePast: true, minimum: "no number" };
    const value = described({ constraints });
    expect(value).toMatchObject({ minLength: 2, maxLength: 3, pattern: "^[A-Z]", examples: ["A."] });
    expect(value).not.toHaveProperty("disablePast");
    expect(value).not.toHaveProperty("minimum");
  });

  it("lets no attribute take the place of what Postern says of an entity", () => {
    const schema = schemaWith({ name: "_id", label: "Id", type: "boolean", required: true });
    expect(entityJsonSchema({ schema, dereference: true })).toMatchObject({ properties: { _id: { type: "string", format: "uuid" } } });
  });

  it("describes the attributes of capabilities too, the first of each name", () => {
    const own: EntityAttribute = { name: "a", label: "Own", type: "string" };
    const schema = {
      ...schemaWith(own),
      capabilities: [
        {
          name: "c",
          attributes: [
            { ...own, label: "Other" },
            { name: "b", label: "B", type: "boolean" },
          ],
        },
      ],
    };
    expect(attributesJsonSchema(schema).properties).toMatchObject({ a: { title: "Own" }, b: { title: "B" } });
  });
});

describe("the event types of an entity schema", () => {
  it("are named for it, and show a change from one state to another", () => {
    const schema = schemaWith({ name: "status", label: "Status", type: "status", options: ["open", "closed"] });
    const types = entityEventTypes({ schema, example: { _id: "1", status: "open" } });
    expect(types.map(({ name, label }) => [name, label])).toEqual([
      ["meter.created", "Meter Created"],
      ["meter.updated", "Meter Updated"],
      ["meter.deleted", "Meter Deleted"],
    ]);
    expect(types[1]?.example).toEqual({
      entity: { _id: "1", status: "closed" },
      changed_attributes: { added: {}, updated: { status: "closed" }, deleted: {} },
      previous_attributes: { status: "open" },
    });
  });

  it("are none for clients, whose events are built in", () => {
    const client = SEEDED_SCHEMAS.find(({ slug }) => slug === "client");
    expect(client && entityEventTypes({ schema: client, example: {} })).toEqual([]);
  });
});

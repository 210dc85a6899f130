import { type JsonSchema, text } from "@/domain/event/json-schema";

const tags: JsonSchema = { type: ["array", "null"], items: { type: "string" }, examples: [["primary"]] };
const itemId: JsonSchema = { ...text("The id of this item."), examples: ["xHcOoJCa07eysJ1GaQeSb"] };
const nullableText = (example: string): JsonSchema => ({ type: ["string", "null"], examples: [example] });

/** The parts that values of several attributes have, by the names that they have under `$defs`. */
const SHAPES = {
  RelationItem: {
    type: "object",
    properties: { entity_id: { type: "string", format: "uuid", description: "The related entity's id." }, _tags: tags },
    required: ["entity_id"],
  },
  Address: {
    type: "object",
    properties: {
      street: nullableText("Hauptstraße"),
      street_number: nullableText("12"),
      postal_code: nullableText("50667"),
      city: nullableText("Köln"),
      country: nullableText("DE"),
      additional_info: nullableText("Second floor"),
      _tags: tags,
      _id: itemId,
    },
  },
  Email: { type: "object", properties: { email: { type: "string", format: "email" }, _tags: tags, _id: itemId }, required: ["email"] },
  Phone: {
    type: "object",
    properties: { phone: { type: "string", examples: ["+49 221 5550100"] }, _tags: tags, _id: itemId },
    required: ["phone"],
  },
  Link: { type: "object", properties: { title: nullableText("Website"), href: nullableText("https://example.com/") } },
  Owner: { type: "object", properties: { org_id: { type: "string" }, user_id: { type: "string" } }, required: ["org_id"] },
} as const satisfies Record<string, JsonSchema>;

type ShapeName = keyof typeof SHAPES;

/** Gives the schema of a shape: the shape itself, or a reference to it. */
export type GiveShape = (name: ShapeName) => JsonSchema;

/** Gives each shape itself. */
export const giveInline: GiveShape = (name) => SHAPES[name];

/** Returns a giver of references, and the `$defs` that those which it gave lead to. */
export function createReferences(): { give: GiveShape; defs(): Readonly<Record<string, JsonSchema>> } {
  const given = new Set<ShapeName>();
  return {
    give(name) {
      given.add(name);
      return { $ref: `#/$defs/${name}` };
    },
    defs: () => Object.fromEntries([...given].map((name) => [name, SHAPES[name]])),
  };
}

import type { EntityAttribute, EntitySchemaItem } from "@/domain/entity-schema/entity-schema";

type More = Partial<Omit<EntityAttribute, "name" | "label" | "type">>;

/** Returns an attribute of this type. */
export function attribute(type: string, name: string, label: string, more: More = {}): EntityAttribute {
  return { name, label, type, ...more };
}

/** Returns an attribute with a status out of these. */
export function statusOf(values: readonly string[], more: More = {}): EntityAttribute {
  const options = values.map((value) => ({ value, title: titled(value) }));
  return attribute("status", "status", "Status", { options, ...more });
}

/** Returns an attribute that relates an entity to one other, or to several, of these schemas. */
export function relationTo(name: string, label: string, slugs: readonly string[], type: "has_one" | "has_many"): EntityAttribute {
  return attribute("relation", name, label, { relation_type: type, allowedSchemas: [...slugs] });
}

/** Returns an amount of money with the currencies that it may be in. */
export function moneyOf(name: string, label: string): EntityAttribute {
  const currency = [
    { code: "EUR", description: "Euro", symbol: "€" },
    { code: "CHF", description: "Swiss franc", symbol: "CHF" },
    { code: "USD", description: "US dollar", symbol: "$" },
  ];
  return attribute("currency", name, label, { currency });
}

/** The time that a schema which comes with Postern has as its version's. */
const SEEDED_AT = "2026-11-28T00:00:00.000Z";

/** Returns the first version of a schema that comes with Postern. `number` makes its id, and must never change. */
export function seeded(input: {
  number: number;
  slug: string;
  name: string;
  plural: string;
  description: string;
  icon: string;
  title_template: string;
  attributes: EntityAttribute[];
}): EntitySchemaItem {
  const { number, slug, name, plural, attributes, ...rest } = input;
  const id = `5c4e7a00-0000-4000-8000-${String(number).padStart(12, "0")}`;
  const times = { created_at: SEEDED_AT, updated_at: SEEDED_AT };
  return { id, version: 1, ...times, slug, name, plural, ...rest, published: true, attributes, capabilities: [] };
}

function titled(value: string): string {
  return `${value.charAt(0).toUpperCase()}${value.slice(1).replaceAll("_", " ")}`;
}

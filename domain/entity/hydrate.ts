import type { Attributes } from "@/domain/entity/entity";
import { isRelationValue, type Relation } from "@/domain/entity/relations";
import { isJsonObject } from "@/domain/json/json-object";

type Item = Readonly<Record<string, unknown>>;

/**
 * Returns attributes with related entities in place of the relations to them, each with its `$relation` first. `itemOf` returns an
 * entity as the API shows it; null for one that is not there, whose relation is then left out.
 */
export function hydrateAttributes(attributes: Attributes, itemOf: (entityId: string) => Item | null): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, isRelationValue(value) ? hydrateItems(value.$relation, itemOf) : value]),
  );
}

function hydrateItems(relations: readonly unknown[], itemOf: (entityId: string) => Item | null): Item[] {
  return relations.flatMap((relation) => {
    const id = isJsonObject(relation) ? relation["entity_id"] : undefined;
    const item = typeof id === "string" ? itemOf(id) : null;
    return item ? [{ $relation: relation, ...item }] : [];
  });
}

/** Returns a relation as the API lists it. `reverse` is true for one that leads from the other entity to this one. */
export function relationItem(input: { relation: Relation; schema: string; isReverse: boolean }): Record<string, unknown> {
  const { relation, schema, isReverse } = input;
  return { ...relationKeys(relation, schema), reverse: isReverse };
}

/** Returns a related entity whole, with the relation to it first. Its own relations stay as they are. */
export function relatedItem(input: { relation: Relation; schema: string; item: Item }): Record<string, unknown> {
  return { $relation: relationKeys(input.relation, input.schema), ...input.item };
}

function relationKeys({ entityId, attribute, tags }: Relation, schema: string): Record<string, unknown> {
  return { entity_id: entityId, attribute, _schema: schema, _tags: tags };
}

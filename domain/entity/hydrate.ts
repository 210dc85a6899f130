import type { Attributes } from "@/domain/entity/entity";
import { isRelationValue, type Relation } from "@/domain/entity/relations";
import { isJsonObject } from "@/domain/json/json-object";

type Item = Readonly<Record<string, unknown>>;

/** A relation to an entity, as it stands in the entity's `$relation`. */
interface RelationKeys {
  entity_id: string;
  attribute: string;
  _schema: string;
  _tags: string[];
}

/** A relation, as the API lists it. */
export interface RelationItem extends RelationKeys {
  /** True for one that leads from the other entity to this one. */
  reverse: boolean;
}

/** A related entity whole, with the relation to it. */
export interface RelatedItem {
  [attribute: string]: unknown;
  $relation: RelationKeys;
}

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

/** Returns a relation as the API lists it. */
export function relationItem(input: { relation: Relation; schema: string; isReverse: boolean }): RelationItem {
  const { relation, schema, isReverse } = input;
  return { ...relationKeys(relation, schema), reverse: isReverse };
}

/** Returns a related entity whole, with the relation to it first. Its own relations stay as they are. */
export function relatedItem(input: { relation: Relation; schema: string; item: Item }): RelatedItem {
  return { $relation: relationKeys(input.relation, input.schema), ...(input.item as Record<string, unknown>) };
}

function relationKeys({ entityId, attribute, tags }: Relation, schema: string): RelationKeys {
  return { entity_id: entityId, attribute, _schema: schema, _tags: [...tags] };
}

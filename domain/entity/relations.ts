import type { Attributes } from "@/domain/entity/entity";
import { isJsonObject } from "@/domain/json/json-object";

/** A relation of an entity to another one, as its attribute holds it. */
export interface Relation {
  attribute: string;
  entityId: string;
  tags: readonly string[];
}

/** A relation, as an addition or a removal names it. */
export type RelationChange = Omit<Relation, "tags"> & { tags?: readonly string[] | undefined };

const KEY = "$relation";

/** Returns an entity's own relations, in the order of attributes and items. What is no relation is left out. */
export function relationsOf(attributes: Attributes): Relation[] {
  return Object.entries(attributes).flatMap(([attribute, value]) => itemsOf(value).map((item) => toRelation(attribute, item)));
}

/** Checks whether a value of an attribute holds relations: `{ "$relation": [{ "entity_id": …, "_tags": […] }] }`. */
export function isRelationValue(value: unknown): value is { $relation: unknown[] } {
  return isJsonObject(value) && Array.isArray(value[KEY]);
}

/** Adds relations to their attributes, at the end. One that is there already gets the tags that are given. */
export function addRelations(attributes: Attributes, additions: readonly RelationChange[]): Attributes {
  return additions.reduce<Attributes>((changed, addition) => {
    const items = itemsOf(changed[addition.attribute]);
    const index = items.findIndex((item) => item["entity_id"] === addition.entityId);
    if (index === -1) return withItems(changed, addition.attribute, [...items, toItem(addition)]);
    if (addition.tags === undefined) return changed;
    return withItems(changed, addition.attribute, items.with(index, withTags(items[index], addition.tags)));
  }, attributes);
}

/** Sets the tags of a relation; null where there is no such relation. Without tags it has none any more. */
export function tagRelation(attributes: Attributes, relation: RelationChange): Attributes | null {
  const items = itemsOf(attributes[relation.attribute]);
  const index = items.findIndex((item) => item["entity_id"] === relation.entityId);
  if (index === -1) return null;
  return withItems(attributes, relation.attribute, items.with(index, withTags(items[index], relation.tags)));
}

/** Removes relations from their attributes. An attribute without any more is removed. What is not there is passed over. */
export function removeRelations(attributes: Attributes, removals: readonly RelationChange[]): Attributes {
  return removals.reduce<Attributes>((changed, { attribute, entityId }) => {
    const items = itemsOf(changed[attribute]);
    const rest = items.filter((item) => item["entity_id"] !== entityId);
    return rest.length === items.length ? changed : withItems(changed, attribute, rest);
  }, attributes);
}

type Item = Readonly<Record<string, unknown>>;

function itemsOf(value: unknown): Item[] {
  if (!isRelationValue(value)) return [];
  return value.$relation.filter(isJsonObject).filter((item) => typeof item["entity_id"] === "string");
}

function toRelation(attribute: string, item: Item): Relation {
  const tags = Array.isArray(item["_tags"]) ? item["_tags"].filter((tag) => typeof tag === "string") : [];
  return { attribute, entityId: String(item["entity_id"]), tags };
}

function toItem({ entityId, tags }: RelationChange): Item {
  return { entity_id: entityId, ...(tags && { _tags: tags }) };
}

function withTags(item: Item | undefined, tags: readonly string[] | undefined): Item {
  const { _tags, ...rest } = item ?? {};
  return tags ? { ...rest, _tags: tags } : rest;
}

function withItems(attributes: Attributes, attribute: string, items: readonly Item[]): Attributes {
  if (items.length > 0) return { ...attributes, [attribute]: { [KEY]: items } };
  const { [attribute]: _emptied, ...rest } = attributes;
  return rest;
}

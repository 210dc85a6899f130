import { describeValue } from "@/components/entity/describe-value";
import type { FeedActivity, NamedFeed } from "@/domain/activity/named-feed";
import { isRelationValue, relationsOf } from "@/domain/entity/relations";
import type { EntityAttribute } from "@/domain/entity-schema/entity-schema";
import { isJsonObject } from "@/domain/json/json-object";

type Operation = FeedActivity["operations"][number];
type Attributes = Readonly<Record<string, unknown>>;

/** The change of one attribute, or of one part of it, in words. Null where there was no value, or where the new one is not known. */
export interface AttributeChange {
  /** The dot path of what changed. */
  path: string;
  label: string;
  before: string | null;
  after: string | null;
}

/**
 * Returns what an operation changed. Its difference has the values before; the new ones are those of its input. A title that follows from
 * attributes is left out.
 */
export function operationChanges(input: {
  operation: Operation;
  attributes: readonly EntityAttribute[];
  entities: NamedFeed["entities"];
}): AttributeChange[] {
  const { operation, attributes, entities } = input;
  const { payload } = operation;
  const diff = { added: partOf(operation, "added"), updated: partOf(operation, "updated"), deleted: partOf(operation, "deleted") };
  const words = (path: string, value: unknown) => {
    const attribute = attributes.find(({ name }) => name === path.split(".")[0]) ?? null;
    if (isRelationValue(value)) return namesOf(value, entities);
    return describeValue(value, attribute) ?? JSON.stringify(value, null, 2);
  };
  const change = (path: string, before: string | null, after: string | null) => ({ path, label: labelOf(path, attributes), before, after });
  if (operation.operation === "relationsAdded" || operation.operation === "relationsRemoved") {
    const isAdded = operation.operation === "relationsAdded";
    return Object.entries(payload).map(([name, value]) =>
      change(name, isAdded ? null : words(name, value), isAdded ? words(name, value) : null),
    );
  }
  return [
    ...leavesOf(diff.updated, attributes).map(([path, before]) => {
      const now = isRelationValue(before) ? undefined : valueAt(payload, path);
      return change(path, words(path, wholeBefore(before, now, valueAt(diff.added, path))), now === undefined ? null : words(path, now));
    }),
    ...leavesOf(diff.added, attributes).map(([path, after]) => change(path, null, words(path, after))),
    ...leavesOf(diff.deleted, attributes).map(([path, before]) => change(path, words(path, before), null)),
  ].filter(({ path }) => path !== "_title" || Object.hasOwn(payload, "_title"));
}

function partOf({ diff }: Operation, name: "added" | "updated" | "deleted"): Attributes {
  const part = diff[name];
  return isJsonObject(part) ? part : {};
}

/**
 * Returns the values of a difference that are no objects, with their dot paths. One that has words of its own, such as money or the
 * relations of an attribute, is one value.
 */
function leavesOf(value: Attributes, attributes: readonly EntityAttribute[], path = ""): [path: string, value: unknown][] {
  return Object.entries(value).flatMap(([key, part]): [string, unknown][] => {
    const at = path === "" ? key : `${path}.${key}`;
    const attribute = path === "" ? attributes.find(({ name }) => name === key) : undefined;
    const isWhole = !isJsonObject(part) || Object.keys(part).length === 0 || describeValue(part, attribute ?? null) !== null;
    return isWhole ? [[at, part]] : leavesOf(part, attributes, at);
  });
}

/** Returns an object as it was: the difference has only those of its parts that changed, and `added` those that it did not have. */
function wholeBefore(before: unknown, now: unknown, added: unknown): unknown {
  if (!isJsonObject(before) || !isJsonObject(now)) return before;
  const kept = Object.entries(now).filter(([key]) => !isJsonObject(added) || !Object.hasOwn(added, key));
  return { ...Object.fromEntries(kept), ...before };
}

function valueAt(payload: Attributes, path: string): unknown {
  return path.split(".").reduce<unknown>((value, key) => (isJsonObject(value) ? value[key] : undefined), payload);
}

function namesOf(value: unknown, entities: NamedFeed["entities"]): string {
  return relationsOf({ value })
    .map(({ entityId }) => entities[entityId]?.title ?? entityId)
    .join("\n");
}

function labelOf(path: string, attributes: readonly EntityAttribute[]): string {
  if (path === "_title") return "Title";
  const [name = "", ...rest] = path.split(".");
  return [attributes.find((attribute) => attribute.name === name)?.label ?? name, ...rest].join(" › ");
}

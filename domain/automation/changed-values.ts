import { isJsonObject } from "@/domain/json/json-object";

type Attributes = Readonly<Record<string, unknown>>;

/** A change of an entity: `added` has new values, `updated` and `deleted` the values before. */
interface Diff {
  added: Attributes;
  updated: Attributes;
  deleted: Attributes;
}

/**
 * Returns a change with the values after it, as events tell it: `updated` has the new values of the attributes that were updated, in the
 * shape of the difference; `deleted` has what went.
 */
export function changedAttributes({
  diff,
  entity,
}: {
  diff: Diff;
  entity: Attributes;
}): Record<"added" | "updated" | "deleted", Attributes> {
  return { added: diff.added, updated: pick(diff.updated, entity), deleted: diff.deleted };
}

/** Returns the values that an entity has under the keys of another object. An object is gone into where both have one. */
function pick(keys: Attributes, from: Attributes): Attributes {
  const values = Object.entries(keys).flatMap(([key, old]) => {
    if (!Object.hasOwn(from, key)) return [];
    const now = from[key];
    return [[key, isJsonObject(old) && isJsonObject(now) ? pick(old, now) : now] as const];
  });
  return Object.fromEntries(values);
}

import type { Attributes } from "@/domain/entity/entity";
import { isJsonObject } from "@/domain/json/json-object";
import { isEqualJson } from "@/domain/payload/changes";

/** The difference that an operation made. `added` has new values; `updated` and `deleted` have the previous ones. */
export interface EntityDiff {
  added: Record<string, unknown>;
  updated: Record<string, unknown>;
  deleted: Record<string, unknown>;
}

/** A difference, with the new values of what was updated. */
export interface EntityComparison {
  diff: EntityDiff;
  /** The new values, in the shape of `diff.updated`. */
  newValues: Record<string, unknown>;
}

/**
 * Compares two states of an entity. An attribute is added or deleted as its key comes or goes; `null` is a value. An object within
 * is compared attribute by attribute, and only its changes are returned, nested as they were. An array is one value, and so are the
 * relations of an attribute. Numbers are compared by value.
 */
export function compareEntities(before: Attributes, after: Attributes): EntityComparison {
  const diff: EntityDiff = { added: {}, updated: {}, deleted: {} };
  const newValues: Record<string, unknown> = {};
  for (const [key, old] of Object.entries(before)) {
    if (!Object.hasOwn(after, key)) {
      set(diff.deleted, key, old);
      continue;
    }
    const now = after[key];
    if (isJsonObject(old) && isJsonObject(now)) {
      const inner = compareEntities(old, now);
      setUnlessEmpty(diff.added, key, inner.diff.added);
      setUnlessEmpty(diff.updated, key, inner.diff.updated);
      setUnlessEmpty(diff.deleted, key, inner.diff.deleted);
      setUnlessEmpty(newValues, key, inner.newValues);
    } else if (isNull(old) !== isNull(now) || !isEqualJson(old, now)) {
      set(diff.updated, key, old);
      set(newValues, key, now);
    }
  }
  for (const [key, now] of Object.entries(after)) if (!Object.hasOwn(before, key)) set(diff.added, key, now);
  return { diff, newValues };
}

/** Returns the previous values of a difference: those of what was updated and of what was deleted together. */
export function previousValues({ updated, deleted }: EntityDiff): Record<string, unknown> {
  return merge(updated, deleted);
}

/** Checks whether nothing differs. */
export function isEmptyDiff({ added, updated, deleted }: EntityDiff): boolean {
  return [added, updated, deleted].every((part) => Object.keys(part).length === 0);
}

function merge(one: Attributes, other: Attributes): Record<string, unknown> {
  const merged: Record<string, unknown> = { ...one };
  for (const [key, value] of Object.entries(other)) {
    const known = Object.hasOwn(merged, key) ? merged[key] : undefined;
    set(merged, key, isJsonObject(known) && isJsonObject(value) ? merge(known, value) : value);
  }
  return merged;
}

function isNull(value: unknown): boolean {
  return value === null;
}

function setUnlessEmpty(of: Record<string, unknown>, key: string, value: Attributes): void {
  if (Object.keys(value).length > 0) set(of, key, value);
}

/** Sets a property, even with a key such as `__proto__`, for which an assignment would not. */
function set(of: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(of, key, { value, enumerable: true, configurable: true, writable: true });
}

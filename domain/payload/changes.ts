import { isSameNumber, numberText } from "@/domain/json/decimal";
import { isJsonObject } from "@/domain/json/json-object";

type Attributes = Readonly<Record<string, unknown>>;

/** The changes of an event. `added` and `updated` hold the new values, `deleted` the old ones. */
export interface Changes {
  added: Record<string, unknown>;
  updated: Record<string, unknown>;
  deleted: Record<string, unknown>;
}

/**
 * Returns the attributes that were added, updated and deleted between two states of one thing. An object within is compared
 * attribute by attribute, and only its changes are returned, nested as they were; an array is one value and is returned whole.
 * `null` counts as no value: a change from null is an addition, one to null a deletion. Values are equal when their JSON is the
 * same, whatever the order of keys; numbers are compared by value.
 */
export function diffAttributes(before: Attributes, after: Attributes): Changes {
  return compare({ before, after, keys: new Set([...Object.keys(before), ...Object.keys(after)]) });
}

/**
 * Returns the previous value of each attribute that differs between two states, in the shape of the state. Objects hold only
 * their changes, arrays are whole, and an attribute that is new has null (the event-object format's `previousAttributes`).
 */
export function previousAttributes(before: Attributes, after: Attributes): Record<string, unknown> {
  const previous: Record<string, unknown> = {};
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [old, now] = [own(before, key), own(after, key)];
    if (isJsonObject(old) && isJsonObject(now)) {
      const inner = previousAttributes(old, now);
      if (Object.keys(inner).length > 0) set(previous, key, inner);
    } else if (!isEqualJson(old, now)) set(previous, key, old ?? null);
  }
  return previous;
}

/**
 * Returns the changes of an event from its previous values. An attribute that `previous` does not name has not changed; null
 * means that there was no value. The result is that of `diffAttributes` for the two whole states.
 */
export function changesFromPrevious(previous: Attributes, now: Attributes): Changes {
  return compare({ before: previous, after: now, keys: new Set(Object.keys(previous)), isPartial: true });
}

function compare(input: { before: Attributes; after: Attributes; keys: ReadonlySet<string>; isPartial?: boolean }): Changes {
  const { before, after, keys, isPartial = false } = input;
  const changes: Changes = { added: {}, updated: {}, deleted: {} };
  for (const key of keys) {
    const [old, now] = [own(before, key), own(after, key)];
    if (isEqualJson(old, now)) continue;
    if (isJsonObject(old) && isJsonObject(now)) {
      const innerKeys = new Set([...Object.keys(old), ...(isPartial ? [] : Object.keys(now))]);
      const inner = compare({ before: old, after: now, keys: innerKeys, isPartial });
      for (const kind of ["added", "updated", "deleted"] as const) {
        if (Object.keys(inner[kind]).length > 0) set(changes[kind], key, inner[kind]);
      }
    } else if (isNothing(old)) set(changes.added, key, now);
    else if (isNothing(now)) set(changes.deleted, key, old);
    else set(changes.updated, key, now);
  }
  return changes;
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null;
}

function own(of: Attributes, key: string): unknown {
  return Object.hasOwn(of, key) ? of[key] : undefined;
}

/** Sets a property, even with a key such as `__proto__`, for which an assignment would not. */
function set(of: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(of, key, { value, enumerable: true, configurable: true, writable: true });
}

/** Checks whether two JSON values are the same, whatever the order of keys. Numbers are compared by value; null equals a missing value. */
export function isEqualJson(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (isNothing(one) || isNothing(other)) return isNothing(one) && isNothing(other);
  if (Array.isArray(one) || Array.isArray(other)) {
    if (!Array.isArray(one) || !Array.isArray(other) || one.length !== other.length) return false;
    return one.every((part, index) => isEqualJson(part, other[index]));
  }
  const [number, otherNumber] = [numberText(one), numberText(other)];
  if (number !== null && otherNumber !== null) return isSameNumber(number, otherNumber);
  if (!isJsonObject(one) || !isJsonObject(other)) return false;
  return Object.keys({ ...one, ...other }).every((key) => isEqualJson(own(one, key), own(other, key)));
}

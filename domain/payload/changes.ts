import { isSameNumber, numberText } from "@/domain/json/decimal";
import { isJsonObject } from "@/domain/json/json-object";

type Attributes = Readonly<Record<string, unknown>>;

/** What an event changed. Values are those after it; in `deleted`, the value that went. */
export interface Changes {
  added: Record<string, unknown>;
  updated: Record<string, unknown>;
  deleted: Record<string, unknown>;
}

/**
 * What was added, updated and deleted between two states of one thing. An object within is compared attribute by attribute, and
 * only what changed in it stands in the answer, nested as it was; an array is one value, and stands there whole. `null` is no value:
 * from null to something is added, from something to null deleted. Equal is what JSON would write alike, whatever the order of keys;
 * numbers are equal by their value.
 */
export function diffAttributes(before: Attributes, after: Attributes): Changes {
  return compare({ before, after, keys: new Set([...Object.keys(before), ...Object.keys(after)]) });
}

/**
 * The previous value of each attribute that differs between two states, shaped like the state itself: objects hold what changed in
 * them, arrays stand whole, and what was not there before is null (the event-object format's `previousAttributes`).
 */
export function previousAttributes(before: Attributes, after: Attributes): Record<string, unknown> {
  const previous: Record<string, unknown> = {};
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [old, now] = [own(before, key), own(after, key)];
    if (isJsonObject(old) && isJsonObject(now)) {
      const inner = previousAttributes(old, now);
      if (Object.keys(inner).length > 0) set(previous, key, inner);
    } else if (!isEqual(old, now)) set(previous, key, old ?? null);
  }
  return previous;
}

/**
 * What an event changed, from the values that it gives as previous ones: an attribute that `previous` does not name has not changed.
 * Null as the previous value says that there was none. The same as `diffAttributes` gives for the two whole states.
 */
export function changesFromPrevious(previous: Attributes, now: Attributes): Changes {
  return compare({ before: previous, after: now, keys: new Set(Object.keys(previous)), isPartial: true });
}

function compare(input: { before: Attributes; after: Attributes; keys: ReadonlySet<string>; isPartial?: boolean }): Changes {
  const { before, after, keys, isPartial = false } = input;
  const changes: Changes = { added: {}, updated: {}, deleted: {} };
  for (const key of keys) {
    const [old, now] = [own(before, key), own(after, key)];
    if (isEqual(old, now)) continue;
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

/** Also for a key such as `__proto__`, which an assignment would not make a property. */
function set(of: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(of, key, { value, enumerable: true, configurable: true, writable: true });
}

function isEqual(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (isNothing(one) || isNothing(other)) return isNothing(one) && isNothing(other);
  if (Array.isArray(one) || Array.isArray(other)) {
    if (!Array.isArray(one) || !Array.isArray(other) || one.length !== other.length) return false;
    return one.every((part, index) => isEqual(part, other[index]));
  }
  const [number, otherNumber] = [numberText(one), numberText(other)];
  if (number !== null && otherNumber !== null) return isSameNumber(number, otherNumber);
  if (!isJsonObject(one) || !isJsonObject(other)) return false;
  return Object.keys({ ...one, ...other }).every((key) => isEqual(own(one, key), own(other, key)));
}

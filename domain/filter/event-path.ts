import { ExactNumber } from "@/domain/json/exact-number";
import { isJsonObject } from "@/domain/json/json-object";

/** The event as filters see it: all of it, whatever part of it the webhook is sent (contract.md "Filter"). */
export type FilteredEvent = Readonly<Record<string, unknown>>;

type Test = (value: unknown) => boolean;

/**
 * Returns the value that a path starts from, and the index of the next segment. A path starts in the event if its first segment
 * is a key there, and in the entity otherwise (contract.md "Filter"). `data` names the entity too, as publishers call it, so
 * `data.status` is `entity.status` unless the entity has a `data` of its own.
 */
export function startOf(event: FilteredEvent, segments: readonly string[]): { value: unknown; from: number } {
  const first = segments[0] ?? "";
  if (Object.hasOwn(event, first)) return { value: event[first], from: 1 };
  const entity = event["entity"];
  const isData = first === "data" && !(isJsonObject(entity) && Object.hasOwn(entity, "data"));
  return { value: entity, from: isData ? 1 : 0 };
}

/**
 * Checks whether one of the values at the end of a path passes the test. Arrays on the way are searched element by element,
 * unless the path names an index. An array at the end is given to the test whole.
 */
export function someAt(value: unknown, segments: readonly string[], from: number, test: Test): boolean {
  const segment = segments[from];
  if (segment === undefined) return test(value);
  if (Array.isArray(value)) {
    if (isIndex(segment)) return someAt(value[Number(segment)], segments, from + 1, test);
    for (const element of value) if (someAt(element, segments, from, test)) return true;
    return false;
  }
  return hasKey(value, segment) && someAt(value[segment], segments, from + 1, test);
}

/** Checks whether a value passes the test; of an array, whether an element does at any depth. Null and undefined never pass. */
export function someElement(value: unknown, test: Test): boolean {
  if (Array.isArray(value)) return value.some((element) => someElement(element, test));
  return value !== undefined && value !== null && test(value);
}

/** Returns the values at the end of a path. Arrays are flattened; null and missing values are left out. */
export function valuesAt(value: unknown, segments: readonly string[], from: number): unknown[] {
  const values: unknown[] = [];
  const collect = (element: unknown) => {
    values.push(element);
    return false;
  };
  someAt(value, segments, from, (end) => someElement(end, collect));
  return values;
}

/** Returns the first list that a path leads to or through, and the index of the segment that follows it; null where there is none. */
export function listOn(value: unknown, segments: readonly string[], from: number): { items: readonly unknown[]; from: number } | null {
  let [at, index] = [value, from];
  for (;;) {
    const segment = segments[index];
    if (Array.isArray(at) && (segment === undefined || !isIndex(segment))) return { items: at, from: index };
    if (segment === undefined) return null;
    if (Array.isArray(at)) at = at[Number(segment)];
    else if (hasKey(at, segment)) at = at[segment];
    else return null;
    index += 1;
  }
}

/** The one own key of an ExactNumber. */
const KEY_OF_NUMBER = "text" satisfies keyof ExactNumber;

/** Checks whether a value that is no list has a key. Runs for each event, so `instanceof` is tested only for the key that a number has. */
function hasKey<Key extends string>(value: unknown, key: Key): value is Readonly<Record<Key, unknown>> {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return false;
  return key !== KEY_OF_NUMBER || !(value instanceof ExactNumber);
}

function isIndex(segment: string): boolean {
  return /^\d+$/.test(segment);
}

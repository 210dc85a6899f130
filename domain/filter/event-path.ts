import { ExactNumber } from "@/domain/json/exact-number";
import { isJsonObject } from "@/domain/json/json-object";

/** What filters see of an event: all of it, whatever the webhook is sent (contract.md "Filter"). */
export type FilteredEvent = Readonly<Record<string, unknown>>;

type Test = (value: unknown) => boolean;

/**
 * Where a path starts: in the event if its first part is a key there, else in the entity (contract.md "Filter"). What was published
 * as `data` is the entity, so that `data.status` is `entity.status`, unless the entity has a `data` of its own.
 */
export function startOf(event: FilteredEvent, segments: readonly string[]): { value: unknown; from: number } {
  const first = segments[0] ?? "";
  if (Object.hasOwn(event, first)) return { value: event[first], from: 1 };
  const entity = event["entity"];
  const isData = first === "data" && !(isJsonObject(entity) && Object.hasOwn(entity, "data"));
  return { value: entity, from: isData ? 1 : 0 };
}

/**
 * Whether one of the values at the end of a path passes the test. Arrays on the way are searched element by element, unless the path
 * names an index; an array at its end is given to the test as it is.
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

/** Whether a value, or an element of it at whatever depth of arrays, passes the test. Nothing but values: null is none. */
export function someElement(value: unknown, test: Test): boolean {
  if (Array.isArray(value)) return value.some((element) => someElement(element, test));
  return value !== undefined && value !== null && test(value);
}

/** The values at the end of a path, arrays taken apart; null and absent values left out. */
export function valuesAt(value: unknown, segments: readonly string[], from: number): unknown[] {
  const values: unknown[] = [];
  const collect = (element: unknown) => {
    values.push(element);
    return false;
  };
  someAt(value, segments, from, (end) => someElement(end, collect));
  return values;
}

/** The list that a path leads to or through first, and where the path goes on in its items; null where there is none. */
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

/** What an ExactNumber has of its own. */
const KEY_OF_NUMBER = "text" satisfies keyof ExactNumber;

/** Checks whether what is no list has a key. Each event passes here: instanceof is asked where it can matter alone. */
function hasKey<Key extends string>(value: unknown, key: Key): value is Readonly<Record<Key, unknown>> {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return false;
  return key !== KEY_OF_NUMBER || !(value instanceof ExactNumber);
}

function isIndex(segment: string): boolean {
  return /^\d+$/.test(segment);
}

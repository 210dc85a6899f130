import { type Comparison, compareWith, toText } from "@/domain/filter/compare-values";
import { describeCondition } from "@/domain/filter/describe-condition";
import { describeFound } from "@/domain/filter/describe-found";
import { type FilteredEvent, listOn, someAt, someElement, startOf, valuesAt } from "@/domain/filter/event-path";
import { type FieldCondition, type FilterOperation, isComparedByType } from "@/domain/filter/filter-condition";
import { parsePath } from "@/domain/filter/path-syntax";
import { isJsonObject } from "@/domain/json/json-object";

/** A condition on a field, with its path and values parsed once. */
export interface CompiledCondition {
  sentence: string;
  wanted: string;
  matches(event: FilteredEvent): boolean;
  /** Returns the list whose items are judged one by one, and the test of an item; null where the condition does not judge single items. */
  perItem(event: FilteredEvent): ItemTest | null;
  /** Says in words what the event has in the field: `entity.status is "open"`. */
  found(event: FilteredEvent): string;
}

export interface ItemTest {
  items: readonly unknown[];
  matches(item: unknown): boolean;
}

/** A test of the values that a path leads to, read from the value at its segment `from`. */
type Judge = (value: unknown, segments: readonly string[], from: number) => boolean;

/**
 * Compiles a condition (contract.md "Shapes", FilterConditions). Where the path meets lists, a condition holds when one of the
 * values found passes; a negative operation holds when none of them is excluded, so a missing field is "not equal" to everything.
 * With `is_array_field` the list is judged as a whole: it equals the values when it holds these and no others, and it contains
 * the values that are its elements. With `repeatable_item_op` one item must satisfy the condition, even a negative one.
 */
export function compileCondition(condition: FieldCondition): CompiledCondition {
  const segments = parsePath(condition.field);
  const type = condition.field_type ?? "string";
  const comparison = compareWith(condition.values ?? [], type);
  const judge = compileOperation(condition, comparison);
  const isReadable = isComparedByType(condition) && type !== "string" ? comparison.isReadable : null;
  const isCount = condition.operation.startsWith("length_");
  const isOfItems = isCount || condition.operation === "is_empty" || condition.operation === "is_not_empty";

  function perItem(event: FilteredEvent): ItemTest | null {
    if (!condition.repeatable_item_op) return null;
    const start = startOf(event, segments);
    const list = listOn(start.value, segments, start.from);
    // The number of items is a property of the list, not of one item.
    if (!list || (isOfItems && list.from === segments.length)) return null;
    return { items: list.items, matches: (item) => judge(item, segments, list.from) };
  }

  return {
    ...describeCondition(condition),
    perItem,
    matches(event) {
      const test = perItem(event);
      if (test) return test.items.some(test.matches);
      const { value, from } = startOf(event, segments);
      return judge(value, segments, from);
    },
    found(event) {
      const { value, from } = startOf(event, segments);
      const count = isCount ? countAt(value, segments, from) : null;
      return describeFound({ event, field: condition.field, segments, type, isReadable, count });
    },
  };
}

function compileOperation({ operation, values, is_array_field }: FieldCondition, comparison: Comparison): Judge {
  const wanted = values ?? [];
  if (operation.startsWith("length_")) return compileCount(operation, wanted);
  const { isEqual } = comparison;
  switch (operation) {
    case "is_empty":
      return isEmptyAt;
    case "is_not_empty":
      return not(isEmptyAt);
    case "equals":
      return is_array_field ? holdsExactly(comparison) : some(isEqual);
    case "not_equals":
      return not(is_array_field ? holdsExactly(comparison) : some(isEqual));
    case "any_of":
      return some(isEqual);
    case "none_of":
      return not(some(isEqual));
    case "contains":
      return some(is_array_field ? isEqual : ofText((text) => wanted.some((part) => text.includes(part))));
    case "not_contains":
      return not(some(is_array_field ? isEqual : ofText((text) => wanted.some((part) => text.includes(part)))));
    case "starts_with":
      return some(ofText((text) => wanted.some((part) => text.startsWith(part))));
    case "ends_with":
      return some(ofText((text) => wanted.some((part) => text.endsWith(part))));
    default: {
      const isInOrder = ORDERS[operation] ?? never;
      return some((value) => comparison.isOrdered(value, isInOrder));
    }
  }
}

type Order = (order: number) => boolean;
const never: Order = () => false;
const ORDERS: Partial<Record<FilterOperation, Order>> = {
  greater_than: (order) => order > 0,
  less_than: (order) => order < 0,
  greater_than_or_equals: (order) => order >= 0,
  less_than_or_equals: (order) => order <= 0,
};
const COUNTS: Partial<Record<FilterOperation, (count: number, wanted: number) => boolean>> = {
  length_equals: (count, wanted) => count === wanted,
  length_not_equals: (count, wanted) => count !== wanted,
  length_greater_than: (count, wanted) => count > wanted,
  length_less_than: (count, wanted) => count < wanted,
  length_greater_than_or_equals: (count, wanted) => count >= wanted,
  length_less_than_or_equals: (count, wanted) => count <= wanted,
};

function compileCount(operation: FilterOperation, [first = ""]: readonly string[]): Judge {
  const isCount = COUNTS[operation];
  const wanted = Number(first);
  return (value, segments, from) => isCount?.(countAt(value, segments, from), wanted) ?? false;
}

function some(test: (value: unknown) => boolean): Judge {
  const ofElements = (end: unknown) => someElement(end, test);
  return (value, segments, from) => someAt(value, segments, from, ofElements);
}

function not(judge: Judge): Judge {
  return (value, segments, from) => !judge(value, segments, from);
}

function ofText(test: (text: string) => boolean): (value: unknown) => boolean {
  return (value) => {
    const text = toText(value);
    return text !== null && test(text);
  };
}

/** Returns a test that the list holds each wanted value and no other, in any order. */
function holdsExactly({ isEqual, areAllAmong }: Comparison): Judge {
  return (value, segments, from) => {
    const found = valuesAt(value, segments, from);
    return found.every(isEqual) && areAllAmong(found);
  };
}

function isEmptyAt(value: unknown, segments: readonly string[], from: number): boolean {
  return !someAt(value, segments, from, (end) => !isEmptyValue(end));
}

function isEmptyValue(value: unknown): boolean {
  if (value === undefined || value === null || value === "") return true;
  if (Array.isArray(value)) return value.every(isEmptyValue);
  return isJsonObject(value) && Object.keys(value).length === 0;
}

/**
 * Counts the values at the end of a path. An array counts as its number of elements, a missing value or null as 0, anything else
 * as 1. Several arrays along the path are counted together.
 */
function countAt(value: unknown, segments: readonly string[], from: number): number {
  let count = 0;
  someAt(value, segments, from, (end) => {
    count += Array.isArray(end) ? end.length : end === undefined || end === null ? 0 : 1;
    return false;
  });
  return count;
}

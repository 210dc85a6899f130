import { type FilterFormValues, toFilterConfig } from "@/components/webhook/filter/filter-form-values";
import type { EventField } from "@/domain/event/event-fields";
import { compileFilter, describeFilter } from "@/domain/filter/compile-filter";
import type { FieldType, FilterOperation, LogicalOperator } from "@/domain/filter/filter-condition";

export const FIELD_TYPE_LABEL: Record<FieldType, string> = {
  string: "Text",
  number: "Number",
  boolean: "Yes or no",
  date: "Date",
  datetime: "Date and time",
};

/** Returns a field's content in a word or two. */
export function describeFieldType({ type, isList, isOfObjects, isOfItems }: Omit<EventField, "path" | "values">): string {
  if (isOfObjects) return "list of items";
  const name = FIELD_TYPE_LABEL[type].toLowerCase();
  return isList ? `list, ${name}` : isOfItems ? `in items, ${name}` : name;
}

export const OPERATOR_LABEL: Record<LogicalOperator, string> = { AND: "All hold", OR: "Any holds" };

const OPERATION_LABEL: Record<FilterOperation, string> = {
  equals: "is",
  not_equals: "is not",
  any_of: "is any of",
  none_of: "is none of",
  contains: "contains",
  not_contains: "does not contain",
  starts_with: "starts with",
  ends_with: "ends with",
  greater_than: "is more than",
  less_than: "is less than",
  greater_than_or_equals: "is at least",
  less_than_or_equals: "is at most",
  is_empty: "is empty",
  is_not_empty: "has a value",
  length_equals: "has exactly … items",
  length_not_equals: "has not exactly … items",
  length_greater_than: "has more than … items",
  length_less_than: "has fewer than … items",
  length_greater_than_or_equals: "has at least … items",
  length_less_than_or_equals: "has at most … items",
};

const isTime = (type: FieldType) => type === "date" || type === "datetime";
const TIME_LABEL: Partial<Record<FilterOperation, string>> = {
  greater_than: "is after",
  less_than: "is before",
  greater_than_or_equals: "is at or after",
  less_than_or_equals: "is at or before",
};

/** Returns an operation in words, with words of time for dates and times. */
export function describeOperation(operation: FilterOperation, type: FieldType): string {
  return (isTime(type) ? TIME_LABEL[operation] : undefined) ?? OPERATION_LABEL[operation];
}

/** Returns the filter as a sentence. Conditions that are not complete are left out. */
export function describeFormFilter(values: FilterFormValues): string {
  const { filter, filterConditions } = toFilterConfig(values);
  const complete = filterConditions?.conditions.filter((condition) =>
    "field" in condition ? condition.field !== "" : condition.jsonata_expression.trim() !== "",
  );
  const conditions = filterConditions && complete ? { ...filterConditions, conditions: complete } : null;
  return describeFilter(compileFilter({ filter: filter && filter.keyToFilter !== "" ? filter : null, conditions }));
}

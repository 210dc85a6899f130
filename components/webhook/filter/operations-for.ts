import type { EventField } from "@/domain/event/event-fields";
import type { FieldType, FilterOperation } from "@/domain/filter/filter-condition";

const EQUALITY = ["equals", "not_equals"] as const;
const CHOICE = ["any_of", "none_of"] as const;
const ORDER = ["greater_than", "less_than", "greater_than_or_equals", "less_than_or_equals"] as const;
const PIECES = ["contains", "not_contains", "starts_with", "ends_with"] as const;
const PRESENCE = ["is_empty", "is_not_empty"] as const;
const COUNT = [
  "length_greater_than_or_equals",
  "length_less_than_or_equals",
  "length_greater_than",
  "length_less_than",
  "length_equals",
  "length_not_equals",
] as const;

/**
 * The operations that compare values of each type, the most fitting first. All types but booleans can be read as text, and so be searched
 * for pieces.
 */
const BY_TYPE: Readonly<Record<FieldType, readonly FilterOperation[]>> = {
  string: [...EQUALITY, ...CHOICE, ...PIECES, ...PRESENCE, ...ORDER],
  number: [...EQUALITY, ...ORDER, ...CHOICE, ...PRESENCE, ...PIECES],
  boolean: [...EQUALITY, ...PRESENCE],
  date: [...ORDER, ...EQUALITY, ...CHOICE, ...PRESENCE, ...PIECES],
  datetime: [...ORDER, ...EQUALITY, ...CHOICE, ...PRESENCE, ...PIECES],
};

/**
 * Returns the operations that can hold for a field, the most fitting first. `known` is what its events say of it; undefined for a path that
 * was typed, which may be anything. `chosen` is always among them.
 */
export function operationsFor(known: EventField | undefined, type: FieldType, chosen: FilterOperation): readonly FilterOperation[] {
  const fitting = fittingOf(known, type);
  return fitting.includes(chosen) ? fitting : [...fitting, chosen];
}

/** Returns the operation to go on with after a field was picked: the present one if it can hold for the field, else the most fitting. */
export function operationAfter(picked: EventField, chosen: FilterOperation): FilterOperation {
  const fitting = fittingOf(picked, picked.type);
  return fitting.includes(chosen) ? chosen : (fitting[0] ?? chosen);
}

function fittingOf(known: EventField | undefined, type: FieldType): readonly FilterOperation[] {
  if (known?.isOfObjects) return [...COUNT, ...PRESENCE];
  const isOne = known !== undefined && !known.isList && !known.isOfItems;
  return isOne ? BY_TYPE[type] : [...BY_TYPE[type], ...COUNT];
}

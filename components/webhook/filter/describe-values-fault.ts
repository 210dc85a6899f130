import type { ConditionFormValues } from "@/components/webhook/filter/filter-form-values";
import { findUnreadable } from "@/domain/filter/compare-values";
import type { FieldType } from "@/domain/filter/filter-condition";

const IS_NOT: Readonly<Record<FieldType, string>> = {
  string: "is no text",
  number: "is no number",
  boolean: "is neither true nor false",
  date: "is no date, such as 2026-03-01",
  datetime: "is no date and time, such as 2026-03-01T09:30Z",
};

/** Returns what is wrong with a condition's values, in the form's words. The API's own message names its parameters. */
export function describeValuesFault({
  operation,
  values,
  field_type: type,
}: Pick<ConditionFormValues, "operation" | "values" | "field_type">): string {
  if (operation.startsWith("length_")) return "Give one whole number, such as 3.";
  const unreadable = findUnreadable(values, type);
  if (unreadable === null) return "Give a value to compare with.";
  return `“${unreadable}” ${IS_NOT[type]}. Correct it, or compare the field as something else.`;
}

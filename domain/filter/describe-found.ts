import { MAX_SHOWN, shorten } from "@/domain/filter/describe-condition";
import { type FilteredEvent, startOf, valuesAt } from "@/domain/filter/event-path";
import type { FieldType } from "@/domain/filter/filter-condition";
import { findOtherPath } from "@/domain/filter/find-other-path";
import { ExactNumber } from "@/domain/json/exact-number";
import { isJsonObject } from "@/domain/json/json-object";

const TYPE_WORDS: Readonly<Record<FieldType, string>> = {
  string: "a text",
  number: "a number",
  boolean: "true or false",
  date: "a date",
  datetime: "a date and time",
};

/**
 * Says in words what an event has in a field: `entity.status is "open"`. Names another path where the event has a key of that
 * name, and a value that cannot be read as the type. `isReadable` is null where values are not read as a type. `count` is the
 * number of items where the condition counts them, null elsewhere.
 */
export function describeFound(input: {
  event: FilteredEvent;
  field: string;
  segments: readonly string[];
  type?: FieldType;
  isReadable?: ((value: unknown) => boolean) | null;
  count?: number | null;
}): string {
  const { event, field, segments, type = "string", isReadable = null, count = null } = input;
  const { value, from } = startOf(event, segments);
  const values = valuesAt(value, segments, from);
  const other = values.length === 0 ? findOtherPath(event, segments) : null;
  const hint = other === null ? "" : ` (the event has ${other})`;
  if (count !== null) return `${field} has ${count === 1 ? "1 item" : `${count} items`}${hint}`;
  if (values.length === 0) return `${field} is missing${hint}`;
  const found = `${field} is ${showValues(values)}`;
  const unreadable = isReadable && values.find((one) => !isReadable(one));
  if (unreadable === undefined || unreadable === null) return found;
  return `${found}, ${values.length === 1 ? "which" : `of which ${showValue(unreadable)}`} cannot be read as ${TYPE_WORDS[type]}`;
}

function showValues(values: readonly unknown[]): string {
  return showValue(values.length === 1 ? values[0] : values.slice(0, MAX_SHOWN));
}

function showValue(value: unknown): string {
  return shorten(writeJson(value));
}

/** Writes a value as JSON, its numbers with the digits that they were published with. */
function writeJson(value: unknown): string {
  if (value instanceof ExactNumber) return value.text;
  if (Array.isArray(value)) return `[${value.map(writeJson).join(",")}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, part]) => `${JSON.stringify(key)}:${writeJson(part)}`)
    .join(",")}}`;
}

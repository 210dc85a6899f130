import type { FieldCondition, FieldType, FilterOperation, ValueFilter } from "@/domain/filter/filter-condition";

/** One comparison in words. */
export interface ConditionWords {
  /** After "Send when ": `entity.status is won or lost`; where the values are still to come, `entity.status is …`. */
  sentence: string;
  /** After "the filter wants ": `won or lost`. */
  wanted: string;
}

/** Of the characters of a text, and of the values of a list. */
export const MAX_SHOWN = 100;
/** A sentence names no more values of one condition. */
export const MAX_LISTED = 10;
/** In the place of values that nobody has given yet. */
const OPEN = "…";

/** Never cut within a character. */
export function shorten(text: string): string {
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN).replace(/[\uD800-\uDBFF]$/, "")}…` : text;
}

export function describeValueFilter({ keyToFilter, supportedValues }: ValueFilter): ConditionWords {
  const isOpen = supportedValues.length === 0;
  const wanted = isOpen ? "nothing at all" : listWords(supportedValues);
  return { sentence: `${keyToFilter} is ${isOpen ? OPEN : wanted}`, wanted };
}

export function describeCondition(condition: FieldCondition): ConditionWords {
  const { verb, wanted } = PHRASES[condition.operation]({
    values: condition.values?.length ? listWords(condition.values) : OPEN,
    type: condition.field_type ?? "string",
  });
  const field = condition.repeatable_item_op ? `${condition.field} of one item` : condition.field;
  return { sentence: `${field} ${verb}`, wanted };
}

interface Phrase {
  verb: string;
  wanted: string;
}

type ToPhrase = (input: { values: string; type: FieldType }) => Phrase;

const is = (wanted: string): Phrase => ({ verb: `is ${wanted}`, wanted });
const has = (wanted: string): Phrase => ({ verb: `has ${wanted}`, wanted });
const isTime = (type: FieldType) => type === "date" || type === "datetime";
const ordered =
  (words: string, timeWords: string): ToPhrase =>
  ({ values, type }) =>
    is(`${isTime(type) ? timeWords : words} ${values}`);
const counted =
  (words: string): ToPhrase =>
  ({ values }) =>
    has(`${words}${values} ${values === "1" ? "item" : "items"}`);
const equal: ToPhrase = ({ values }) => is(values);
const different: ToPhrase = ({ values }) => ({ verb: `is not ${values}`, wanted: `anything but ${values}` });

const PHRASES: Readonly<Record<FilterOperation, ToPhrase>> = {
  equals: equal,
  any_of: equal,
  not_equals: different,
  none_of: different,
  contains: ({ values }) => ({ verb: `contains ${values}`, wanted: `it to contain ${values}` }),
  not_contains: ({ values }) => ({ verb: `does not contain ${values}`, wanted: `it not to contain ${values}` }),
  starts_with: ({ values }) => ({ verb: `starts with ${values}`, wanted: `it to start with ${values}` }),
  ends_with: ({ values }) => ({ verb: `ends with ${values}`, wanted: `it to end with ${values}` }),
  greater_than: ordered("more than", "after"),
  less_than: ordered("less than", "before"),
  greater_than_or_equals: ordered("at least", "at or after"),
  less_than_or_equals: ordered("at most", "at or before"),
  is_empty: () => ({ verb: "is empty", wanted: "it to be empty" }),
  is_not_empty: () => ({ verb: "has a value", wanted: "a value" }),
  length_equals: counted(""),
  length_not_equals: ({ values }) => has(`another number of items than ${values}`),
  length_greater_than: counted("more than "),
  length_less_than: counted("fewer than "),
  length_greater_than_or_equals: counted("at least "),
  length_less_than_or_equals: counted("at most "),
};

/** `a`, `a or b`, `a, b or c`; a value that is not one plain word is quoted. */
function listWords(values: readonly string[]): string {
  const others = Math.max(0, values.length - MAX_LISTED);
  const listed = values.slice(0, values.length - others);
  const shown = listed.map((value) => (/^[\p{L}\p{N}_.:@/+-]+$/u.test(value) ? value : JSON.stringify(value))).map(shorten);
  if (others > 0) shown.push(`${others} more`);
  return shown.length === 1 ? (shown[0] ?? "") : `${shown.slice(0, -1).join(", ")} or ${shown.at(-1)}`;
}

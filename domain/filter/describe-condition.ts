import { cutText } from "@/domain/cut-text";
import type { FieldCondition, FieldType, FilterOperation, ValueFilter } from "@/domain/filter/filter-condition";

/** A comparison in words. */
export interface ConditionWords {
  /** The words after "Send when ": `entity.status is won or lost`, or `entity.status is …` where no value is given yet. */
  sentence: string;
  /** The words after "the filter wants ": `won or lost`. */
  wanted: string;
}

/** The most characters of a text that are shown, and the most values of a list. */
export const MAX_SHOWN = 100;
/** The most values of a condition that a sentence names. */
export const MAX_LISTED = 10;
/** The sign in place of values that are not given yet. */
const OPEN = "…";

/** Returns a text cut to `MAX_SHOWN` characters, with "…" where it was longer. Never cuts a surrogate pair in two. */
export function shorten(text: string): string {
  return text.length > MAX_SHOWN ? `${cutText(text, MAX_SHOWN)}…` : text;
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

/** Lists values in words: `a`, `a or b`, `a, b or c`. A value that is not one plain word is quoted. */
function listWords(values: readonly string[]): string {
  const others = Math.max(0, values.length - MAX_LISTED);
  const listed = values.slice(0, values.length - others);
  const shown = listed.map((value) => (/^[\p{L}\p{N}_.:@/+-]+$/u.test(value) ? value : JSON.stringify(value))).map(shorten);
  if (others > 0) shown.push(`${others} more`);
  return shown.length === 1 ? (shown[0] ?? "") : `${shown.slice(0, -1).join(", ")} or ${shown.at(-1)}`;
}

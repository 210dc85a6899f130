import { orderNumber, readNumber, readWantedNumber, type WantedNumber } from "@/domain/filter/compare-numbers";
import type { FieldType } from "@/domain/filter/filter-condition";
import { readMoment } from "@/domain/filter/read-moment";
import { isSameNumber, numberText } from "@/domain/json/decimal";
import { ExactNumber } from "@/domain/json/exact-number";

/**
 * The comparison of values with those that a condition wants. A value that cannot be read as the type equals none of them and has
 * no order.
 */
export interface Comparison {
  /** Checks whether a value equals one of the wanted values. */
  isEqual(value: unknown): boolean;
  /** Checks a value's order with the wanted values. `holds` takes -1, 0 or 1: the value is less than the wanted one, equal or greater. */
  isOrdered(value: unknown, holds: (order: number) => boolean): boolean;
  /** Checks whether each of the wanted values is among the values. */
  areAllAmong(values: readonly unknown[]): boolean;
  isReadable(value: unknown): boolean;
}

/** Returns a comparison with `wanted` by the rules of a type. It reads the wanted values once. */
export function compareWith(wanted: readonly string[], type: FieldType): Comparison {
  switch (type) {
    case "number":
      return compareRead({ wanted, readWanted: readWantedNumber, read: readNumber, order: orderNumber });
    case "boolean":
      return compareRead({ wanted, readWanted: readBoolean, read: readBoolean, order: orderOf });
    case "date":
      return compareRead({ wanted, readWanted: readDay, read: readDay, order: orderOf });
    case "datetime":
      return compareRead({ wanted, readWanted: readInstant, read: readInstant, order: orderOf });
    case "string":
      return compareTexts(wanted);
  }
}

/** Finds the first of the values that cannot be read as the type; null where all can. */
export function findUnreadable(values: readonly string[], type: FieldType): string | null {
  const { isReadable } = compareWith([], type);
  return values.find((value) => !isReadable(value)) ?? null;
}

/** Returns a scalar as text, a number with the digits that it was published with; null where the value is no scalar. */
export function toText(value: unknown): string | null {
  if (typeof value === "string") return value;
  return typeof value === "boolean" ? String(value) : numberText(value);
}

/**
 * Checks whether a value, as text, is one of the texts (contract.md "Filter"). The text of a number is its digits as published,
 * and also the text that JavaScript writes if that is the same number: 19.90 is both `19.90` and `19.9`.
 */
export function isOneOf(texts: ReadonlySet<string>, value: unknown): boolean {
  if (typeof value === "string") return texts.has(value);
  const text = toText(value);
  if (text === null) return false;
  return texts.has(text) || (value instanceof ExactNumber && texts.has(shortestText(value)));
}

function shortestText(number: ExactNumber): string {
  const shortest = String(number.valueOf());
  return isSameNumber(shortest, number.text) ? shortest : number.text;
}

interface Reading<Read, Wanted> {
  wanted: readonly string[];
  readWanted(text: string): Wanted | null;
  read(value: unknown): Read | null;
  order(one: Read, other: Wanted): number;
}

function compareRead<Read, Wanted>({ wanted: texts, readWanted, read, order }: Reading<Read, Wanted>): Comparison {
  const wanted = texts.map(readWanted).filter((one) => one !== null);
  const isSome = (value: unknown, holds: (order: number) => boolean) => {
    const found = read(value);
    return found !== null && wanted.some((one) => holds(order(found, one)));
  };
  return {
    isEqual: (value) => isSome(value, isZero),
    isOrdered: isSome,
    areAllAmong(values) {
      const found = values.map(read).filter((one) => one !== null);
      return wanted.length === texts.length && wanted.every((one) => found.some((other) => order(other, one) === 0));
    },
    isReadable: (value) => read(value) !== null,
  };
}

/** Compares values as text. Two numbers are ordered as numbers, everything else by character. */
function compareTexts(wanted: readonly string[]): Comparison {
  const texts = new Set(wanted);
  const parsed = wanted.map((text): [string, WantedNumber | null] => [text, readWantedNumber(text)]);
  return {
    isEqual: (value) => isOneOf(texts, value),
    isOrdered(value, holds) {
      const text = toText(value);
      if (text === null) return false;
      const number = readNumber(value);
      return parsed.some(([other, wantedNumber]) =>
        holds(number === null || wantedNumber === null ? orderOf(text, other) : orderNumber(number, wantedNumber)),
      );
    },
    areAllAmong: (values) => wanted.every((text) => values.some((value) => isOneOf(new Set([text]), value))),
    isReadable: (value) => toText(value) !== null,
  };
}

function isZero(order: number): boolean {
  return order === 0;
}

function orderOf<Value extends number | bigint | boolean | string>(one: Value, other: Value): number {
  return one === other ? 0 : one < other ? -1 : 1;
}

function readDay(value: unknown): number | null {
  return readMoment(value)?.day ?? null;
}

function readInstant(value: unknown): number | bigint | null {
  return readMoment(value)?.instant ?? null;
}

/** The words that PostgreSQL reads as a boolean, and their first letters, which it writes. */
const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ...["true", "t", "yes", "y", "on", "1"].map((word): [string, boolean] => [word, true]),
  ...["false", "f", "no", "n", "off", "0"].map((word): [string, boolean] => [word, false]),
]);

function readBoolean(value: unknown): boolean | null {
  if (typeof value === "boolean") return value;
  const text = value instanceof ExactNumber ? shortestText(value) : toText(value);
  return BOOLEANS.get(text?.trim().toLowerCase() ?? "") ?? null;
}

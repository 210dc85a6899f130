import { ExactNumber } from "@/domain/json/exact-number";

/** A decimal number, exactly: ±0.`digits` × 10^`exponent`, `digits` without zeros at either end, so that zero has none. */
export interface Decimal {
  isNegative: boolean;
  digits: string;
  exponent: number;
}

/** An exponent of 15 digits: the sum of it and a length is exact. */
const DECIMAL = /^\s*([+-]?)(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:e([+-]?0*\d{1,15}))?\s*$/i;

/**
 * Checks whether a text is a number as JSON writes it (RFC 8259, section 6), or as people do: `+5`, `.5`, `5.`, white space around it.
 * Not so `1,5`, nor a number whose exponent has more than 15 digits.
 */
export function isDecimal(text: string): boolean {
  return DECIMAL.test(text);
}

/** Reads a number; null where the text is none. Takes time in proportion to the text's length, whatever the exponent. */
export function readDecimal(text: string): Decimal | null {
  const parts = DECIMAL.exec(text);
  if (!parts) return null;
  const [, sign, whole = "", fraction = parts[4] ?? "", , power = "0"] = parts;
  const written = whole + fraction;
  let [from, to] = [0, written.length];
  while (from < to && written[from] === "0") from++;
  while (to > from && written[to - 1] === "0") to--;
  if (from === to) return { isNegative: false, digits: "", exponent: 0 };
  return { isNegative: sign === "-", digits: written.slice(from, to), exponent: Number(power) + whole.length - from };
}

/** Tells by -1, 0 or 1 whether one decimal is less than another, equal or greater. */
export function orderDecimals(one: Decimal, other: Decimal): number {
  const sign = signOf(one);
  if (sign !== signOf(other)) return sign < signOf(other) ? -1 : 1;
  if (one.exponent !== other.exponent) return one.exponent < other.exponent ? -sign : sign;
  if (one.digits === other.digits) return 0;
  return one.digits < other.digits ? -sign : sign;
}

function signOf({ isNegative, digits }: Decimal): number {
  return digits === "" ? 0 : isNegative ? -1 : 1;
}

/** Gives a number's digits as JSON writes them; null for what is no number. */
export function numberText(value: unknown): string | null {
  if (value instanceof ExactNumber) return value.text;
  return typeof value === "number" ? String(value) : null;
}

/** Checks whether two numbers have the same value, however they are written: `19.90` is `1.99e1`. */
export function isSameNumber(one: string, other: string): boolean {
  if (one === other) return true;
  const [first, second] = [readDecimal(one), readDecimal(other)];
  return first !== null && second !== null && orderDecimals(first, second) === 0;
}

/** Checks whether the nearest double has another value, as JavaScript tells it: so with `1152921504606846977` and `1e400`, not `19.90`. */
export function isChangedByDouble({ text }: ExactNumber): boolean {
  const nearest = Number(text);
  return !Number.isFinite(nearest) || !isSameNumber(text, String(nearest));
}

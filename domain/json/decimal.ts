import { ExactNumber } from "@/domain/json/exact-number";

/** An exact decimal number: ±0.`digits` × 10^`exponent`. `digits` has no zeros at either end, so it is empty for zero. */
export interface Decimal {
  isNegative: boolean;
  digits: string;
  exponent: number;
}

/** The form of a decimal. The exponent has at most 15 digits, so its sum with a length is exact. */
const DECIMAL = /^\s*([+-]?)(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:e([+-]?0*\d{1,15}))?\s*$/i;

/**
 * Checks whether a text is a number as JSON writes it (RFC 8259, section 6), or as people do: `+5`, `.5`, `5.`, or with white
 * space around it. `1,5` is no number, nor is one whose exponent has more than 15 digits.
 */
export function isDecimal(text: string): boolean {
  return DECIMAL.test(text);
}

/** Reads a number; null where the text is none. The time grows with the text's length, whatever the exponent. */
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

/** Compares two decimals. Returns -1 where the first is less, 0 where they are equal, 1 where it is greater. */
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

/** Returns a number's digits as JSON writes them; null where the value is no number. */
export function numberText(value: unknown): string | null {
  if (value instanceof ExactNumber) return value.text;
  return typeof value === "number" ? String(value) : null;
}

/** Checks whether two numbers have the same value in any notation, such as `19.90` and `1.99e1`. */
export function isSameNumber(one: string, other: string): boolean {
  if (one === other) return true;
  const [first, second] = [readDecimal(one), readDecimal(other)];
  return first !== null && second !== null && orderDecimals(first, second) === 0;
}

/**
 * Checks whether the nearest double, as JavaScript writes it, has another value: true for `1152921504606846977` and `1e400`,
 * false for `19.90`.
 */
export function isChangedByDouble({ text }: ExactNumber): boolean {
  const nearest = Number(text);
  return !Number.isFinite(nearest) || !isSameNumber(text, String(nearest));
}

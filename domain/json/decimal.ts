import { ExactNumber } from "@/domain/json/exact-number";

/** A number's value: its digits, without zeros at either end and none for zero, times ten to the power of its exponent. */
export interface Decimal {
  isNegative: boolean;
  digits: string;
  exponent: number;
}

/** Gives the value of a number written by the grammar of RFC 8259, section 6, in a time that grows with its length alone. */
export function toDecimal(text: string): Decimal {
  const [mantissa = "", exponent = "0"] = text.toLowerCase().split("e");
  const [whole = "", fraction = ""] = mantissa.replace("-", "").split(".");
  const all = whole + fraction;
  let start = 0;
  while (all[start] === "0") start += 1;
  let end = all.length;
  while (end > start && all[end - 1] === "0") end -= 1;
  const digits = all.slice(start, end);
  return { isNegative: text.startsWith("-"), digits, exponent: digits === "" ? 0 : Number(exponent) - fraction.length + all.length - end };
}

/** Gives a number's digits as JSON writes them; null for what is no number. */
export function numberText(value: unknown): string | null {
  if (value instanceof ExactNumber) return value.text;
  return typeof value === "number" ? String(value) : null;
}

/** Whether two numbers have the same value, however they are written: `19.90` is `1.99e1`. */
export function isSameNumber(one: string, other: string): boolean {
  if (one === other) return true;
  const [a, b] = [toDecimal(one), toDecimal(other)];
  if (a.digits !== b.digits || a.exponent !== b.exponent) return false;
  // Beyond this, two exponents that look the same may not be.
  return a.digits === "" || (a.isNegative === b.isNegative && Number.isSafeInteger(a.exponent));
}

/** Whether the nearest double has another value, as far as JavaScript tells it: true of `1152921504606846977` and `1e400`, not of `19.90`. */
export function isChangedByDouble({ text }: ExactNumber): boolean {
  const nearest = Number(text);
  return !Number.isFinite(nearest) || !isSameNumber(text, String(nearest));
}

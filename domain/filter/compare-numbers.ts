import { isDecimal, orderDecimals, readDecimal } from "@/domain/json/decimal";
import { ExactNumber } from "@/domain/json/exact-number";

/** A number that was written as text, or that a double cannot hold exactly. */
interface WrittenNumber {
  /** The double nearest to the number; infinite where the number is too large for a double. */
  nearest: number;
  text: string;
}

/** A number of an event. A double stands for the decimal that JavaScript writes for it, which is how it was published. */
export type EventNumber = number | WrittenNumber;

export interface WantedNumber extends WrittenNumber {
  /** The order of the double `nearest`, as JavaScript writes it, and the number: -1 for less, 0 for equal, 1 for greater. */
  orderOfNearest: number;
}

/** Reads a value of an event as a number. The value is a JSON number or a text; null for anything else. */
export function readNumber(value: unknown): EventNumber | null {
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  const text = typeof value === "string" ? value : value instanceof ExactNumber ? value.text : null;
  return text === null || !isDecimal(text) ? null : { nearest: Number(text), text };
}

/** Reads a number that a condition compares with; null where the text is no number. */
export function readWantedNumber(text: string): WantedNumber | null {
  if (!isDecimal(text)) return null;
  const nearest = Number(text);
  return { nearest, text, orderOfNearest: orderTexts(String(nearest), text) };
}

/**
 * Compares two numbers by their exact decimal value. Rounding to doubles keeps the order, so only numbers with the same nearest
 * double have their digits compared. For a value that is a double, `readWantedNumber` has done so already.
 */
export function orderNumber(value: EventNumber, wanted: WantedNumber): number {
  const nearest = typeof value === "number" ? value : value.nearest;
  if (nearest < wanted.nearest) return -1;
  if (nearest > wanted.nearest) return 1;
  return typeof value === "number" ? wanted.orderOfNearest : orderTexts(value.text, wanted.text);
}

/** Compares two decimal texts. The text of an infinite double is no decimal: it gives 0, and that result is never used. */
function orderTexts(one: string, other: string): number {
  const [first, second] = one === other ? [null, null] : [readDecimal(one), readDecimal(other)];
  return first && second ? orderDecimals(first, second) : 0;
}

import { isDecimal, orderDecimals, readDecimal } from "@/domain/json/decimal";
import { ExactNumber } from "@/domain/json/exact-number";

/** A number that was written as a text, or that a double does not carry. */
interface WrittenNumber {
  /** The double nearest to it; infinite where it is too large for one. */
  nearest: number;
  text: string;
}

/** A number of an event. A double stands for the decimal that JavaScript writes it as, which is how it was published. */
export type EventNumber = number | WrittenNumber;

export interface WantedNumber extends WrittenNumber {
  /** How the double `nearest`, as JavaScript writes it, compares with the number: 0 where the one is the other. */
  orderOfNearest: number;
}

/** Reads what an event has as a number, be it a JSON number or a text; null for all else. */
export function readNumber(value: unknown): EventNumber | null {
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  const text = typeof value === "string" ? value : value instanceof ExactNumber ? value.text : null;
  return text === null || !isDecimal(text) ? null : { nearest: Number(text), text };
}

/** Reads a number that a condition compares with; null where the text is none. */
export function readWantedNumber(text: string): WantedNumber | null {
  if (!isDecimal(text)) return null;
  const nearest = Number(text);
  return { nearest, text, orderOfNearest: orderTexts(String(nearest), text) };
}

/**
 * Compares two numbers by their exact decimal value. Rounding to doubles keeps the order, so that only numbers with the same nearest
 * double need their digits compared; and for a double itself that was done once.
 */
export function orderNumber(value: EventNumber, wanted: WantedNumber): number {
  const nearest = typeof value === "number" ? value : value.nearest;
  if (nearest < wanted.nearest) return -1;
  if (nearest > wanted.nearest) return 1;
  return typeof value === "number" ? wanted.orderOfNearest : orderTexts(value.text, wanted.text);
}

/** What is no decimal, the text of an infinite double, is never asked for. */
function orderTexts(one: string, other: string): number {
  const [first, second] = one === other ? [null, null] : [readDecimal(one), readDecimal(other)];
  return first && second ? orderDecimals(first, second) : 0;
}

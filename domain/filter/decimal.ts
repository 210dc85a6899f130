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

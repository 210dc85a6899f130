import { readDecimal } from "@/domain/json/decimal";

const CHUNK = 15;

/**
 * Checks whether one number divided by another is a whole number, in decimal (JSON Schema 2020-12 Validation, section 6.2.1).
 * 19.99 is a multiple of 0.01, although the quotient of their doubles is not whole. Both numbers are written as in JSON. Only
 * zero is a multiple of zero. The time grows with the length of `value`, and not with any exponent.
 */
export function isMultipleOf(value: string, divisor: string): boolean {
  const [dividend, by] = [readDecimal(value), readDecimal(divisor)];
  if (!dividend || !by) return false;
  if (dividend.digits === "") return true;
  // The dividend's digits do not end in a zero, so they are no multiple of a power of ten.
  const shift = dividend.exponent - dividend.digits.length - (by.exponent - by.digits.length);
  if (by.digits === "" || shift < 0) return false;
  // A power of ten this high has every factor two and five that the divisor can have; a higher power changes nothing.
  const zeros = Math.min(shift, 4 * by.digits.length);
  const modulus = BigInt(by.digits);
  return (remainder(dividend.digits, modulus) * 10n ** BigInt(zeros)) % modulus === 0n;
}

/** Returns the remainder of a division, 15 digits at a time, since it takes more than linear time to parse a very long number. */
function remainder(digits: string, modulus: bigint): bigint {
  let rest = 0n;
  for (let at = 0; at < digits.length; at += CHUNK) {
    const chunk = digits.slice(at, at + CHUNK);
    rest = (rest * 10n ** BigInt(chunk.length) + BigInt(chunk)) % modulus;
  }
  return rest;
}

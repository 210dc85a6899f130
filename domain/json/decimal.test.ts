import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isChangedByDouble, isSameNumber, orderDecimals, readDecimal } from "@/domain/json/decimal";
import { ExactNumber } from "@/domain/json/exact-number";

const sign = fc.constantFrom("", "-", "+");
const digits = fc.stringMatching(/^\d{1,24}$/);
const fraction = fc.oneof(fc.constant(""), fc.stringMatching(/^\.\d{0,24}$/));
const power = fc.oneof(
  fc.constant(""),
  fc.integer({ min: -40, max: 40 }).map((exponent) => `e${exponent}`),
);
const text = fc.tuple(sign, digits, fraction, power).map((parts) => parts.join(""));

/** Returns the number times 10^100, exactly. */
function toScaled(written: string): bigint {
  const [mantissa = "", exponent = "0"] = written.split("e");
  const [whole = "", places = ""] = mantissa.replace(/[+-]/, "").split(".");
  const value = BigInt(whole + places) * 10n ** BigInt(100 + Number(exponent) - places.length);
  return written.startsWith("-") ? -value : value;
}

function order(one: string, other: string): number | null {
  const [first, second] = [readDecimal(one), readDecimal(other)];
  return first && second && orderDecimals(first, second);
}

describe("decimals", () => {
  it("are ordered as whole numbers of a fine enough unit are", () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        const [first, second] = [toScaled(one), toScaled(other)];
        expect(order(one, other)).toBe(first === second ? 0 : first < second ? -1 : 1);
        expect(order(one, one)).toBe(0);
      }),
      { numRuns: 500 },
    );
  });

  it.each<[string, string, number]>([
    ["1152921504606846977", "1152921504606846976", 1],
    ["19.90", "19.9", 0],
    ["1.0", "1", 0],
    ["1e3", "1000", 0],
    ["1E+3", "1000.00", 0],
    ["-0", "0", 0],
    ["0e5", "-0.000", 0],
    ["1e999999999", "1", 1],
    ["-1e999999999", "1e-999999999", -1],
    ["1e999999999", "10e999999998", 0],
    ["1e-999999999", "0", 1],
    ["0.1", "0.10000000000000000555", -1],
  ])("orders %s and %s", (one, other, expected) => {
    expect(order(one, other)).toBe(expected);
  });

  it.each([" 19.9 ", "+5", ".5", "5.", "007"])("reads %j", (written) => {
    expect(readDecimal(written)).not.toBeNull();
  });

  it.each(["1,5", "1 000", "1_000", "0x10", "", " ", ".", "e5", "1e", "Infinity", "NaN", "--1", "1e1000000000000000"])(
    "does not read %j",
    (written) => {
      expect(readDecimal(written)).toBeNull();
    },
  );

  it("takes long texts at once", () => {
    const long = "1".repeat(1_000_000);
    expect(order(`${long}.${long}`, `${long}.${long}1`)).toBe(-1);
    expect(readDecimal(`${"0".repeat(1_000_000)}1${"0".repeat(1_000_000)}x`)).toBeNull();
  });
});

describe("isSameNumber", () => {
  it.each([
    ["19.90", "19.9"],
    ["1.0", "1"],
    ["1e5", "100000"],
    ["0.00e7", "-0"],
    ["12300e-2", "1.23E+2"],
    ["1e999999999", "10e999999998"],
  ])("finds %s and %s equal", (one, other) => {
    expect([isSameNumber(one, other), isSameNumber(other, one)]).toEqual([true, true]);
  });

  it.each([
    ["1152921504606846977", "1152921504606847000"],
    ["1e400", "1e401"],
    ["1", "-1"],
    ["0.1", "0.10000000000000000555"],
    ["1e99999999999999999999", "1e99999999999999999998"],
  ])("finds %s and %s different", (one, other) => {
    expect([isSameNumber(one, other), isSameNumber(other, one)]).toEqual([false, false]);
  });

  it("says of whole numbers with an exponent what their difference says", () => {
    const written = fc.tuple(fc.bigInt({ min: -5_000n, max: 5_000n }), fc.nat(4));
    const bigOf = ([digits, exponent]: [bigint, number]) => digits * 10n ** BigInt(exponent);
    fc.assert(
      fc.property(written, written, (one, other) => {
        expect(isSameNumber(one.join("e"), other.join("e"))).toBe(bigOf(one) === bigOf(other));
      }),
    );
  });
});

it("tells the numbers apart that a double changes the value of from those that it only writes otherwise", () => {
  const isChanged = (text: string) => isChangedByDouble(new ExactNumber(text));
  for (const text of ["19.90", "1.0", "1e5", "-0", "9007199254740992", "1e21", "0.1e-10"])
    expect([text, isChanged(text)]).toEqual([text, false]);
  for (const text of ["1152921504606846977", "9007199254740993", "0.12345678901234567890", "1e400", "1e-400"])
    expect([text, isChanged(text)]).toEqual([text, true]);
});

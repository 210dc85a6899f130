import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isChangedByDouble, isSameNumber } from "@/domain/json/decimal";
import { ExactNumber } from "@/domain/json/exact-number";

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

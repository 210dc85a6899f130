import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isMultipleOf } from "@/domain/json/is-multiple-of";

describe("isMultipleOf counts in decimal", () => {
  it.each([
    ["19.99", "0.01"],
    ["19.90", "0.1"],
    ["0.3", "0.1"],
    ["-1.1", "0.1"],
    ["4.35e15", "0.01"],
    ["4350000000000000.01", "0.01"],
    ["3e-7", "1e-7"],
    ["1e-7", "1e-8"],
    ["1e308", "1e-308"],
    ["1e999999999", "0.125"],
    ["1152921504606846977", "1"],
    ["0", "0.01"],
    ["-0.0", "3"],
    ["7.5e1", "2.5"],
  ])("%s is a multiple of %s", (value, divisor) => {
    expect(isMultipleOf(value, divisor)).toBe(true);
  });

  it.each([
    ["19.999", "0.01"],
    ["0.35", "0.1"],
    ["1152921504606846977", "2"],
    ["1e308", "3e-308"],
    ["1e-308", "1e308"],
    ["1e-999999999", "0.1"],
    ["1.0000001", "1"],
    ["4.35e15", "0.04e17"],
    ["5", "0"],
  ])("%s is no multiple of %s", (value, divisor) => {
    expect(isMultipleOf(value, divisor)).toBe(false);
  });

  it("as whole numbers of the smaller unit do", () => {
    const written = fc.tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: -9, max: 9 }));
    const inUnits = ([digits, exponent]: readonly [bigint, number]) => digits * 10n ** BigInt(exponent + 9);
    fc.assert(
      fc.property(written, written, fc.bigInt({ min: -50n, max: 50n }), (one, divisor, times) => {
        fc.pre(divisor[0] !== 0n);
        for (const value of [one, [divisor[0] * times, divisor[1]] as const])
          expect(isMultipleOf(value.join("e"), divisor.join("e"))).toBe(inUnits(value) % inUnits(divisor) === 0n);
      }),
      { numRuns: 500 },
    );
  });

  it("in linear time, whatever the exponents and however many digits", () => {
    const length = 1_000_000;
    const startedAt = process.cpuUsage().user;
    expect(isMultipleOf("9".repeat(length), "9")).toBe(true);
    expect(isMultipleOf(`1e${"9".repeat(length)}`, "7")).toBe(false);
    expect(isMultipleOf(`0.${"0".repeat(length)}1`, "0.1")).toBe(false);
    expect((process.cpuUsage().user - startedAt) / 1_000).toBeLessThan(2_000);
  });
});

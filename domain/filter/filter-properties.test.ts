import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileFilter } from "@/domain/filter/compile-filter";
import { FIELD_TYPES, FILTER_OPERATIONS, type FieldCondition, type FilterOperation } from "@/domain/filter/filter-condition";
import { readMoment } from "@/domain/filter/read-moment";
import { ExactNumber } from "@/domain/json/exact-number";

const key = fc.constantFrom("a", "b", "c", "0", "__proto__", "constructor", "length");
const exact = fc.constantFrom("1152921504606846977", "2.0", "1e400").map((text) => new ExactNumber(text));
const scalar = fc.oneof(fc.constantFrom("x", "y", "1", "", "true", "2026-01-01"), fc.integer(), exact, fc.boolean(), fc.constant(null));
const tree = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    scalar,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(key, tie("value"), { maxKeys: 3 }),
  ),
})).value;
const event = fc.record({ metadata: fc.constant({}), entity: fc.dictionary(key, tree, { maxKeys: 4 }) });
const path = fc.array(key, { minLength: 1, maxLength: 4 }).map((parts) => parts.join("."));
const values = fc.array(fc.constantFrom("x", "y", "1", "2", "2.0", "1152921504606846977", "", "true", "2026-01-01"), {
  minLength: 1,
  maxLength: 2,
});
const condition = fc.record({
  field: path,
  operation: fc.constantFrom(...FILTER_OPERATIONS),
  values,
  field_type: fc.constantFrom(...FIELD_TYPES),
  is_array_field: fc.boolean(),
});

const match = (conditions: FieldCondition[], of: Record<string, unknown>, logical_operator: "AND" | "OR" = "AND") =>
  compileFilter({ filter: null, conditions: { conditions, logical_operator } })?.match(of) === "send";

const OPPOSITES: [FilterOperation, FilterOperation][] = [
  ["equals", "not_equals"],
  ["any_of", "none_of"],
  ["contains", "not_contains"],
  ["is_empty", "is_not_empty"],
  ["length_equals", "length_not_equals"],
  ["length_greater_than", "length_less_than_or_equals"],
  ["length_less_than", "length_greater_than_or_equals"],
];

describe("for whatever event", () => {
  it.each(OPPOSITES)("%s and %s are opposites", (one, other) => {
    fc.assert(
      fc.property(event, condition, (of, shared) => {
        const counted = one.startsWith("length_") ? { values: ["1"] } : {};
        expect(match([{ ...shared, ...counted, operation: one }], of)).toBe(!match([{ ...shared, ...counted, operation: other }], of));
      }),
    );
  });

  it("AND and OR are what they are for each condition alone, in whatever order", () => {
    fc.assert(
      fc.property(event, fc.array(condition, { minLength: 1, maxLength: 4 }), (of, conditions) => {
        const alone = conditions.map((one) => match([one], of));
        expect(match(conditions, of)).toBe(alone.every(Boolean));
        expect(match(conditions, of, "OR")).toBe(alone.some(Boolean));
        expect(match(conditions.toReversed(), of)).toBe(alone.every(Boolean));
      }),
    );
  });

  it("the verdict in words is the verdict, and its reason is never empty", () => {
    fc.assert(
      fc.property(
        event,
        fc.array(condition, { minLength: 1, maxLength: 3 }),
        fc.constantFrom("AND", "OR"),
        (of, conditions, logical_operator) => {
          const filter = compileFilter({
            filter: { keyToFilter: "a", supportedValues: ["x"] },
            conditions: { conditions, logical_operator },
          });
          const verdict = filter?.judge(of);
          expect(verdict?.type).toBe(filter?.match(of));
          expect(verdict?.reason).toMatch(/\S/);
          expect(verdict?.reason).not.toMatch(/undefined/);
        },
      ),
    );
  });

  it("the simple filter is any_of for scalars", () => {
    const plain = fc.record({ entity: fc.dictionary(fc.constantFrom("a", "b"), fc.oneof(scalar, fc.array(scalar))) });
    fc.assert(
      fc.property(plain, values, (of, supportedValues) => {
        const filter = compileFilter({ filter: { keyToFilter: "a", supportedValues }, conditions: null });
        expect(filter?.match(of) === "send").toBe(match([{ field: "a", operation: "any_of", values: supportedValues }], of));
      }),
    );
  });

  it("an instant is the same in whatever offset it is written", () => {
    const noInvalid = { min: new Date("1900-01-01"), max: new Date("2200-01-01"), noInvalidDate: true };
    fc.assert(
      fc.property(fc.date(noInvalid), fc.integer({ min: -14 * 60, max: 14 * 60 }), (date, offset) => {
        const sign = offset < 0 ? "-" : "+";
        const [hours, minutes] = [Math.trunc(Math.abs(offset) / 60), Math.abs(offset) % 60].map((part) => String(part).padStart(2, "0"));
        const written = new Date(date.getTime() + offset * 60_000).toISOString().replace("Z", `${sign}${hours}:${minutes}`);
        expect(readMoment(written)?.instant).toBe(BigInt(date.getTime()) * 1_000_000n);
      }),
    );
  });
});

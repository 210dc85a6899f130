import { expect, it } from "vitest";
import { findChangedNumbers } from "@/domain/json/find-changed-numbers";
import { parseJson } from "@/domain/json/parse-json";

it("finds the numbers whose value a double changes, by their paths, and no more than asked for", () => {
  const value = parseJson(
    '{"a":{"price":19.90,"id":1152921504606846977},"b":[1.0,{"x.y":1e400}],"c":"1152921504606846977","d":0.12345678901234567891}',
  );
  const found = (limit: number) => findChangedNumbers(value, limit).map(({ path, number }) => [path, number.text]);
  expect(found(9)).toEqual([
    ["a.id", "1152921504606846977"],
    ["b[1].`x.y`", "1e400"],
    ["d", "0.12345678901234567891"],
  ]);
  expect(found(1)).toHaveLength(1);
});

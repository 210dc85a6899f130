import { expect, it } from "vitest";
import { z } from "zod";
import { parseJson } from "@/domain/json/parse-json";
import { parseInput } from "@/domain/parse-input";
import { findStorageFault, storableJson } from "@/domain/storage-fault";

const nested = (levels: number): unknown => JSON.parse(`${"[".repeat(levels)}${"]".repeat(levels)}`);

it("a value that can be stored has no fault", () => {
  for (const value of [null, "😀", 1.5, [], { a: [{ b: "x" }] }, nested(200), parseJson("1e400")])
    expect(findStorageFault(value)).toBeNull();
});

it.each([
  [{ a: ["x", { b: "\0" }] }, ["a", "1", "b"]],
  [{ a: "\ud83d" }, ["a"]],
  [{ a: { "\0": 1 } }, ["a"]],
  [{ a: [Number.POSITIVE_INFINITY] }, ["a", "0"]],
  [parseJson('{"a":1e99999}'), ["a"]],
])("names the place of what cannot be stored: %j", (value, path) => expect(findStorageFault(value)?.path).toEqual(path));

it("what is nested too deeply is refused before its schema walks through it, however deep it is", () => {
  const schema = storableJson(z.unknown().refine((value) => JSON.stringify(value) !== ""));
  for (const levels of [201, 20_000]) {
    expect(() => parseInput(schema, nested(levels))).toThrow(expect.objectContaining({ code: "invalid_input" }));
  }
});

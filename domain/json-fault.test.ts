import { expect, it } from "vitest";
import { parseJson } from "@/domain/json/parse-json";
import { jsonFault } from "@/domain/json-fault";

const nested = (levels: number) => JSON.parse(`${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`) as unknown;

it("lets pass what can be written as it was read", () => {
  for (const value of [null, 0, "Infinity", [], { a: [{ b: 1e308 }] }, nested(200)]) expect(jsonFault(value)).toBeNull();
});

it("names what is nested too deeply, however deeply", () => {
  for (const levels of [201, 20_000]) expect(jsonFault(nested(levels))).toContain("nested deeper than 200 levels");
});

it("names a number that would become null", () => {
  expect(jsonFault(JSON.parse('{"a":[{"b":-1e999}]}'))).toContain("number");
  expect(jsonFault(parseJson('{"a":[{"b":-1e999}]}'))).toBeNull();
});

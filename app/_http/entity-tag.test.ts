import { expect, it } from "vitest";
import { entityTag, readIfMatch } from "@/app/_http/entity-tag";

it("is the time of the latest change, in quotes, where there is one", () => {
  expect(entityTag({ id: "a", updatedTime: "2026-03-01T00:00:00.000Z" })).toBe('"2026-03-01T00:00:00.000Z"');
  for (const value of [undefined, null, "text", [], { id: "a" }]) expect(entityTag(value)).toBeUndefined();
});

it.each([
  [null, undefined],
  ["*", undefined],
  ['"a"', ["a"]],
  ['"a" , "b"', ["a", "b"]],
  ['W/"a"', ["a"]],
  ['"x", W/"a","b"', ["x", "a", "b"]],
  ['"a-gzip"', ["a"]],
  ['"a--gzip"', ["a"]],
  ['W/"a;gzip"', ["a"]],
  ['"a-br", "b-zstd", "c-deflate", "d-x-gzip"', ["a", "b", "c", "d"]],
  ['"a-gzips"', ["a-gzips"]],
  ['w/"a"', []],
  ["W/a", []],
  ['"a', []],
  ["a", []],
  ["", []],
])("is read from If-Match: %j gives %j", (header, expected) => {
  expect(readIfMatch(new Headers(header === null ? {} : { "if-match": header }))).toEqual(expected);
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { joinPath, parsePath, pathFault } from "@/domain/filter/path-syntax";

describe("a path", () => {
  it.each<[string, string[]]>([
    ["entity.status", ["entity", "status"]],
    ["a.1.b", ["a", "1", "b"]],
    ["a[1].b", ["a", "1", "b"]],
    ["a[1][2]", ["a", "1", "2"]],
    ["[0].b", ["0", "b"]],
    ["a..b.", ["a", "", "b", ""]],
    ["odd]key", ["odd]key"]],
    ['fields["System.State"]', ["fields", "System.State"]],
    ['["a.b"].c', ["a.b", "c"]],
    ["fields['System.State'].x", ["fields", "System.State", "x"]],
    ['a["b"]["c d"][0]', ["a", "b", "c d", "0"]],
    [String.raw`a["say \"hi\" \\ \u00e9\n"]`, ["a", 'say "hi" \\ é\n']],
    [String.raw`a['it\'s "so"']`, ["a", 'it\'s "so"']],
    ['a[""]', ["a", ""]],
    ['a[ "b" ]', ["a", "b"]],
    ['a["it\'s"]', ["a", "it's"]],
  ])("reads %s", (path, keys) => {
    expect(pathFault(path)).toBeNull();
    expect(parsePath(path)).toEqual(keys);
  });

  it.each<[string, string[]]>([
    ["tags[]", ["tags[]"]],
    ["a[1", ["a[1"]],
    ["a[b].c", ["a[b]", "c"]],
    ["a[1]b", ["a", "1b"]],
    ["a.[0]", ["a", "", "0"]],
    ['a["b"', ['a["b"']],
    ['a["b"x]', ['a["b"x]']],
    [String.raw`a["\d"]`, [String.raw`a["\d"]`]],
  ])("that is stored as %s keeps the meaning it had, and is refused where it is given", (path, keys) => {
    expect(pathFault(path)).toMatch(/brackets of this path cannot be read: write fields\["System.State"\]/);
    expect(parsePath(path)).toEqual(keys);
  });

  it("that is joined of keys is read as these keys", () => {
    const key = fc.oneof(fc.string(), fc.constantFrom("a", "System.State", "tags[]", 'say "hi"', "it's", "\\", "", " x ", "0"));
    fc.assert(
      fc.property(fc.array(key, { minLength: 1 }), (keys) => {
        const path = keys.reduce(joinPath, "");
        expect(parsePath(path)).toEqual(keys);
        expect(pathFault(path)).toBeNull();
      }),
    );
    expect(["entity", "fields", "System.State", "x"].reduce(joinPath, "")).toBe('entity.fields["System.State"].x');
  });
});

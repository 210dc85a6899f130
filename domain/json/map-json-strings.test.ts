import { describe, expect, it } from "vitest";
import { type JsonString, mapJsonStrings } from "@/domain/json/map-json-strings";

const upper = ({ value, isName }: JsonString) => (isName ? value : value.toUpperCase());
const stringsOf = (text: string) => {
  const found: JsonString[] = [];
  mapJsonStrings(text, (string) => {
    found.push(string);
    return string.value;
  });
  return found;
};

describe("mapJsonStrings", () => {
  it("changes strings alone: names, numbers, literals and white space stay as they are written", () => {
    const text = '{ "a" : "x",\n\t"n": [1152921504606846977, 1.10, -0, 1E400, true, null], "b":{"c":"\\u0079\\/"} }';
    expect(mapJsonStrings(text, upper)).toBe('{ "a" : "X",\n\t"n": [1152921504606846977, 1.10, -0, 1E400, true, null], "b":{"c":"Y/"} }');
  });

  it("leaves a string that is not changed with the escape sequences that it has", () => {
    const text = '["\\u0041\\/\\n", "b"]';
    expect(mapJsonStrings(text, ({ value }) => (value === "b" ? "c" : value))).toBe('["\\u0041\\/\\n", "c"]');
  });

  it("gives strings as they are meant, and tells names from values", () => {
    expect(stringsOf('{"a\\"b" :"\\ud83d\\ude00","":""}')).toEqual([
      { value: 'a"b', isName: true, isOpen: false },
      { value: "😀", isName: false, isOpen: false },
      { value: "", isName: true, isOpen: false },
      { value: "", isName: false, isOpen: false },
    ]);
  });

  it.each(['{"a":"x', '{"a":"x\\', '{"a":"x\\u00', '{"a":["x"],"b":tr', '{"a":"x","b":-', '{"a":"x"}\n{"a":"x"}\n{"a', '\uFEFF["x"', "["])(
    "reads %j, which may break off anywhere",
    (text) => {
      expect(mapJsonStrings(text, ({ value }) => value)).toBe(text);
    },
  );

  it("keeps a string open that is", () => {
    expect(mapJsonStrings('["a","b', upper)).toBe('["A","B');
    expect(mapJsonStrings('["a","b\\"', upper)).toBe('["A","B\\"');
    expect(stringsOf('["')).toEqual([{ value: "", isName: false, isOpen: true }]);
  });

  it.each(["", "plain", "12", '"a" and "b"', "[error] failed", "{a: 1}", '{"a":"two\nlines"}', "<p>", "{'a': 1}"])(
    "takes %j for no JSON",
    (text) => {
      expect(mapJsonStrings(text, upper)).toBeNull();
    },
  );

  it("reads a text in time that grows with its length alone, whatever it holds", () => {
    const startedAt = performance.now();
    for (const text of [
      `["${'\\"'.repeat(200_000)}`,
      `${'"'.repeat(400_000)}\n`,
      `[${" ".repeat(400_000)}x`,
      `["a"${" ".repeat(400_000)}x`,
    ]) {
      mapJsonStrings(text, upper);
    }
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });
});

import { describe, expect, it } from "vitest";
import { highlightJson, prettyJson } from "@/components/ui/highlight-json";

describe("JSON in the portal", () => {
  it("is coloured without changing a character", () => {
    const text = JSON.stringify({ "a:b": 'x "y": 1', n: [-1.5e3, true, null], empty: {} }, null, 2);
    const tokens = highlightJson(text);
    expect(tokens.map((token) => token.text).join("")).toBe(text);
    expect(tokens.filter((token) => token.kind === "key").map((token) => token.text)).toEqual(['"a:b"', '"n"', '"empty"']);
    expect(tokens.find((token) => token.kind === "string")?.text).toBe('"x \\"y\\": 1"');
  });

  it("is laid out with the digits of its numbers, and stays as it is when it is no JSON", () => {
    expect(prettyJson("<html>")).toEqual({ text: "<html>", isJson: false });
    const exact = '{\n  "order_id": 1152921504606846977,\n  "price": 19.90,\n  "rate": 1E+400\n}';
    expect(prettyJson(exact.replaceAll(/\s/g, ""))).toEqual({ text: exact, isJson: true });
    expect(highlightJson(exact).flatMap(({ kind, text }) => (kind === "number" ? [text] : []))).toEqual([
      "1152921504606846977",
      "19.90",
      "1E+400",
    ]);
    expect(prettyJson('{"a":1}')).toEqual({ text: '{\n  "a": 1\n}', isJson: true });
  });
});

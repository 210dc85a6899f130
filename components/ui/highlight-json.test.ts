import { describe, expect, it } from "vitest";
import { highlightJson, prettyJson } from "@/components/ui/highlight-json";

const NUMBER = "text-accent-ink";

describe("JSON in the portal", () => {
  it("is coloured without changing a character", () => {
    const text = JSON.stringify({ "a:b": 'x "y": 1', n: [-1.5e3, true, null], empty: {} }, null, 2);
    const runs = highlightJson(text);
    const ofClass = (wanted: string) => runs.flatMap(({ text, className }) => (className === wanted ? [text] : []));
    expect(runs.map((run) => run.text).join("")).toBe(text);
    expect(ofClass("text-ink")).toEqual(['"a:b"', '"n"', '"empty"']);
    expect(ofClass("text-success-ink")).toEqual(['"x \\"y\\": 1"']);
    expect(ofClass("text-warning-ink")).toEqual(["true", "null"]);
    expect(ofClass(NUMBER)).toEqual(["-1500"]);
  });

  it("is laid out with the digits of its numbers, and stays as it is when it is no JSON", () => {
    expect(prettyJson("<html>")).toEqual({ text: "<html>", isJson: false });
    const exact = '{\n  "order_id": 1152921504606846977,\n  "price": 19.90,\n  "rate": 1E+400\n}';
    expect(prettyJson(exact.replaceAll(/\s/g, ""))).toEqual({ text: exact, isJson: true });
    expect(highlightJson(exact).flatMap(({ className, text }) => (className === NUMBER ? [text] : []))).toEqual([
      "1152921504606846977",
      "19.90",
      "1E+400",
    ]);
    expect(prettyJson('{"a":1}')).toEqual({ text: '{\n  "a": 1\n}', isJson: true });
  });
});

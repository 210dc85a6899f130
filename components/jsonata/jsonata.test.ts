import { highlightTree, tagHighlighter, tags } from "@lezer/highlight";
import { describe, expect, it } from "vitest";
import { checkJsonata, locateFault } from "@/components/jsonata/check-jsonata";
import { completionsAfter } from "@/components/jsonata/complete-jsonata";
import { JSONATA_FUNCTIONS } from "@/components/jsonata/jsonata-functions";
import { jsonataLanguage } from "@/components/jsonata/jsonata-language";

describe("a slip in an expression", () => {
  it("is found with the characters that it is at", () => {
    expect(checkJsonata("entity.price * 2")).toBeNull();
    expect(checkJsonata("  ")).toBeNull();
    expect(checkJsonata("entity..")).toMatchObject({ from: expect.any(Number) });
    const fault = checkJsonata("{ 'a': entity.b ] }");
    expect("{ 'a': entity.b ] }".slice(fault?.from, fault?.to)).toBe("]");
    const unended = checkJsonata("$sum(");
    expect(unended?.from).toBe(4);
    expect(unended?.to).toBe(5);
  });
});

describe("what stops an evaluation", () => {
  it("is marked at the word that the evaluator counts to", () => {
    const at = (expression: string, position: number) => {
      const { from, to } = locateFault(expression, { message: "no", position });
      return expression.slice(from, to);
    };
    expect(at("1 + $sum('a')", 9)).toBe("$sum");
    expect(at("a & total", 9)).toBe("total");
    expect(at("1 + 'a'", 3)).toBe("+");
    expect(at("short", 90)).toBe("short");
  });
});

describe("completion", () => {
  const paths = [
    { path: "entity.customer.email", type: "text" },
    { path: "entity.customer.age", type: "number" },
    { path: "entity.odd-name", type: "text" },
    { path: "metadata.action", type: "text" },
  ];
  const labels = (before: string) => completionsAfter(paths, before).map(({ label }) => label);

  it("goes on from the path that was typed, and at a start knows every name", () => {
    expect(labels("entity.")).toEqual(["customer"]);
    expect(labels("entity.customer.")).toEqual(["email", "age"]);
    expect(labels("")).toEqual(["entity", "metadata", "email", "age", "action"]);
    expect(labels("entity.items[0].")).toContain("email");
  });

  it("names only functions that there are", () => {
    const own = new Set(["$mapValue", "$mapKey"]);
    expect(JSONATA_FUNCTIONS.length).toBeGreaterThan(50);
    for (const { name } of JSONATA_FUNCTIONS.filter((candidate) => !own.has(candidate.name))) expect(checkJsonata(`${name}`)).toBeNull();
    expect(new Set(JSONATA_FUNCTIONS.map(({ name }) => name)).size).toBe(JSONATA_FUNCTIONS.length);
  });
});

describe("highlighting", () => {
  const style = tagHighlighter([
    { tag: tags.string, class: "string" },
    { tag: tags.number, class: "number" },
    { tag: tags.regexp, class: "regexp" },
    { tag: tags.comment, class: "comment" },
    { tag: tags.keyword, class: "keyword" },
    { tag: tags.operator, class: "operator" },
    { tag: tags.function(tags.variableName), class: "function" },
    { tag: tags.propertyName, class: "property" },
  ]);
  const tokens = (text: string) => {
    const found: string[] = [];
    highlightTree(jsonataLanguage.parser.parse(text), style, (from, to, kind) => found.push(`${kind} ${text.slice(from, to)}`));
    return found;
  };

  it("tells a division from a regular expression, and a field that is named like a word of the language from that word", () => {
    expect(tokens("total / 2 / n")).toEqual(["property total", "operator /", "number 2", "operator /", "property n"]);
    expect(tokens("$match(name, /a\\/b/i)")).toEqual(["function $match", "property name", "regexp /a\\/b/i"]);
    expect(tokens("or or and")).toEqual(["property or", "keyword or", "property and"]);
  });

  it("sees texts and comments through to their end, over lines and past escapes", () => {
    expect(tokens("'it\\'s' & /* a\n'b' */ c")).toEqual(["string 'it\\'s'", "operator &", "comment /* a", "comment 'b' */", "property c"]);
  });
});

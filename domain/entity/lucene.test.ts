import { describe, expect, it } from "vitest";
import type { EntityQuery } from "@/domain/entity/entity-query";
import { parseLucene } from "@/domain/entity/lucene";

const parse = (text: string, options: { defaultOperator?: "AND" | "OR"; fields?: string[] } = {}) =>
  parseLucene(text, { path: "q", defaultOperator: "OR", fields: [], ...options });
const word = (text: string, field: string | null = null, isPrefix = false): EntityQuery => ({ type: "text", field, text, isPrefix });
const not = (of: EntityQuery): EntityQuery => ({ type: "not", of });
const and = (...of: EntityQuery[]): EntityQuery => ({ type: "and", of });
const or = (...of: EntityQuery[]): EntityQuery => ({ type: "or", of });

describe("a query in the subset of Lucene's language", () => {
  it.each<[string, EntityQuery]>([
    ["", { type: "all" }],
    ["*", { type: "all" }],
    ["*:*", { type: "all" }],
    ["ada", word("ada")],
    ["  ada  ", word("ada")],
    ['"ada b"', word("ada b")],
    ["ad*", word("ad", null, true)],
    ["name:ada", word("ada", "name")],
    ["name: ada", word("ada", "name")],
    ["a.b:2026-03-01T12:00:00Z", word("2026-03-01T12:00:00Z", "a.b")],
    ["name.keyword:Ada", { type: "value", field: "name", value: "Ada" }],
    ["name:*", { type: "exists", field: "name" }],
    ["_exists_:name", { type: "exists", field: "name" }],
    ["a b", or(word("a"), word("b"))],
    ["a AND b", and(word("a"), word("b"))],
    ["a && b || c", or(and(word("a"), word("b")), word("c"))],
    ["a OR b AND c", or(word("a"), and(word("b"), word("c")))],
    ["a AND NOT b", and(word("a"), not(word("b")))],
    ["NOT a", not(word("a"))],
    ["a -b", and(word("a"), not(word("b")))],
    ["+a b !c", and(word("a"), not(word("c")))],
    ["(a OR b) AND c", and(or(word("a"), word("b")), word("c"))],
    ["x:(a OR b*)", or(word("a", "x"), word("b", "x", true))],
    ["a\\:b", word("a:b")],
    ["ORDER", word("ORDER")],
    ["x:[1 TO 5}", range("x", { value: 1, isInclusive: true }, { value: 5, isInclusive: false })],
    ["x:{a TO *]", range("x", { value: "a", isInclusive: false }, null)],
    ['x:["a b" TO c]', range("x", { value: "a b", isInclusive: true }, { value: "c", isInclusive: true })],
    ["x:>=2026-01-01", range("x", { value: "2026-01-01", isInclusive: true }, null)],
    ["x:<5", range("x", null, { value: 5, isInclusive: false })],
  ])("%j is understood", (text, query) => {
    expect(parse(text)).toEqual(query);
  });

  it("joins words by the default operator, and asks the default fields", () => {
    expect(parse("a b", { defaultOperator: "AND" })).toEqual(and(word("a"), word("b")));
    expect(parse("a", { fields: ["x", "y.keyword"] })).toEqual(or(word("a", "x"), { type: "value", field: "y", value: "a" }));
  });

  it.each([
    "a~",
    "a~2",
    "a^2",
    '"a b"~2',
    "/a.*/",
    "a?c",
    "a*c",
    "*a",
    "(a",
    "a)",
    '"a',
    "a AND",
    "OR a",
    "x:[1 TO",
    "x:",
    "[1 TO 2]",
    "a\\",
  ])("%j is refused, with its place", (text) => {
    expect(() => parse(text)).toThrow(/^q: .*\(At character \d+\.\)$/);
  });

  it("is refused where it is too deep, or has too many clauses", () => {
    expect(() => parse(`${"(".repeat(30)}a${")".repeat(30)}`)).toThrow("nested");
    expect(() => parse("a ".repeat(201))).toThrow("clauses");
  });
});

function range(field: string, lower: Bound, upper: Bound): EntityQuery {
  return { type: "range", field, lower, upper };
}
type Bound = Extract<EntityQuery, { type: "range" }>["lower"];

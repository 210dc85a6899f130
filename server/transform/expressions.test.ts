import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { EvaluationTask, Evaluator } from "@/server/transform/evaluator";
import { createEvaluatorPool } from "@/server/transform/evaluator-pool";

let pool: Evaluator;
beforeAll(() => {
  // The time stands still, so that on a busy machine only an evaluation that is stopped counts as slow.
  pool = createEvaluatorPool({ size: 2, nowMs: () => 0 });
});
afterAll(() => pool.close());

function evaluate(expression: string, options: { input?: unknown; env?: object; as?: EvaluationTask["as"] } = {}) {
  const { input = { a: 1 }, env, as = "value" } = options;
  const variables = env ? JSON.stringify(env) : null;
  return pool.evaluate({ owner: "org", expression, input: JSON.stringify(input), variables, as });
}

async function result(expression: string, options?: Parameters<typeof evaluate>[1]): Promise<unknown> {
  const evaluation = await evaluate(expression, options);
  if (evaluation.type !== "value") throw new Error(JSON.stringify(evaluation));
  return JSON.parse(evaluation.text);
}

describe("an expression", () => {
  it.each<[expression: string, value: unknown]>([
    ["entity.{ 'title': name, 'n': $count(items) }", { title: "Shop", n: 3 }],
    ["entity.items[price > 2].name", ["x", "z"]],
    ["entity.items^(>price).name", ["z", "x", "y"]],
    ["entity.items{ name: $sum(price) }", { x: 3, y: 1, z: 9 }],
    ["$ ~> |entity|{ 'z': 1 }, ['items', 'name']|", { entity: { z: 1 } }],
    ["$replace('aXbX', /X/, '-') & $formatNumber(1234.5, '#,##0.00')", "a-b-1,234.50"],
    ["($f := $substring(?, 0, 2); $f('hello'))", "he"],
    ["$fromMillis(0)", "1970-01-01T00:00:00.000Z"],
    ["{ 'toString': 1, 'constructor': 2, 'push': [3] }", { toString: 1, constructor: 2, push: [3] }],
    ["{ 'f': function($x) { $x }, 'g': $sum, 'a': false }", { a: false }],
  ])("gives what JSONata gives: %s", async (expression, value) => {
    const items = [
      { price: 3, name: "x" },
      { price: 1, name: "y" },
      { price: 9, name: "z" },
    ];
    expect(await result(expression, { input: { entity: { name: "Shop", items } } })).toEqual(value);
  });

  it.each(["missing", "null", "a.b.c", "$[a = 2]"])("gives nothing where there is no value: %s", async (expression) => {
    expect(await evaluate(expression)).toEqual({ type: "nothing" });
  });

  it.each([
    ["a +", /end of expression/, 3],
    ["$sum(a & 'x')", /array of "numbers"/, 5],
    ["$error('no such customer')", /no such customer/, 7],
    ["$sum", /function/, null],
    ["$power(10, 308) * 10", /beyond/, null],
    ["{ 'n': [1 / 0] }", /beyond/, null],
  ])("that fails says where and why: %s", async (expression, message, position) => {
    expect(await evaluate(expression)).toEqual({ type: "fault", message: expect.stringMatching(message), position });
  });

  it("sees a number as the nearest double, and fails rather than send null for one that is beyond all doubles", async () => {
    const given = async (expression: string, as: EvaluationTask["as"] = "value") => {
      const input = '{"id":1152921504606846977,"price":19.90,"huge":1e400}';
      return pool.evaluate({ owner: "org", expression, input, variables: null, as });
    };
    expect(await given("[id, price * 2]")).toEqual({ type: "value", text: "[1152921504606847000,39.8]" });
    expect(await given("huge > 5", "condition")).toEqual({ type: "value", text: "true" });
    expect(await given("$")).toEqual({ type: "fault", message: expect.stringContaining("beyond"), position: null });
  });

  it("is checked without being evaluated", async () => {
    expect(await evaluate("$error('evaluated')", { as: "check" })).toEqual({ type: "nothing" });
    expect(await evaluate("a[", { as: "check" })).toMatchObject({ type: "fault", position: 2 });
  });

  it.each([
    ["a > 0", true],
    ["'text'", true],
    ["a < 0", false],
    ["missing", false],
    ["[0, 0]", false],
    ["function($x) { true }", false],
  ])("as a condition is true as $boolean has it: %s", async (expression, isTrue) => {
    expect(await result(expression, { as: "condition" })).toBe(isTrue);
  });
});

describe("$env, $mapValue and $mapKey", () => {
  const env = { salutation: '{"mr":"Herr","ms":"Frau","n":1}', "shop.region": "eu", shop: "main" };

  it("give variables by their key, and dotted ones step by step where nothing is in the way", async () => {
    expect(await result("[$env.shop, $env.`shop.region`]", { env })).toEqual(["main", "eu"]);
    expect(await result("$env.shop.region & $keys($env)[0]", { env: { "shop.region": "eu" } })).toBe("eushop.region");
    expect(await evaluate("$env.shop")).toEqual({ type: "nothing" });
  });

  it.each([
    ["$mapValue($env.salutation, 'mr')", "Herr"],
    ["$mapValue($env.salutation, a, 'other')", "other"],
    ["$mapValue({ '1': 'one' }, a)", "one"],
    ["$mapKey($env.salutation, 'Frau')", "ms"],
    ["$mapKey($env.salutation, '1')", "n"],
    ["$mapKey($env.missing, 'x', 'other')", "other"],
    ["$mapValue({ 'a': 1 }, 'constructor', 'none')", "none"],
  ])("look up: %s", async (expression, value) => {
    expect(await result(expression, { env })).toBe(value);
  });

  it("give nothing where there is neither entry nor default, and refuse what is no map", async () => {
    expect(await evaluate("$mapValue($env.salutation, 'x')", { env })).toEqual({ type: "nothing" });
    expect(await evaluate("$mapKey(a, 1)")).toMatchObject({ type: "fault", message: expect.stringContaining("$mapKey must be a map") });
  });
});

describe("an expression that looks for a way out", () => {
  it.each([
    "$constructor",
    "a.constructor.constructor('return process')()",
    "$.__proto__.polluted",
    "($ ~> |$|{ '__proto__': { 'polluted': 1 } }|).polluted",
    "$string.constructor",
    "$lookup($, 'constructor')",
    "$sift($, function($v, $k, $o) { true }).constructor",
    "$spread($).polluted",
    "process",
    "$process",
    "$globalThis",
    "$require('fs')",
  ])("finds nothing outside its input: %s", async (expression) => {
    expect((await evaluate(expression)).type).not.toBe("value");
  });

  it("leaves nothing behind for the next", async () => {
    await evaluate("($secret := 'one'; $merge([{ '__proto__': { 'polluted': 1 } }]))");
    await evaluate("($string := function($x) { 'taken' }; $string(1))");
    expect(await evaluate("$secret")).toEqual({ type: "nothing" });
    expect(await evaluate("polluted")).toEqual({ type: "nothing" });
    expect(await result("$string(1)")).toBe("1");
  });
});

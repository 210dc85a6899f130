import { execFile, spawn } from "node:child_process";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Evaluation, EvaluationTask, Evaluator } from "@/server/transform/evaluator";
import { createEvaluatorPool } from "@/server/transform/evaluator-pool";

let pool: Evaluator;
let nowMs: number | null = null;
beforeEach(async () => {
  nowMs = null;
  pool = createEvaluatorPool({ size: 2, nowMs: () => nowMs ?? Date.now() });
  await evaluate("1");
});
afterEach(() => pool.close());

function evaluate(expression: string, options: { input?: unknown; env?: object; as?: EvaluationTask["as"]; owner?: string } = {}) {
  const { input = { a: 1 }, env, as = "value", owner = "org" } = options;
  const variables = env ? JSON.stringify(env) : null;
  return pool.evaluate({ owner, expression, input: JSON.stringify(input), variables, as });
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
  ])("that fails says where and why: %s", async (expression, message, position) => {
    expect(await evaluate(expression)).toEqual({ type: "fault", message: expect.stringMatching(message), position });
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

const HOSTILE = [
  "($f := function() { $f() + 1 }; $f())",
  "($f := function($n) { $f($n + 1) }; $f(0))",
  "($f := function($x) { $eval('$f(1)') }; $f(1))",
  "[1..10000000]",
  "$count([1..3000].([1..3000]))",
  "$count([1..90000].([1..90000]))",
  "($d := function($s, $n) { $n = 0 ? $s : $d($s & $s, $n - 1) }; $d('x', 40))",
  "($d := function($s, $n) { $n = 0 ? $s : $d($append($s, $s), $n - 1) }; $d([1], 40))",
  "$pad('x', 500000000)",
  "$pad('x', 5000000000)",
  "$join([1..90000].$pad('x', 100000))",
  "$base64encode($pad('x', 200000000))",
  "$uppercase($pad('x', 300000000))",
  "$split($pad('x', 50000000), '')",
  "$formatInteger(1, $pad('0', 100000000, '0'))",
  "$eval('(' & $pad('', 200000, '[') & ')')",
  "$replace($pad('a', 1000000, 'a'), 'a', $pad('b', 10000))",
  "$match($pad('a', 40, 'a') & 'b', /^(a+)+$/)",
  "$contains($pad('', 60, 'a') & 'b', /(a|a)*c/)",
  "$reduce([1..100000], function($a, $b) { $a & $pad('y', 10000) }, '')",
  "$sort([1..90000], function($l, $r) { $f := $count([1..90000]) > 0 })",
];

describe("a hostile expression", () => {
  it.each(HOSTILE)("is stopped within 1.5 s, and the next is evaluated: %s", async (expression) => {
    const startedAtMs = performance.now();
    expect(await evaluate(expression)).toMatchObject({ type: "fault" });
    expect(performance.now() - startedAtMs).toBeLessThan(1_500);
    expect(await result("a")).toBe(1);
  });

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

  it("does not hold up other expressions", async () => {
    await Promise.all([evaluate("a + 1"), evaluate("a + 1")]);
    const hostile = Array.from({ length: 6 }, (_, index) => evaluate(`$contains($pad('', 60, 'a') & 'b', /(a|a)*c{${index + 1}}/)`));
    let isHostileOver = false;
    void Promise.all(hostile).then(() => {
      isHostileOver = true;
    });
    const waits: number[] = [];
    for (let round = 0; round < 30; round++) {
      const startedAtMs = performance.now();
      await evaluate("a + 1");
      waits.push(performance.now() - startedAtMs);
    }
    expect(isHostileOver).toBe(false);
    expect(waits.sort((a, b) => a - b)[15]).toBeLessThan(100);
  });

  it("is refused for a minute after three kills, for its owner alone", async () => {
    const expression = "$contains(text, /^(a+)+$/)";
    const bad = { input: { text: `${"a".repeat(40)}b` } };
    const results = await Promise.all(Array.from({ length: 5 }, () => evaluate(expression, bad)));
    expect(results.map(({ type }) => type)).toEqual(Array(5).fill("fault"));
    const messages = results.map((evaluation) => (evaluation.type === "fault" ? evaluation.message : ""));
    expect(messages.filter((message) => message.includes("not evaluated for a minute"))).toHaveLength(2);
    const good = { input: { text: "aaa" } };
    expect(await evaluate(expression, good)).toMatchObject({ type: "fault", message: expect.stringContaining("minute") });
    expect(await result(expression, { ...good, owner: "other" })).toBe(true);
    nowMs = Date.now() + 61_000;
    expect(await result(expression, good)).toBe(true);
  });
});

describe("a batch", () => {
  it("that one evaluation brings down is evaluated again one by one", async () => {
    const expression = "$contains(text, /^(a+)+$/) ? 'yes' : 'no'";
    for (let round = 0; round < 3; round++) await evaluate(expression, { input: { text: "aa" } });
    const texts = ["a", "b", `${"a".repeat(40)}b`, "aa", "c"];
    const results = await Promise.all(texts.map((text) => evaluate(expression, { input: { text } })));
    const value = (text: string): Evaluation => ({ type: "value", text: JSON.stringify(text) });
    const stopped = { type: "fault", message: expect.stringContaining("more than a second"), position: null };
    expect(results).toEqual([value("yes"), value("no"), stopped, value("yes"), value("no")]);
  });

  it("of thousands is answered in order", async () => {
    const results = await Promise.all(Array.from({ length: 3_000 }, (_, n) => result("n * 2", { input: { n } })));
    expect(results).toEqual(Array.from({ length: 3_000 }, (_, n) => n * 2));
  });
});

describe("a pool's processes", () => {
  const children = async (pid: number) => {
    const { stdout } = await promisify(execFile)("ps", ["-o", "pid=,args=", "--ppid", String(pid)]);
    const lines = stdout.split("\n").filter((line) => line.includes("evaluator-process"));
    return lines.map((line) => Number.parseInt(line, 10));
  };
  const isAlive = (pid: number) => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };

  it("have no environment, and are no more than the pool's size", async () => {
    await Promise.all(Array.from({ length: 200 }, (_, index) => evaluate(`a + ${index % 10}`)));
    const pids = await children(process.pid);
    expect(pids.length).toBeGreaterThan(0);
    expect(pids.length).toBeLessThanOrEqual(2);
    const { stdout } = await promisify(execFile)("ps", ["eww", "-o", "args=", "-p", String(pids[0])]);
    expect(stdout).not.toContain("PATH=");
  });

  it("end with the process that started them, even when that is killed while one of them hangs", async () => {
    const program = `
      import { createEvaluatorPool } from "./server/transform/evaluator-pool.ts";
      const pool = createEvaluatorPool({ size: 2 });
      const task = { owner: "o", input: "{}", variables: null, as: "value" };
      await pool.evaluate({ ...task, expression: "1" });
      await pool.evaluate({ ...task, expression: "1" });
      void pool.evaluate({ ...task, expression: "$contains($pad('', 60, 'a') & 'b', /(a|a)*c/)" });
      setTimeout(() => console.log("hanging"), 300);`;
    const parent = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", program], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await new Promise((resolve) => parent.stdout.once("data", resolve));
    const pids = await children(parent.pid ?? 0);
    expect(pids.length).toBeGreaterThan(0);
    parent.kill("SIGKILL");
    await vi.waitFor(() => expect(pids.filter(isAlive)).toEqual([]), { timeout: 8_000, interval: 100 });
  });

  it("are replaced when they are killed", async () => {
    for (const pid of await children(process.pid)) process.kill(pid, "SIGKILL");
    await vi.waitFor(async () => expect(await result("a")).toBe(1), { timeout: 5_000 });
  });

  it("are ended by close, and what waits is told so", async () => {
    const pids = await children(process.pid);
    const hanging = evaluate("($f := function($n) { $f($n + 1) }; $f(0))");
    const waiting = evaluate("($f := function($n) { $f($n + 1) }; $f(0))");
    pool.close();
    expect(await waiting).toMatchObject({ type: "unavailable" });
    expect((await hanging).type).not.toBe("value");
    await vi.waitFor(() => expect(pids.filter(isAlive)).toEqual([]));
    expect(await evaluate("1")).toMatchObject({ type: "unavailable" });
  });
});

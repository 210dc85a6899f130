import { execFile, spawn } from "node:child_process";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Evaluation, Evaluator } from "@/server/transform/evaluator";
import { createEvaluatorPool } from "@/server/transform/evaluator-pool";
import { eventually, PATIENCE_MS } from "@/tests/support/eventually";

let pool: Evaluator;
/** The pool's time. It stands still, so that on a busy machine only an evaluation that is stopped counts as slow. */
let nowMs = 0;

/** Makes a pool for each test, because the tests stop its processes or count them. */
function withOwnPools(options: { size?: number; timeLimitMs?: number } = {}): void {
  beforeEach(async () => {
    nowMs = 0;
    pool = createEvaluatorPool({ size: 2, nowMs: () => nowMs, ...options });
    await evaluate("1");
  });
  afterEach(() => pool.close());
}

function evaluate(expression: string, { input = { a: 1 }, owner = "org" }: { input?: unknown; owner?: string } = {}) {
  return pool.evaluate({ owner, expression, input: JSON.stringify(input), variables: null, as: "value" });
}

async function result(expression: string, options?: Parameters<typeof evaluate>[1]): Promise<unknown> {
  const evaluation = await evaluate(expression, options);
  if (evaluation.type !== "value") throw new Error(JSON.stringify(evaluation));
  return JSON.parse(evaluation.text);
}

async function children(pid: number): Promise<number[]> {
  const { stdout } = await promisify(execFile)("ps", ["-o", "pid=,args=", "--ppid", String(pid)]);
  const lines = stdout.split("\n").filter((line) => line.includes("evaluator-process"));
  return lines.map((line) => Number.parseInt(line, 10));
}

/** Expressions of each kind: endless recursion, sequences, texts, numbers and patterns, and those that take memory outside the heap. */
const HOSTILE = [
  "($f := function($n) { $f($n + 1) }; $f(0))",
  "($f := function($x) { $eval('$f(1)') }; $f(1))",
  "[1..10000000]",
  "$count([1..90000].([1..90000]))",
  "($d := function($s, $n) { $n = 0 ? $s : $d($s & $s, $n - 1) }; $d('x', 40))",
  "($d := function($s, $n) { $n = 0 ? $s : $d($append($s, $s), $n - 1) }; $d([1], 40))",
  "$pad('x', 500000000)",
  "$join([1..90000].$pad('x', 100000))",
  "$uppercase($pad('x', 300000000))",
  "$split($pad('x', 50000000), '')",
  "$eval('(' & $pad('', 200000, '[') & ')')",
  "$replace($pad('a', 1000000, 'a'), 'a', $pad('b', 10000))",
  "$contains($pad('', 60, 'a') & 'b', /(a|a)*c/)",
  "$sort([1..90000], function($l, $r) { $f := $count([1..90000]) > 0 })",
];

describe("hostile expressions", () => {
  withOwnPools({ size: 4 });

  it("are all stopped, each with its own fault, and the next is evaluated", async () => {
    const results = await Promise.all(HOSTILE.map((expression) => evaluate(expression)));
    expect(results.map(({ type }) => type)).toEqual(HOSTILE.map(() => "fault"));
    expect(await result("a")).toBe(1);
  });

  it.each([
    "$contains($pad('', 60, 'a') & 'b', /(a|a)*c{1}/)",
    "$contains($pad('', 60, 'a') & 'b', /(a+)+$/)",
    "($f := function($n) { $f($n + 1) }; $f(0))",
    "$sort([1..90000], function($l, $r) { $count([1..90000]) > 0 })",
  ])("are told that a second is over, and not before that: %s", async (expression) => {
    const startedAtMs = performance.now();
    expect(await evaluate(expression)).toMatchObject({
      type: "fault",
      message: "The expression was stopped: it took more than a second.",
    });
    // A timer may be early by a part of a millisecond.
    expect(performance.now() - startedAtMs).toBeGreaterThanOrEqual(999);
  });
});

describe("an evaluation on a machine that is busy with other things", () => {
  withOwnPools({ timeLimitMs: 100 });

  it("is not held for slow for the time in which it could not run", async () => {
    // The processes of closed pools end first.
    const [pid = 0] = await eventually(async () => {
      const found = await children(process.pid);
      expect(found).toHaveLength(1);
      return found;
    });
    process.kill(pid, "SIGSTOP");
    const evaluation = evaluate("a");
    const stoppedAtMs = performance.now();
    await eventually(() => expect(performance.now() - stoppedAtMs).toBeGreaterThan(600));
    process.kill(pid, "SIGCONT");
    expect(await evaluation).toEqual({ type: "value", text: "1" });
    expect(await children(process.pid)).toContain(pid);
  });
});

describe("hostile expressions for which time is no bound", () => {
  withOwnPools({ size: 4, timeLimitMs: PATIENCE_MS });

  const doubled = (times: number) => `($d := function($s, $n) { $n = 0 ? $s : $d($s & $s, $n - 1) }; $d('x', ${times}))`;
  const MEMORY = "The expression was stopped: it needed more than 64 MiB of memory.";
  const TOO_LONG_A_TEXT = "The expression asks for too much: Invalid string length.";
  const TOO_LONG_A_RESULT = "The result is too much to send: it has more than 4194304 characters.";

  it.each<[cause: string | RegExp, expression: string]>([
    [MEMORY, "$length($pad('x', 500000001))"],
    [MEMORY, `$length(${doubled(28)})`],
    [MEMORY, "$uppercase($pad('x', 300000000))"],
    [MEMORY, "$base64encode($pad('x', 200000000))"],
    [MEMORY, "$split($pad('x', 50000000), '')"],
    [MEMORY, "$map([1..90000], function($v) { [1..90000] })"],
    [TOO_LONG_A_RESULT, "$pad('x', 500000001)"],
    [TOO_LONG_A_RESULT, "$pad('x', 50000000)"],
    [TOO_LONG_A_RESULT, "{ 'a': $pad('x', 100000000), 'b': [$pad('y', 100000000)] }"],
    [TOO_LONG_A_RESULT, doubled(28)],
    [TOO_LONG_A_RESULT, "$replace($pad('a', 10000, 'a'), 'a', $pad('b', 10000))"],
    [TOO_LONG_A_RESULT, "[1..9].{ 'a': [1..90000] }"],
    [TOO_LONG_A_TEXT, "$pad('x', 600000000)"],
    [TOO_LONG_A_TEXT, "$replace($pad('a', 1000000, 'a'), 'a', $pad('b', 10000))"],
    [TOO_LONG_A_TEXT, doubled(40)],
    [/^The maximum sequence length of \d+ was exceeded\.$/, "[1..10000000]"],
    [/must not exceed 1e7/, "[1..10000001]"],
    [/^The maximum sequence length of \d+ was exceeded\.$/, "$match($pad('a', 1000000, 'a'), /a/)"],
    [/^Stack overflow/, "($f := function($n) { $n + $f($n + 1) }; $f(0))"],
    [/call stack/, "$eval('(' & $pad('', 200000, '[') & ')')"],
    [/^The expression recurses too deeply\.$/, "$match($pad('', 5000000, 'a'), /(a|b)*c/)"],
  ])("are told %s: %s", async (cause, expression) => {
    expect(await evaluate(expression)).toMatchObject({ type: "fault", message: expect.stringMatching(cause) });
  });

  it("do not hold up others", async () => {
    await evaluate("a + 1");
    const hostile = Array.from({ length: 4 }, (_, index) => evaluate(`$contains($pad('', 60, 'a') & 'b', /(a|a)*c{${index + 1}}/)`));
    let isHostileOver = false;
    void Promise.all(hostile).then(() => {
      isHostileOver = true;
    });
    for (let round = 0; round < 30; round++) await evaluate("a + 1");
    expect(isHostileOver).toBe(false);
  });
});

describe("an expression that had to be stopped", () => {
  withOwnPools();

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
    nowMs += 61_000;
    expect(await result(expression, good)).toBe(true);
  });
});

describe("a batch", () => {
  withOwnPools();

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
  withOwnPools();
  const isAlive = (pid: number) => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };

  it("have no environment, and are no more than the pool's size", async () => {
    await Promise.all(Array.from({ length: 200 }, (_, index) => evaluate(`a + ${index % 10}`)));
    // The processes of closed pools may take a moment to end.
    const pids = await eventually(async () => {
      const found = await children(process.pid);
      expect([1, 2]).toContain(found.length);
      return found;
    });
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
    await eventually(() => expect(pids.filter(isAlive)).toEqual([]));
  });

  it("are replaced when they are killed", async () => {
    for (const pid of await children(process.pid)) process.kill(pid, "SIGKILL");
    await eventually(async () => expect(await result("a")).toBe(1));
  });

  it("are ended by close, and what waits is told so", async () => {
    const pids = await children(process.pid);
    const hanging = evaluate("($f := function($n) { $f($n + 1) }; $f(0))");
    const waiting = evaluate("($f := function($n) { $f($n + 1) }; $f(0))");
    pool.close();
    expect(await waiting).toMatchObject({ type: "unavailable" });
    expect((await hanging).type).not.toBe("value");
    await eventually(() => expect(pids.filter(isAlive)).toEqual([]));
    expect(await evaluate("1")).toMatchObject({ type: "unavailable" });
  });
});

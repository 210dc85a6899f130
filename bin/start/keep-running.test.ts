import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { keepRunning } from "@/bin/start/keep-running";
import type { Part, PartEnd, PartRun } from "@/bin/start/part";
import { PROVEN_AFTER_MS } from "@/bin/start/patience";
import { HOUR_MS } from "@/domain/duration";
import { eventually } from "@/tests/support/eventually";

/** Makes a part whose runs come up and end as the test says. */
function stagePart() {
  const runs: (PartRun & { comeUp(): void; end(how: string, lastLines?: string): void; stopped: number[] })[] = [];
  const start = () => {
    let comeUp = () => {};
    const up = new Promise<void>((resolve) => {
      comeUp = resolve;
    });
    let settle = (_end: PartEnd) => {};
    const ended = new Promise<PartEnd>((resolve) => {
      settle = resolve;
    });
    const stopped: number[] = [];
    const end = (how: string, lastLines = "") => settle({ how, lastLines });
    const stop = async (graceMs: number) => {
      stopped.push(graceMs);
      end("ended by SIGTERM");
    };
    const run = { up, ended, comeUp, end, stop, stopped, kill: () => end("ended by SIGKILL") };
    runs.push(run);
    return run;
  };
  const part: Part = { name: "The part", whereToLook: "The log above tells why.", start };
  return {
    part,
    /** Resolves with the nth run, counted from 0, once it has been started. */
    runOf: (index: number) =>
      eventually(() => {
        const run = runs[index];
        if (!run) throw new Error(`The part has been started ${runs.length} times.`);
        return run;
      }),
    count: () => runs.length,
  };
}

let lines: string[];
beforeEach(() => {
  lines = [];
  vi.spyOn(console, "error").mockImplementation((line) => void lines.push(line));
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const untilSettled = () => new Promise((resolve) => setImmediate(resolve));

describe("keepRunning", () => {
  it("starts a part again that ends by itself, and says what ended, how, and when it is started again", async () => {
    const { part, runOf } = stagePart();
    const kept = keepRunning(part, { pausesMs: [0, 0] });
    const first = await runOf(0);
    first.comeUp();
    await kept.up;
    first.end("ended by SIGKILL");
    (await runOf(1)).end("ended with the exit code 7");
    await runOf(2);
    expect(lines).toEqual([
      "The part ended by SIGKILL; starting it again at once.",
      "The part ended with the exit code 7; starting it again at once.",
    ]);
  });

  it("gives up with one line that says what to do when one start after another fails", async () => {
    const { part, runOf, count } = stagePart();
    const kept = keepRunning(part, { pausesMs: [0, 0] });
    const first = await runOf(0);
    first.comeUp();
    await kept.up;
    first.end("ended by SIGKILL");
    (await runOf(1)).end("ended with the exit code 7");
    (await runOf(2)).end("ended with the exit code 7", "cannot");
    const what = "The part ended with the exit code 7; its start has failed 3 times in a row, so Postern stops.";
    const whatToDo = "The log above tells why. Mend the cause and start Postern again.";
    await expect(kept.failed).rejects.toThrow(`cannot\n${what} ${whatToDo}`);
    expect(count()).toBe(3);
  });

  it("forgets what was before once a part has been up for long enough", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { part, runOf } = stagePart();
    const kept = keepRunning(part, { pausesMs: [0] });
    for (let index = 0; index < 5; index++) {
      const run = await runOf(index);
      run.comeUp();
      await untilSettled();
      vi.setSystemTime(Date.now() + PROVEN_AFTER_MS);
      run.end("ended by SIGKILL");
    }
    await runOf(5);
    await kept.stop(0);
  });

  it("does not start a part again that was never up: its first start is at fault", async () => {
    const { part, runOf, count } = stagePart();
    const kept = keepRunning(part, { pausesMs: [0, 0] });
    (await runOf(0)).end("ended with the exit code 1", "listen EADDRINUSE");
    await expect(kept.failed).rejects.toThrow(/^The part ended with the exit code 1\.\nlisten EADDRINUSE$/);
    expect(count()).toBe(1);
    expect(lines).toEqual([]);
  });

  it("starts nothing any more once it is told to stop, neither at work nor in a pause", async () => {
    const atWork = stagePart();
    const kept = keepRunning(atWork.part, { pausesMs: [0] });
    const run = await atWork.runOf(0);
    run.comeUp();
    await kept.up;
    await kept.stop(500);
    expect(run.stopped).toEqual([500]);

    const inPause = stagePart();
    const other = keepRunning(inPause.part, { pausesMs: [HOUR_MS] });
    (await inPause.runOf(0)).comeUp();
    await other.up;
    (await inPause.runOf(0)).end("ended by SIGKILL");
    await eventually(() => expect(lines).toEqual(["The part ended by SIGKILL; starting it again in 3600 s."]));
    await other.stop(500);
    await untilSettled();
    expect([atWork.count(), inPause.count()]).toEqual([1, 1]);
  });

  it("ends a part at once that is told so while it stops", async () => {
    const { part, runOf } = stagePart();
    const kept = keepRunning(part, { pausesMs: [0] });
    const run = await runOf(0);
    run.stop = () => run.ended.then(() => undefined);
    const stopped = kept.stop(500);
    kept.kill();
    await stopped;
    expect(await run.ended).toEqual({ how: "ended by SIGKILL", lastLines: "" });
  });
});

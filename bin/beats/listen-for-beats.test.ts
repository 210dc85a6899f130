import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { afterEach, beforeEach, expect, it } from "vitest";
import { listenForBeats } from "@/bin/beats/listen-for-beats";

const SCRIPT = `setInterval(() => process.send("beat"), 20);`;

let child: ChildProcess;
beforeEach(() => {
  child = spawn(process.execPath, ["--eval", SCRIPT], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
});
afterEach(() => child.kill("SIGKILL"));

it("concludes nothing from a silence in which this process itself stood still", async () => {
  const silences: number[] = [];
  const onSilent = (silentMs: number) => void silences.push(silentMs);
  await new Promise<void>((resolve) => listenForBeats({ child, silentAfterMs: 2_000, onFirst: resolve, onSilent }));
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 3_000);
  await once(child, "message");
  expect(silences).toEqual([]);
});

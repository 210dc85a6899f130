import { afterEach, describe, expect, it } from "vitest";
import { startChild } from "@/bin/start/child";
import type { PartRun } from "@/bin/start/part";

const BEATS = `setInterval(() => process.send("beat"), 20);`;

let run: PartRun | undefined;
afterEach(() => run?.kill());

function start(script: string, silentAfterMs: number | null = 60_000): PartRun {
  run = startChild({ args: ["--eval", script], env: {}, isLoud: false, silentAfterMs });
  return run;
}

describe("startChild", () => {
  it("takes a child for up at its first beat, and tells how it ended", async () => {
    const { up, ended } = start(`${BEATS} setTimeout(() => { console.log("so it is"); process.exit(7); }, 200);`);
    await up;
    expect(await ended).toEqual({ how: "ended with the exit code 7", lastLines: "so it is" });
  });

  it("takes a child for up at once that may be silent", async () => {
    const { up, kill, ended } = start("setInterval(() => {}, 1000);", null);
    await up;
    kill();
    expect(await ended).toEqual({ how: "ended by SIGKILL", lastLines: "" });
  });

  it("kills a child that hangs, and says for how long it was silent", async () => {
    const { up, ended } = start(`${BEATS} setTimeout(() => { for (;;); }, 200);`, 1_000);
    await up;
    expect(await ended).toEqual({ how: "was silent for 1 s and was killed", lastLines: "" });
  });

  it("kills a child that never shows that it is up", async () => {
    const { ended } = start("for (;;);", 250);
    expect(await ended).toEqual({ how: "was silent for 1 s and was killed", lastLines: "" });
  });

  it("ends a child in order, and by force when that takes too long", async () => {
    const inOrder = start(`process.on("SIGTERM", () => process.exit(0)); ${BEATS}`);
    await inOrder.up;
    await inOrder.stop(60_000);
    expect(await inOrder.ended).toEqual({ how: "ended with the exit code 0", lastLines: "" });
    const stubborn = start(`process.on("SIGTERM", () => {}); ${BEATS}`);
    await stubborn.up;
    await stubborn.stop(0);
    expect(await stubborn.ended).toEqual({ how: "ended by SIGKILL", lastLines: "" });
  });
});

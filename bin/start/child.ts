import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { listenForBeats } from "@/bin/beats/listen-for-beats";
import type { PartEnd, PartRun } from "@/bin/start/part";
import type { Patience } from "@/bin/start/patience";

const TAIL_LINES = 20;

/**
 * Starts a Node process of the stack in a process group of its own, so that a Ctrl-C reaches only this process, which stops the others in
 * order. A channel ties the child to this process: the child ends by itself when this one is killed, and shows by its beats that it is up
 * and does not hang. One that may be silent counts as up from the beginning. The child's standard error (the log) goes through; its
 * standard output only when `isLoud`.
 */
export function startChild(
  input: { args: string[]; env: Record<string, string>; isLoud: boolean } & Pick<Patience, "silentAfterMs">,
): PartRun {
  const { silentAfterMs } = input;
  const child = spawn(process.execPath, input.args, {
    env: { ...process.env, ...input.env },
    stdio: ["ignore", "pipe", "inherit", "ipc"],
    detached: true,
  });
  const lines: string[] = [];
  if (child.stdout) {
    createInterface({ input: child.stdout }).on("line", (line) => {
      if (input.isLoud) console.log(line);
      lines.push(line);
      if (lines.length > TAIL_LINES) lines.shift();
    });
  }
  let hung: string | null = null;
  const up = new Promise<void>((resolve) => {
    if (silentAfterMs === null) {
      resolve();
      return;
    }
    const onSilent = (silentMs: number) => {
      hung = `was silent for ${silentMs / 1_000} s and was killed`;
      child.kill("SIGKILL");
    };
    listenForBeats({ child, silentAfterMs, onFirst: resolve, onSilent });
  });
  const ended = new Promise<PartEnd>((resolve) => {
    child.on("error", (error) => resolve({ how: `could not be started (${error.message})`, lastLines: "" }));
    child.once("exit", (code, signal) => {
      const lastLines = code === null || input.isLoud ? "" : lines.join("\n");
      resolve({ how: hung ?? `ended ${describeEnd(code, signal)}`, lastLines });
    });
  });
  return {
    up,
    ended,
    kill: () => void child.kill("SIGKILL"),
    stop: async (graceMs) => {
      child.kill("SIGTERM");
      const timer = setTimeout(() => child.kill("SIGKILL"), graceMs);
      await ended;
      clearTimeout(timer);
    },
  };
}

function describeEnd(code: number | null, signal: NodeJS.Signals | null): string {
  return signal ? `by ${signal}` : `with the exit code ${code}`;
}

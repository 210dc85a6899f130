import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** The end of a process of the stack: its exit code, or the signal that ended it. */
export type ChildEnd = { code: number | null; signal: NodeJS.Signals | null };

export interface Child {
  ended: Promise<ChildEnd>;
  /** Returns the last lines that the process wrote to its standard output. */
  tail(): string;
  /** Sends SIGTERM, and SIGKILL after `graceMs`; settles when the process has ended. */
  stop(graceMs: number): Promise<void>;
  kill(): void;
}

const TAIL_LINES = 20;

/**
 * Starts a Node process of the stack in a process group of its own, so that a Ctrl-C reaches only this process, which stops the others in
 * order. A channel ties the child to this process, so that it ends by itself when this one is killed. Its standard error (the log) goes
 * through; its standard output only when `isLoud`.
 */
export function startChild(input: { args: string[]; env: Record<string, string>; isLoud: boolean }): Child {
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
  const ended = new Promise<ChildEnd>((resolve) => {
    child.once("error", () => resolve({ code: 1, signal: null }));
    child.once("exit", (code, signal) => resolve({ code, signal }));
  });
  return {
    ended,
    tail: () => lines.join("\n"),
    kill: () => void child.kill("SIGKILL"),
    stop: async (graceMs) => {
      child.kill("SIGTERM");
      const timer = setTimeout(() => child.kill("SIGKILL"), graceMs);
      await ended;
      clearTimeout(timer);
    },
  };
}

/** Returns the end in words: `with the exit code 1`, `by SIGKILL`. */
export function describeEnd({ code, signal }: ChildEnd): string {
  return signal ? `by ${signal}` : `with the exit code ${code}`;
}

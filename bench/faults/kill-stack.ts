import type { ChildProcess } from "node:child_process";
import { listProcessTree } from "@/bench/support/process-tree";

/**
 * Kills the process of `npm start` and every process below it at once, with `kill -9`. Resolves with their number when the
 * process is gone.
 */
export async function killStack(child: ChildProcess): Promise<number> {
  const ended = child.exitCode === null && child.signalCode === null ? new Promise((resolve) => child.once("exit", resolve)) : null;
  const pids = await listProcessTree(child.pid ?? 0);
  for (const pid of pids) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // The process ended by itself in the meantime.
    }
  }
  await ended;
  return pids.length;
}

import type { ChildProcess } from "node:child_process";
import { listProcessTree } from "@/bench/support/process-tree";

/** `kill -9` of the process that `npm start` runs and of every one below it, at once; settles when it is gone. */
export async function killStack(child: ChildProcess): Promise<number> {
  const ended = child.exitCode === null && child.signalCode === null ? new Promise((resolve) => child.once("exit", resolve)) : null;
  const pids = await listProcessTree(child.pid ?? 0);
  for (const pid of pids) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It ended by itself in between.
    }
  }
  await ended;
  return pids.length;
}

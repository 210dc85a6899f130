import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { listProcessTree } from "@/bench/support/process-tree";

/** Returns the resident memory in MB of a process and each process below it, by script and process id. Linux only; empty elsewhere. */
export async function readMemoryBelow(rootPid: number): Promise<Record<string, number>> {
  const memory: Record<string, number> = {};
  for (const pid of await listProcessTree(rootPid)) {
    const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
    const kilobytes = Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0);
    const words = (await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")).split("\0").filter(Boolean);
    const script = words.find((word) => /\.(m?js|ts)$/.test(word)) ?? words[0] ?? "process";
    const name = `${basename(script)} (${pid})`;
    memory[name] = Math.round(kilobytes / 1024);
  }
  return memory;
}

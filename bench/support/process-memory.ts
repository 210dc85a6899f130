import { readdir, readFile } from "node:fs/promises";
import { basename } from "node:path";

/** Resident memory in MB of each process below `rootPid`, by what it runs. Linux only; elsewhere it gives nothing. */
export async function readMemoryBelow(rootPid: number): Promise<Record<string, number>> {
  const pids = (await readdir("/proc").catch(() => [])).filter((name) => /^\d+$/.test(name)).map(Number);
  const parents = new Map<number, number>();
  for (const pid of pids) {
    const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
    const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
    if (parent) parents.set(pid, parent);
  }
  const isBelow = (pid: number): boolean => pid === rootPid || (parents.has(pid) && isBelow(parents.get(pid) ?? 0));
  const memory: Record<string, number> = {};
  for (const pid of pids.filter(isBelow)) {
    const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
    const kilobytes = Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0);
    const words = (await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")).split("\0").filter(Boolean);
    const script = words.find((word) => /\.(m?js|ts)$/.test(word)) ?? words[0] ?? "process";
    const name = `${basename(script)} (${pid})`;
    memory[name] = Math.round(kilobytes / 1024);
  }
  return memory;
}

import type { ChildProcess } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Balancer, startBalancer } from "@/bench/faults/balancer";
import { killStack } from "@/bench/faults/kill-stack";
import { findFreePort, makeStackSettings, type StackSettings, spawnStack, waitUntilHealthy } from "@/bench/support/stack-process";

/** One or more stacks on one database, each a start of its own. */
export interface Stacks {
  baseUrl: string;
  token: string;
  /** Resolves once all of them answer. The first call starts them, one after the other: the first may have to build. */
  untilHealthy(): Promise<void>;
  /** Kills one of them with all its processes and starts it again. Returns the number of processes. Throws where it had ended by itself. */
  killOne(): Promise<number>;
  /** Returns the logs of the latest starts. */
  logs(): Promise<string>;
  stop(): Promise<void>;
}

interface StartedStack {
  settings: StackSettings;
  logPath: string;
  /** Null before the first start. */
  child: ChildProcess | null;
}

/** Makes so many stacks; more than one are behind a balancer. With `inngestUrl` that dev server runs the functions. */
export async function makeStacks(input: {
  databaseUrl: string;
  dataDir: string;
  count: number;
  inngestUrl: string | undefined;
}): Promise<Stacks> {
  const { databaseUrl, dataDir, count, inngestUrl } = input;
  const ports: number[] = [];
  for (let n = 0; n < count; n++) ports.push(await findFreePort());
  const balancer = count > 1 ? await startBalancer(ports) : null;
  const shared = makeStackSettings({ databaseUrl, dataDir, port: ports[0] ?? 0 });
  const { token } = shared;
  const baseUrl = balancer?.url ?? shared.baseUrl;
  const started = ports.map((port): StartedStack => {
    const folder = join(dataDir, `stack-${port}`);
    const inngest: Record<string, string> = inngestUrl ? { INNGEST_DEV: inngestUrl, INNGEST_SERVE_ORIGIN: baseUrl } : {};
    const env = { ...shared.env, ...inngest, PORT: String(port), POSTERN_DATA_DIR: folder };
    const settings = { token, baseUrl: `http://127.0.0.1:${port}`, env };
    const logPath = join(dataDir, `stack-${port}.log`);
    return { settings, logPath, child: null };
  });
  return { baseUrl, token, ...controlOf(started, balancer) };
}

function controlOf(started: readonly StartedStack[], balancer: Balancer | null): Omit<Stacks, "baseUrl" | "token"> {
  let turn = 0;
  return {
    untilHealthy: async () => {
      for (const stack of started) {
        stack.child ??= spawnStack(stack.settings, stack.logPath);
        await waitUntilHealthy(stack.settings.baseUrl, stack.child);
      }
    },
    killOne: async () => {
      const stack = started[turn++ % started.length];
      if (!stack?.child) throw new Error("There is no stack.");
      if (stack.child.exitCode !== null)
        throw new Error(`The start of ${stack.settings.baseUrl} ended by itself with ${stack.child.exitCode}.`);
      const killed = await killStack(stack.child);
      stack.child = spawnStack(stack.settings, stack.logPath);
      return killed;
    },
    logs: async () => (await Promise.all(started.map(({ logPath }) => readFile(logPath, "utf8").catch(() => "")))).join("\n"),
    stop: async () => {
      for (const { child } of started) if (child) await killStack(child);
      await balancer?.close();
    },
  };
}

import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { ReceiverCommand, ReceiverStats } from "@/bench/support/receiver-process";

export interface Receiver {
  port: number;
  /** One loopback address for each requested host. */
  addresses: string[];
  pid: number;
  reset(): Promise<void>;
  stats(): Promise<ReceiverStats>;
  stop(): void;
}

/** Starts the null receiver on `hosts` loopback addresses, all on one port. */
export async function startReceiver(hosts: number): Promise<Receiver> {
  const addresses = Array.from({ length: hosts }, (_, index) => `127.0.${Math.floor(index / 250)}.${(index % 250) + 1}`);
  const path = fileURLToPath(new URL("./receiver-process.ts", import.meta.url));
  const child = fork(path, addresses, { execArgv: ["--import", "tsx"] });
  const [{ port }] = (await once(child, "message")) as [{ port: number }];
  return {
    port,
    addresses,
    pid: child.pid ?? 0,
    reset: async () => {
      await ask(child, { type: "reset" });
    },
    stats: () => ask(child, { type: "stats" }),
    stop: () => child.disconnect(),
  };
}

async function ask(child: ChildProcess, command: ReceiverCommand): Promise<ReceiverStats> {
  const answer = once(child, "message");
  child.send(command);
  const [stats] = (await answer) as [ReceiverStats];
  return stats;
}

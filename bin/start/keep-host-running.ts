import { setTimeout as sleep } from "node:timers/promises";
import { type Child, describeEnd } from "@/bin/start/child";
import { SECOND_HOST } from "@/bin/start/refuse-second-host";

/** The exit code of bin/host.ts when another host has the database's lock. */
const EXIT_OTHER_HOST = 3;
const STABLE_AFTER_MS = 60_000;
const MAX_DELAY_MS = 10_000;

export interface KeptHost {
  /** Rejects when it is of no use to start the host again. */
  failed: Promise<never>;
  stop(graceMs: number): Promise<void>;
  kill(): void;
}

/** Starts the host, and starts it again whenever it ends by itself: at once, then after longer and longer pauses until it stays. */
export function keepHostRunning(start: () => Child): KeptHost {
  let isStopping = false;
  let child = start();
  const failed = (async () => {
    for (let failures = 0; ; failures++) {
      const startedAtMs = Date.now();
      const end = await child.ended;
      if (isStopping) return new Promise<never>(() => undefined);
      if (end.code === EXIT_OTHER_HOST) throw new Error(SECOND_HOST);
      if (Date.now() - startedAtMs > STABLE_AFTER_MS) failures = 0;
      console.error(`The host ended ${describeEnd(end)}; starting it again.`);
      await sleep(Math.min(MAX_DELAY_MS, failures * 1_000));
      if (isStopping) return new Promise<never>(() => undefined);
      child = start();
    }
  })();
  failed.catch(() => undefined);
  return {
    failed,
    stop: (graceMs) => {
      isStopping = true;
      return child.stop(graceMs);
    },
    kill: () => {
      isStopping = true;
      child.kill();
    },
  };
}

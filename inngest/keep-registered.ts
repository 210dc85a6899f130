import { setTimeout as sleep } from "node:timers/promises";

const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 30_000;
const LOOK_EVERY_MS = 30_000;
/** The sweep alone calls once a minute, if not always this process of several. */
const SILENCE_MS = 300_000;

/**
 * Makes the app known to Inngest, again until it has taken note, and again whenever it has not called for five minutes: a
 * server that was started anew, or a dev server, which keeps nothing, may have forgotten it. Ends when `signal` aborts.
 */
export async function keepRegistered(input: {
  register: () => Promise<void>;
  /** Unix time in milliseconds at which Inngest last called. */
  lastCallAtMs: () => number;
  onRegistered: () => void;
  onFailed: (error: unknown) => void;
  signal: AbortSignal;
}): Promise<void> {
  const wait = (ms: number) => sleep(ms, undefined, { signal: input.signal, ref: false }).catch(() => undefined);
  let registeredAtMs = Number.NEGATIVE_INFINITY;
  let failures = 0;
  while (!input.signal.aborted) {
    if (Math.max(registeredAtMs, input.lastCallAtMs()) + SILENCE_MS > Date.now()) {
      await wait(LOOK_EVERY_MS);
      continue;
    }
    try {
      await input.register();
      registeredAtMs = Date.now();
      failures = 0;
      input.onRegistered();
    } catch (error) {
      input.onFailed(error);
      await wait(Math.min(FIRST_RETRY_MS * 2 ** failures++, LAST_RETRY_MS));
    }
  }
}

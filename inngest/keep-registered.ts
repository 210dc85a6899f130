import { setTimeout as sleep } from "node:timers/promises";

const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 30_000;
const LOOK_EVERY_MS = 30_000;
/**
 * The silence after which Inngest may have forgotten the app. The sweep alone calls once a minute, though of several processes not always
 * this one.
 */
const SILENCE_MS = 300_000;

/**
 * Makes the app known to Inngest. It tries until Inngest has taken note, and again whenever Inngest has not called for five minutes,
 * because a restarted server, or a dev server, which keeps nothing, may have forgotten the app. Ends when `signal` aborts.
 */
export async function keepRegistered(input: {
  register: () => Promise<void>;
  /** Returns the Unix time in milliseconds at which Inngest last called. */
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

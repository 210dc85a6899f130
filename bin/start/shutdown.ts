/** The error that ends a start which is asked to stop in between. */
export class StopRequested extends Error {}

/** The time after which a further signal means impatience. A Ctrl-C may arrive twice, from the terminal and through npm. */
const IMPATIENCE_MS = 1_000;

export interface Shutdown {
  signal: AbortSignal;
  /** Rejects with StopRequested when a stop is asked for. */
  requested: Promise<never>;
  /** Throws StopRequested when a stop has been asked for. */
  check(): void;
}

/**
 * Listens for SIGINT, SIGTERM and SIGHUP. The first asks to stop in order; a later one calls `onImpatience` and ends the process at once.
 */
export function listenForShutdown(onImpatience: () => void): Shutdown {
  const controller = new AbortController();
  let requestedAtMs = Number.POSITIVE_INFINITY;
  const onSignal = () => {
    if (Date.now() - requestedAtMs > IMPATIENCE_MS) {
      onImpatience();
      process.exit(130);
    }
    requestedAtMs = Math.min(requestedAtMs, Date.now());
    controller.abort();
  };
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, onSignal);
  const requested = new Promise<never>((_resolve, reject) => {
    controller.signal.addEventListener("abort", () => reject(new StopRequested()), { once: true });
  });
  requested.catch(() => undefined);
  return {
    signal: controller.signal,
    requested,
    check: () => {
      if (controller.signal.aborted) throw new StopRequested();
    },
  };
}

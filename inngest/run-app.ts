import { getAppState } from "@/inngest/app-state";
import { getDeliverer } from "@/inngest/context";
import { getJobs } from "@/inngest/jobs";
import { keepRegistered } from "@/inngest/keep-registered";
import { registerApp } from "@/inngest/serve-app";
import { getLogger } from "@/server/platform/logger";

/** How long requests that are still open may take at the end. */
const DRAIN_MS = 10_000;

/** Begins what a web process does besides answering when Inngest runs the functions: it makes them known, and ends in order. */
export function runApp(): void {
  const logger = getLogger("inngest");
  const stopping = new AbortController();
  void keepRegistered({
    register: registerApp,
    lastCallAtMs: () => getAppState().lastCallAtMs,
    onRegistered: () => {
      logger.info("Inngest knows the functions.");
      // What fell due while nobody was there to be rung.
      void getJobs().send({ name: "webhook/deliveries.due" });
    },
    onFailed: (error) => logger.warn({ err: error }, "Inngest does not know the functions yet: nothing is delivered. Trying again."),
    signal: stopping.signal,
  });
  beforeStopping(async () => {
    getAppState().isStopping = true;
    stopping.abort();
    await getDeliverer().drain(DRAIN_MS);
  });
}

/**
 * Has `finish` done before the web server's own handlers of SIGTERM and SIGINT run, which end the process as soon as no
 * request is open. A second signal does not wait for it.
 */
function beforeStopping(finish: () => Promise<void>): void {
  for (const name of ["SIGTERM", "SIGINT"] as const) {
    const handlers = process.listeners(name);
    const handOn = () => {
      for (const handler of handlers) handler(name);
    };
    let isFinishing = false;
    process.removeAllListeners(name);
    process.on(name, () => {
      if (isFinishing) return handOn();
      isFinishing = true;
      finish().then(handOn, handOn);
    });
  }
}

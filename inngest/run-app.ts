import { getAppState } from "@/inngest/app-state";
import { beforeStopping } from "@/inngest/before-stopping";
import { getInngest } from "@/inngest/client";
import { getDeliverer } from "@/inngest/context";
import { getJobs } from "@/inngest/jobs";
import { keepRegistered } from "@/inngest/keep-registered";
import { registerApp } from "@/inngest/serve-app";
import { getEnv } from "@/server/platform/env";
import { getLogger } from "@/server/platform/logger";

/** How long requests that are still open may take at the end. */
const DRAIN_MS = 10_000;
const LOOPBACK = ["127.0.0.1", "::1", "localhost"];

/** Begins what a web process does besides answering when Inngest runs the functions: it makes them known, and ends in order. */
export function runApp(): void {
  const logger = getLogger("inngest");
  if (getInngest().mode === "dev" && !LOOPBACK.includes(getEnv().host)) {
    logger.warn("INNGEST_DEV is set: whoever reaches /api/inngest can run the functions. Use keys where others can.");
  }
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

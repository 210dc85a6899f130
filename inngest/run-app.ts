import { keepRegistered } from "@/inngest/keep-registered";
import type { InngestApp } from "@/inngest/serve-app";
import type { Process } from "@/server/process";

const LOOPBACK = ["127.0.0.1", "::1", "localhost"];

/** Begins the further work of a web process when Inngest runs the functions: it makes them known, until the process stops. */
export function runApp({ own, app }: { own: Process; app: InngestApp }): void {
  const logger = own.means.logger.child({ part: "inngest" });
  if (app.mode === "dev" && !LOOPBACK.includes(own.env.host)) {
    logger.warn("INNGEST_DEV is set: whoever reaches /api/inngest can run the functions. Use keys where others can.");
  }
  void keepRegistered({
    register: app.register,
    lastCallAtMs: app.lastCallAtMs,
    onRegistered: () => {
      logger.info("Inngest knows the functions.");
      // This sends what fell due while nobody was there to be rung.
      void own.means.jobs.send({ name: "webhook/deliveries.due" });
    },
    onFailed: (error) => logger.warn({ err: error }, "Inngest does not know the functions yet: nothing is delivered. Trying again."),
    signal: own.stopping,
  });
}

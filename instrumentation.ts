import { getEnv } from "@/server/platform/env";

/** Next calls it once in each server process, before the first request. */
export async function register(): Promise<void> {
  // biome-ignore lint/style/noProcessEnv: the bundler puts a constant in its place, and leaves out of other runtimes what is Node's.
  if (process.env.NEXT_RUNTIME === "nodejs" && getEnv().isInngestConfigured) {
    const { runApp } = await import("@/inngest/run-app");
    runApp();
  }
}

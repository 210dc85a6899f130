import { Inngest } from "inngest";
import { serveEvents } from "@/inngest/runtime/embedded-fetch";
import { getDatabase } from "@/server/platform/db";
import { getEnv } from "@/server/platform/env";
import { getLogger } from "@/server/platform/logger";

/** The app's id: the first part of every function's id on the wire, so it must stay. */
export const APP_ID = "postern";

let client: Inngest | undefined;

/**
 * The process's Inngest client. Where Inngest is configured the SDK reads INNGEST_* by itself; otherwise what it would
 * send to Inngest goes to the embedded host, and requests need no signature because they never leave the process.
 */
export function getInngest(): Inngest {
  if (!client) {
    const common = { id: APP_ID, logger: getLogger("inngest"), aiMetadata: false };
    client = getEnv().isInngestConfigured
      ? new Inngest(common)
      : new Inngest({ ...common, isDev: true, baseUrl: "http://embedded.invalid", fetch: serveEvents(getDatabase) });
  }
  return client;
}

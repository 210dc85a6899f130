import { Inngest } from "inngest";
import type { Logger } from "pino";
import { serveEvents } from "@/inngest/runtime/embedded-fetch";
import type { Database } from "@/server/platform/db";
import type { Env } from "@/server/platform/env";

/** The app's id. It must stay, because it is the first part of every function's id on the wire. */
const APP_ID = "postern";

/** The parts that a client is made from. */
export interface ClientParts {
  env: Env;
  db: Database;
  logger: Logger;
}

/**
 * Makes an Inngest client. Where Inngest is configured, the SDK reads INNGEST_* by itself. Otherwise the events that it would send to
 * Inngest go to the embedded host, and requests need no signature because they never leave the process.
 */
export function createClient({ env, db, logger }: ClientParts): Inngest {
  const common = { id: APP_ID, logger: logger.child({ part: "inngest" }), aiMetadata: false };
  if (env.isInngestConfigured) return new Inngest(common);
  return new Inngest({ ...common, isDev: true, baseUrl: "http://embedded.invalid", fetch: serveEvents(db) });
}

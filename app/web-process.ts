import type { IncomingMessage, ServerResponse } from "node:http";
import type { InngestApp } from "@/inngest/serve-app";
import type { Process } from "@/server/process";

/**
 * Answers a request of Node's server. Returns false when its path is not in the table; it then only cleans the target, so that
 * Next sees the path that is meant.
 */
export type Answerer = (incoming: IncomingMessage, outgoing: ServerResponse) => boolean;

/** The web server's process object. */
export interface WebProcess extends Process {
  /** Answers the API's requests before Next sees them. */
  answer: Answerer;
  /** Serves the functions to Inngest; null where the embedded host runs them. */
  inngest: InngestApp | null;
}

/**
 * The one global of Postern. Next bundles a module more than once (for routes, for pages, for instrumentation.ts), so a module's
 * own state exists several times in a process. Next has no other way to pass the process object to its routes.
 */
const holder = globalThis as typeof globalThis & { posternProcess?: WebProcess };

/** Makes this the process object that everything in this process finds. */
export function holdProcess(held: WebProcess): void {
  holder.posternProcess = held;
}

/** Returns the process object; undefined before instrumentation.ts has created it. */
export function findProcess(): WebProcess | undefined {
  return holder.posternProcess;
}

/** Returns the process object. Only the edges of app/ may use it; verbs take a context. Throws before instrumentation.ts has created it. */
export function getProcess(): WebProcess {
  if (holder.posternProcess) return holder.posternProcess;
  throw new Error("The process object is not there yet: instrumentation.ts makes it.");
}

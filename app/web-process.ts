import type { IncomingMessage, ServerResponse } from "node:http";
import type { InngestApp } from "@/inngest/serve-app";
import type { Process } from "@/server/process";

/**
 * Answers a request as Node's server gives it. Returns false when its path is none of the table's: then only its target is cleaned, so that
 * whoever answers instead finds the path as it is meant.
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
 * The one global of Postern. Next bundles a module more than once (for routes, for pages, for instrumentation.ts), so that what a module
 * holds is there several times in a process; and it gives its routes nothing else by which the process object could be handed down.
 */
const holder = globalThis as typeof globalThis & { posternProcess?: WebProcess };

/** Makes this the object that everything in this process finds. */
export function holdProcess(held: WebProcess): void {
  holder.posternProcess = held;
}

/** Returns the process object; undefined before instrumentation.ts has made it. */
export function findProcess(): WebProcess | undefined {
  return holder.posternProcess;
}

/** Returns the process object. For the edges of app/ only; verbs take a context. Throws before instrumentation.ts has made it. */
export function getProcess(): WebProcess {
  if (holder.posternProcess) return holder.posternProcess;
  throw new Error("The process object is not there yet: instrumentation.ts makes it.");
}

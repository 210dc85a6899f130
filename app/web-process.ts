import type { OpenApiDocument } from "@/app/v1/_openapi/build-document";
import type { InngestApp } from "@/inngest/serve-app";
import type { Process } from "@/server/process";

/** The web server's process object. */
export interface WebProcess extends Process {
  /** Serves the functions to Inngest; null where the embedded host runs them. */
  inngest: InngestApp | null;
  /** Returns the definition of this installation's API. Made once: what the routes declare does not change. */
  readApiDefinition(): OpenApiDocument;
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

/** Whether the process has its object already: in development Next may start the same process anew. */
export function isProcessHeld(): boolean {
  return holder.posternProcess !== undefined;
}

/** Returns the process object. For the edges of app/ only; verbs take a context. Throws before instrumentation.ts has made it. */
export function getProcess(): WebProcess {
  if (holder.posternProcess) return holder.posternProcess;
  throw new Error("The process object is not there yet: instrumentation.ts makes it.");
}

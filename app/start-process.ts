import { buildDocument, type OpenApiDocument } from "@/app/v1/_openapi/build-document";
import { ALL_ROUTES } from "@/app/v1/_openapi/served-document";
import { holdProcess, isProcessHeld, type WebProcess } from "@/app/web-process";
import { connectJobs } from "@/inngest/jobs";
import { runApp } from "@/inngest/run-app";
import { createInngestApp } from "@/inngest/serve-app";
import { createProcess } from "@/server/process";

const API_VERSION = "1.0.0";

/** Makes the web server's process object. Throws when a variable is wrong or missing. */
export function createWebProcess(): WebProcess {
  const own = createProcess({ connectJobs });
  const { env } = own;
  let definition: OpenApiDocument | undefined;
  return {
    ...own,
    inngest: env.isInngestConfigured ? createInngestApp(own) : null,
    readApiDefinition: () => {
      definition ??= buildDocument({ routes: ALL_ROUTES, serverUrl: env.publicUrl, version: API_VERSION });
      return definition;
    },
  };
}

/** Makes the process object, holds it for all of the process, and begins what it does besides answering. */
export function startProcess(): void {
  if (isProcessHeld()) return;
  const own = createWebProcess();
  holdProcess(own);
  if (own.inngest) runApp({ own, app: own.inngest });
  for (const name of ["SIGTERM", "SIGINT"] as const) process.once(name, own.announceStop);
}

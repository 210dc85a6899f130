import { createAnswerer } from "@/app/_http/create-answerer";
import type { RouteModule } from "@/app/_http/define-methods";
import { findProcess, holdProcess, type WebProcess } from "@/app/web-process";
import { connectJobs } from "@/inngest/jobs";
import { runApp } from "@/inngest/run-app";
import { createInngestApp } from "@/inngest/serve-app";
import { createProcess, type Process } from "@/server/process";

type Routes = Readonly<Record<string, RouteModule>>;

/**
 * Creates the web server's process object. `routes` are answered before Next; `env` is read from the process's variables unless it is
 * given. Throws when a variable is wrong or missing.
 */
export function createWebProcess({ routes, env }: { routes: Routes; env?: Process["env"] }): WebProcess {
  const own = createProcess({ ...(env && { env }), connectJobs });
  return { ...own, answer: createAnswerer(routes), inngest: own.env.isInngestConfigured ? createInngestApp(own) : null };
}

/** Creates the process object, makes it available to the whole process, and starts its background work. */
export function startProcess(routes: Routes): void {
  if (findProcess()) return;
  const own = createWebProcess({ routes });
  holdProcess(own);
  if (own.inngest) runApp({ own, app: own.inngest });
}

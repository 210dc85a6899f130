import { getProcess } from "@/app/web-process";
import { createClient } from "@/inngest/client";
import { createFunctions } from "@/inngest/functions/create-functions";
import { migrateHost } from "@/inngest/runtime/migrate-host";
import { type EmbeddedHost, startHost } from "@/inngest/runtime/start-host";

/** Starts the embedded host for the installation of this process, in this process. */
export async function startProcessHost(): Promise<EmbeddedHost> {
  const own = getProcess();
  const { env, databaseUrl, means } = own;
  await migrateHost({ databaseUrl });
  const inngest = createClient({ env, ...means });
  const functions = createFunctions({ inngest, own });
  return startHost({ databaseUrl, inngest, functions, logger: means.logger, pollIntervalMs: 50 });
}

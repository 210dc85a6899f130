import { contextForInstallation } from "@/app/context";
import { getAppState } from "@/inngest/app-state";
import { isInngestConfigured } from "@/inngest/jobs";
import { checkHealth } from "@/server/installation/check-health";

export const dynamic = "force-dynamic";

/**
 * For load balancers and `npm start`: 200 only when this process reaches the database and a host runs the functions, and not
 * once it is stopping.
 */
export async function GET(): Promise<Response> {
  const { db } = contextForInstallation(crypto.randomUUID());
  const { isHealthy, database, host } = await checkHealth({ db, isInngestConfigured: isInngestConfigured() });
  const isServing = isHealthy && !getAppState().isStopping;
  return Response.json(
    { status: isServing ? "ok" : isHealthy ? "stopping" : "unavailable", database, host },
    { status: isServing ? 200 : 503, headers: { "cache-control": "no-store" } },
  );
}

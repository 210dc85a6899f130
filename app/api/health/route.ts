import { contextForInstallation } from "@/app/context";
import { isInngestConfigured } from "@/inngest/jobs";
import { checkHealth } from "@/server/installation/check-health";

export const dynamic = "force-dynamic";

/** For load balancers and `npm start`: 200 only when this process reaches the database and a host runs the functions. */
export async function GET(): Promise<Response> {
  const { db } = contextForInstallation(crypto.randomUUID());
  const { isHealthy, database, host } = await checkHealth({ db, isInngestConfigured: isInngestConfigured() });
  return Response.json(
    { status: isHealthy ? "ok" : "unavailable", database, host },
    { status: isHealthy ? 200 : 503, headers: { "cache-control": "no-store" } },
  );
}

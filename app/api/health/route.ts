import { getProcess } from "@/app/web-process";
import { checkHealth } from "@/server/installation/check-health";

export const dynamic = "force-dynamic";

/**
 * Answers load balancers and `npm start`: 200 when this process reaches the database and a host runs the functions, 503 otherwise
 * and once the process is stopping.
 */
export async function GET(): Promise<Response> {
  const { env, healthDb, writeWatch, stopping } = getProcess();
  const { isHealthy, database, host } = await checkHealth({ db: healthDb, writeWatch, isInngestConfigured: env.isInngestConfigured });
  const isServing = isHealthy && !stopping.aborted;
  return Response.json(
    { status: isServing ? "ok" : isHealthy ? "stopping" : "unavailable", database, host },
    { status: isServing ? 200 : 503, headers: { "cache-control": "no-store" } },
  );
}

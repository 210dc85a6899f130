import type { Jobs } from "@/server/jobs";
import type { Database } from "@/server/platform/db";

const SILENT_FOR_MS = 5 * 60_000;

/**
 * Starts another run of every job whose run has been silent for five minutes, so that no job is lost with its host. A caller who
 * knows that no run is alive passes `silentForMs: 0`. Returns the number of jobs.
 */
export async function reviveReplayJobs(input: { db: Database; jobs: Jobs; silentForMs?: number }): Promise<number> {
  const { db, jobs, silentForMs = SILENT_FOR_MS } = input;
  const revived = await db.$queryRaw<{ id: string; run: number }[]>`
    update replay_job set run = run + 1, beat_at = now()
    where state = 'running' and beat_at <= now() - ${silentForMs}::int * interval '1 millisecond'
    returning id, run`;
  for (const { id, run } of revived) await jobs.send({ name: "webhook/replay-job.due", jobId: id, run, part: 1 });
  return revived.length;
}

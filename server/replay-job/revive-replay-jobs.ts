import type { Jobs } from "@/server/jobs";
import type { Database } from "@/server/platform/db";

/** Begins another run of every job whose run was not heard of for five minutes: no host forgets for good what it was to go on with. */
export async function reviveReplayJobs({ db, jobs }: { db: Database; jobs: Jobs }): Promise<number> {
  const revived = await db.$queryRaw<{ id: string; run: number }[]>`
    update replay_job set run = run + 1, beat_at = now()
    where state = 'running' and beat_at < now() - interval '5 minutes'
    returning id, run`;
  for (const { id, run } of revived) await jobs.send({ name: "webhook/replay-job.due", jobId: id, run, part: 1 });
  return revived.length;
}

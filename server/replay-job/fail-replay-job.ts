import type { StateReason } from "@/domain/replay-job/state-reasons";
import type { Database } from "@/server/platform/db";

/** Marks a job as failed when its run could not continue; it can be resumed. Does nothing when another run continues the job. */
export async function failReplayJob(input: { db: Database; jobId: string; run: number }): Promise<void> {
  const reason: StateReason = "INTERNAL_ERROR";
  await input.db.replayJob.updateMany({ where: { id: input.jobId, run: input.run, state: "running" }, data: { state: "failed", reason } });
}

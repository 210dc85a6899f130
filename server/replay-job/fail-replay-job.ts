import type { StateReason } from "@/domain/replay-job/state-reasons";
import type { Database } from "@/server/platform/db";

/** Gives a job up with which its run could not go on, whatever was tried; it can be resumed. Nothing, when it goes on elsewhere. */
export async function failReplayJob(input: { db: Database; jobId: string; run: number }): Promise<void> {
  const reason: StateReason = "INTERNAL_ERROR";
  await input.db.replayJob.updateMany({ where: { id: input.jobId, run: input.run, state: "running" }, data: { state: "failed", reason } });
}

import { PosternError } from "@/domain/errors";
import type { ReplayJob } from "@/prisma/generated/client";
import type { Database } from "@/server/platform/db";

/** Returns a replay job by its id. Throws PosternError `not_found` for an unknown id and for another organization's job. */
export async function getReplayJobInTenant(input: { db: Database; organizationId: string; jobId: string }): Promise<ReplayJob> {
  const { db, organizationId, jobId } = input;
  const job = await db.replayJob.findFirst({ where: { id: jobId, organizationId } });
  if (!job) throw noSuchReplayJob(jobId);
  return job;
}

export function noSuchReplayJob(jobId: string): PosternError {
  return new PosternError(
    "not_found",
    `This organization has no replay job with the id ${jobId}. Its replay jobs are listed with their ids.`,
  );
}

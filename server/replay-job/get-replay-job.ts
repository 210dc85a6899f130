import { parseInput } from "@/domain/parse-input";
import type { ReplayJob } from "@/domain/replay-job/replay-job";
import { type ReplayJobReference, replayJobReference } from "@/domain/replay-job/replay-job-input";
import { Prisma } from "@/prisma/generated/client";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { noSuchReplayJob } from "@/server/replay-job/find-replay-job";
import { type ReplayJobRow, selectReplayJobs, serializeReplayJob } from "@/server/replay-job/serialize-replay-job";

/** Returns a replay job as it is now, even of a deleted webhook. Throws PosternError `not_found`. */
export async function getReplayJob({ ctx, input }: { ctx: Context; input: ReplayJobReference }): Promise<ReplayJob> {
  authorise(ctx, "read");
  const { jobId } = parseInput(replayJobReference, input);
  const narrowed = Prisma.sql`j.organization_id = ${ctx.tenant.organizationId} and j.id = ${jobId}`;
  const [row] = await ctx.db.$queryRaw<ReplayJobRow[]>(selectReplayJobs(narrowed));
  if (!row) throw noSuchReplayJob(jobId);
  return serializeReplayJob(row);
}

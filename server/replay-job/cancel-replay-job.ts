import { parseInput } from "@/domain/parse-input";
import type { ReplayJob } from "@/domain/replay-job/replay-job";
import { type ReplayJobReference, replayJobReference } from "@/domain/replay-job/replay-job-input";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { changeState } from "@/server/replay-job/change-state";

/**
 * Ends a job for good before it has sent everything. The deliveries that it has made, a few seconds' worth, are still sent. Needs
 * the scope publish. Throws PosternError `not_found`, or `conflict` for a job that has ended.
 */
export async function cancelReplayJob({ ctx, input }: { ctx: Context; input: ReplayJobReference }): Promise<ReplayJob> {
  authorise(ctx, "publish");
  const { jobId } = parseInput(replayJobReference, input);
  return changeState({ ctx, jobId, act: "cancel", data: { state: "cancelled", endedAt: ctx.clock.now() } });
}

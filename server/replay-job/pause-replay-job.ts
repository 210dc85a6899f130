import { parseInput } from "@/domain/parse-input";
import type { ReplayJob } from "@/domain/replay-job/replay-job";
import { type ReplayJobReference, replayJobReference } from "@/domain/replay-job/replay-job-input";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { changeState } from "@/server/replay-job/change-state";

/**
 * Pauses a running job, which then takes up nothing until it is resumed. The deliveries that it has made, a few seconds' worth,
 * are still sent. Needs the scope publish. Throws PosternError `not_found`, or `conflict` for a job that does not run.
 */
export async function pauseReplayJob({ ctx, input }: { ctx: Context; input: ReplayJobReference }): Promise<ReplayJob> {
  authorise(ctx, "publish");
  const { jobId } = parseInput(replayJobReference, input);
  return changeState({ ctx, jobId, act: "pause", data: { state: "paused", reason: null } });
}

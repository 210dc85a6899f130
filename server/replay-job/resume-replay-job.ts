import { parseInput } from "@/domain/parse-input";
import type { ReplayJob } from "@/domain/replay-job/replay-job";
import { type ReplayJobReference, replayJobReference } from "@/domain/replay-job/replay-job-input";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { changeState } from "@/server/replay-job/change-state";
import { getReplayJobInTenant } from "@/server/replay-job/find-replay-job";
import { assertTriggerable } from "@/server/webhook-row/assert-triggerable";
import { getWebhookInTenant } from "@/server/webhook-row/find-webhook";

/**
 * Continues a paused or failed job where it stopped. Needs the scope publish. Throws PosternError `not_found`, also when its
 * webhook was deleted; `invalid_input` for a webhook that is disabled or incomplete; `conflict` for a job that runs or has ended.
 */
export async function resumeReplayJob({ ctx, input }: { ctx: Context; input: ReplayJobReference }): Promise<ReplayJob> {
  authorise(ctx, "publish");
  const { jobId } = parseInput(replayJobReference, input);
  const { organizationId } = ctx.tenant;
  const { webhookId } = await getReplayJobInTenant({ db: ctx.db, organizationId, jobId });
  const webhook = await getWebhookInTenant({ db: ctx.db, organizationId, webhookId });
  assertTriggerable({ webhook, path: "jobId" });

  // A job's pace is judged by the database's clock alone.
  const [{ now }] = await ctx.db.$queryRaw<[{ now: Date }]>`select now()`;
  const data = { state: "running", reason: null, run: { increment: 1 }, pacedAt: new Date(now.getTime() - 1_000), beatAt: now } as const;
  const job = await changeState({ ctx, jobId, act: "resume", data });
  const { run } = await getReplayJobInTenant({ db: ctx.db, organizationId, jobId });
  await ctx.jobs.send({ name: "webhook/replay-job.due", jobId, run, part: 1 });
  return job;
}

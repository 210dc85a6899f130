import { PosternError } from "@/domain/errors";
import { type ReplayJob, type ReplayJobAct, STATES_BEFORE } from "@/domain/replay-job/replay-job";
import type { Prisma } from "@/prisma/generated/client";
import { recordAudit } from "@/server/audit/record-audit";
import type { Context } from "@/server/context";
import { getReplayJobInTenant } from "@/server/replay-job/find-replay-job";
import { getReplayJob } from "@/server/replay-job/get-replay-job";

const DONE = { pause: "paused", resume: "resumed", cancel: "cancelled" } as const satisfies Record<ReplayJobAct, string>;

/**
 * Changes a job's state if its present state allows it. Returns the changed job. Throws PosternError `not_found`, or `conflict`
 * with the present state.
 */
export async function changeState(input: {
  ctx: Context;
  jobId: string;
  act: ReplayJobAct;
  data: Prisma.ReplayJobUpdateManyMutationInput;
}): Promise<ReplayJob> {
  const { ctx, jobId, act, data } = input;
  const { organizationId } = ctx.tenant;
  const isChanged = await ctx.db.$transaction(async (tx) => {
    const [job] = await tx.replayJob.updateManyAndReturn({
      where: { id: jobId, organizationId, state: { in: [...STATES_BEFORE[act]] } },
      data,
      include: { webhook: { select: { name: true } } },
    });
    if (!job) return false;
    await recordAudit({ tx, ctx, action: `replay_job.${DONE[act]}`, target: { type: "replay_job", id: jobId, name: job.webhook.name } });
    return true;
  });
  if (!isChanged) {
    const { state } = await getReplayJobInTenant({ db: ctx.db, organizationId, jobId });
    throw new PosternError("conflict", `This replay job is ${state}, so it cannot be ${DONE[act]}.`);
  }
  return getReplayJob({ ctx: { ...ctx, actor: { type: "system" } }, input: { jobId } });
}

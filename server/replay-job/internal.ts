import { PosternError } from "@/domain/errors";
import type { ReplayableStatus } from "@/domain/replay-job/replay-job-input";
import { Prisma, type ReplayJob } from "@/prisma/generated/client";
import type { Database } from "@/server/platform/db";

/** Written out, so that the planner can prove that a partial index holds what is asked for. */
const OF_STATUS = {
  succeeded: Prisma.sql`d.status = 'succeeded'`,
  failed: Prisma.sql`d.status = 'failed'`,
  skipped: Prisma.sql`d.status = 'skipped'`,
} as const satisfies Record<ReplayableStatus, Prisma.Sql>;

/** What a job selects: of a webhook, by status and time of publication. */
export interface Selection {
  organizationId: string;
  webhookId: string;
  status: ReplayableStatus | null;
  from: Date | null;
  to: Date | null;
}

/**
 * The conditions of a selection on the delivery `d`. `madeAt` is when the job was made: what had not ended by then is not part of
 * it, so that a job sends again what was counted, whatever comes and ends while it runs.
 */
export function selectedDeliveries(selection: Selection, madeAt: Prisma.Sql): Prisma.Sql {
  const { organizationId, webhookId, status, from, to } = selection;
  return Prisma.sql`d.organization_id = ${organizationId} and d.webhook_id = ${webhookId}
    and ${status === null ? Prisma.sql`d.status in ('succeeded', 'failed', 'skipped')` : OF_STATUS[status]}
    and d.created_at <= ${madeAt} and coalesce(d.ended_at, d.created_at) <= ${madeAt}
    ${from === null ? Prisma.empty : Prisma.sql`and d.created_at >= ${from}`}
    ${to === null ? Prisma.empty : Prisma.sql`and d.created_at <= ${to}`}`;
}

/** The one way to a job by its id. Throws PosternError `not_found`, for another organization's as well. */
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

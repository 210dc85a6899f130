import type { ReplayJob, ReplayJobState } from "@/domain/replay-job/replay-job";
import { REPLAYABLE_STATUSES } from "@/domain/replay-job/replay-job-input";
import { isStateReason, STATE_REASONS } from "@/domain/replay-job/state-reasons";
import { Prisma } from "@/prisma/generated/client";
import type { DeliveryStatus } from "@/prisma/generated/enums";

export interface ReplayJobRow {
  id: string;
  webhookId: string;
  webhookName: string;
  state: ReplayJobState;
  reason: string | null;
  deliveryStatus: DeliveryStatus | null;
  publishedFrom: Date | null;
  publishedTo: Date | null;
  isTransformedAgain: boolean;
  ratePerSecond: number;
  total: number;
  replayed: number;
  inProgress: number;
  failed: number;
  skipped: number;
  createdAt: Date;
  endedAt: Date | null;
}

/**
 * Returns the statement that reads jobs with the present counts of their deliveries. `narrowed` holds conditions on the job `j`,
 * and the clauses after them. It counts only deliveries that have not succeeded, which are few entries of an index even for a job
 * of a million.
 */
export function selectReplayJobs(narrowed: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    select j.id, j.webhook_id as "webhookId", w.name as "webhookName", j.state, j.reason, j.delivery_status as "deliveryStatus",
      j.published_from as "publishedFrom", j.published_to as "publishedTo", j.is_transformed_again as "isTransformedAgain",
      j.rate_per_second as "ratePerSecond", j.total, j.replayed, j.created_at as "createdAt", j.ended_at as "endedAt", o."inProgress",
      j.deleted_failed + o.failed as failed, j.deleted_skipped + o.skipped as skipped
    from replay_job j
    join webhook w on w.id = j.webhook_id and w.organization_id = j.organization_id
    cross join lateral (
      select count(*) filter (where d.status = 'in_progress')::int as "inProgress",
        count(*) filter (where d.status = 'failed')::int as failed, count(*) filter (where d.status = 'skipped')::int as skipped
      from delivery d where d.replay_job_id = j.id and d.status in ('in_progress', 'failed', 'skipped')
    ) o
    where ${narrowed}`;
}

export function serializeReplayJob(row: ReplayJobRow): ReplayJob {
  const { publishedFrom, publishedTo, reason, inProgress, failed, skipped, replayed } = row;
  const status = REPLAYABLE_STATUSES.find((known) => known === row.deliveryStatus);
  const range = {
    ...(publishedFrom ? { from: publishedFrom.toISOString() } : {}),
    ...(publishedTo ? { to: publishedTo.toISOString() } : {}),
  };
  return {
    id: row.id,
    webhook_config_id: row.webhookId,
    webhook_name: row.webhookName,
    state: row.state,
    ...(reason === null ? {} : { reason: { code: reason, message: isStateReason(reason) ? STATE_REASONS[reason] : reason } }),
    ...(status ? { status } : {}),
    ...(publishedFrom || publishedTo ? { timestamp: range } : {}),
    reapply_transform: row.isTransformedAgain,
    ratePerSecond: row.ratePerSecond,
    progress: {
      total: row.total,
      replayed,
      in_progress: inProgress,
      succeeded: replayed - inProgress - failed - skipped,
      failed,
      skipped,
    },
    created_at: row.createdAt.toISOString(),
    ...(row.endedAt ? { ended_at: row.endedAt.toISOString() } : {}),
  };
}

import type { ReplayableStatus } from "@/domain/replay-job/replay-job-input";
import { Prisma } from "@/prisma/generated/client";

/** What a job selects: of a webhook, by what has become of the message and time of publication. */
export interface Selection {
  organizationId: string;
  webhookId: string;
  status: ReplayableStatus | null;
  from: Date | null;
  to: Date | null;
}

/**
 * The conditions of a selection on the delivery `d`. It selects originals, never replays, so that a job sends no message twice, and
 * judges each by all that has been done for it: one that a replay delivered counts as succeeded, and one whose replay is being sent
 * is left out (docs/decisions/011). `madeAt` is when the job was made: all is judged as of then, so that a job sends again what was
 * counted, whatever comes and ends while it runs.
 */
export function selectedDeliveries(selection: Selection, madeAt: Prisma.Sql): Prisma.Sql {
  const { organizationId, webhookId, status, from, to } = selection;
  return Prisma.sql`d.organization_id = ${organizationId} and d.webhook_id = ${webhookId} and d.replay_of is null
    and ${ofStatus(status, madeAt)}
    and d.created_at <= ${madeAt} and coalesce(d.ended_at, d.created_at) <= ${madeAt}
    ${from === null ? Prisma.empty : Prisma.sql`and d.created_at >= ${from}`}
    ${to === null ? Prisma.empty : Prisma.sql`and d.created_at <= ${to}`}`;
}

/** The delivery's own status is written out, so that the planner can prove that a partial index holds what is asked for. */
function ofStatus(status: ReplayableStatus | null, madeAt: Prisma.Sql): Prisma.Sql {
  const hasReplay = (condition: Prisma.Sql) => Prisma.sql`exists (
    select 1 from delivery r
    where r.webhook_id = d.webhook_id and r.message_id = d.message_id and r.replay_of is not null and r.organization_id = d.organization_id
      and r.created_at <= ${madeAt} and ${condition}
  )`;
  const isUnderWay = Prisma.sql`(r.ended_at is null or r.ended_at > ${madeAt})`;
  const hasArrived = Prisma.sql`r.status = 'succeeded'`;
  const isUnsettled = Prisma.sql`not ${hasReplay(Prisma.sql`(${hasArrived} or ${isUnderWay})`)}`;
  switch (status) {
    case "failed":
      return Prisma.sql`d.status = 'failed' and ${isUnsettled}`;
    case "skipped":
      return Prisma.sql`d.status = 'skipped' and ${isUnsettled}`;
    case "succeeded":
      return Prisma.sql`(d.status = 'succeeded' or d.status in ('failed', 'skipped') and ${hasReplay(hasArrived)}) and not ${hasReplay(isUnderWay)}`;
    case null:
      return Prisma.sql`d.status in ('succeeded', 'failed', 'skipped') and not ${hasReplay(isUnderWay)}`;
  }
}

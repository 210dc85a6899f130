import type { ReplayableStatus } from "@/domain/replay-job/replay-job-input";
import { Prisma } from "@/prisma/generated/client";

/** The deliveries that a job selects: those of a webhook, by the message's status and time of publication. */
export interface Selection {
  organizationId: string;
  webhookId: string;
  status: ReplayableStatus | null;
  from: Date | null;
  to: Date | null;
}

/**
 * Returns the conditions of a selection on the delivery `d`. It selects originals and never replays, so that a job sends no
 * message twice. It judges each original together with its replays: one that a replay delivered counts as succeeded, and one
 * whose replay is being sent is left out (docs/decisions/011). `madeAt` is the time at which the job was made. All is judged as
 * of that time, so that a job sends what was counted, whatever changes while it runs.
 */
export function selectedDeliveries(selection: Selection, madeAt: Prisma.Sql): Prisma.Sql {
  const { organizationId, webhookId, status, from, to } = selection;
  return Prisma.sql`d.organization_id = ${organizationId} and d.webhook_id = ${webhookId} and d.replay_of is null
    and ${ofStatus(status, madeAt)}
    and d.created_at <= ${madeAt} and coalesce(d.ended_at, d.created_at) <= ${madeAt}
    ${from === null ? Prisma.empty : Prisma.sql`and d.created_at >= ${from}`}
    ${to === null ? Prisma.empty : Prisma.sql`and d.created_at <= ${to}`}`;
}

/**
 * Returns the condition for a status. The delivery's own status is a literal, so that the planner can prove that a partial index
 * covers it.
 */
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

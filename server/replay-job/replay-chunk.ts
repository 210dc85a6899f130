import { newId } from "@/domain/ids";
import { Prisma } from "@/prisma/generated/client";
import { replayedPayload } from "@/server/delivery/replayed-payload";
import type { Transaction } from "@/server/platform/db";
import { type Selection, selectedDeliveries } from "@/server/replay-job/selected-deliveries";

/** The number of deliveries that a chunk took up, and the last of them. */
export interface Chunk {
  count: number;
  last: { createdAt: Date; id: string } | null;
}

/**
 * Makes the replays of the next `limit` deliveries of a job after `position`, in one statement of the caller's transaction. When
 * an event is gone and the payload cannot be built without it, the replay is skipped and says so. Messages that a job did not
 * send are thus listed with those that it did.
 */
export async function replayChunk(input: {
  tx: Transaction;
  jobId: string;
  selection: Selection;
  /** The time at which the job was made. */
  madeAt: Date;
  position: { createdAt: Date; id: string } | null;
  isTransformedAgain: boolean;
  limit: number;
}): Promise<Chunk> {
  const { tx, jobId, selection, position, isTransformedAgain, limit } = input;
  const newIds = Array.from({ length: limit }, () => newId("delivery"));
  const behind = position ? Prisma.sql`and (d.created_at, d.id) > (${position.createdAt}, ${position.id})` : Prisma.empty;
  const [row] = await tx.$queryRaw<[{ count: number; createdAt: Date | null; id: string | null }]>`
    with original as materialized (
      select d.*, row_number() over (order by d.created_at, d.id) as place
      from (
        select * from delivery d
        where ${selectedDeliveries(selection, Prisma.sql`${input.madeAt}::timestamptz`)} ${behind}
        order by d.created_at, d.id
        limit ${limit}
      ) d
    ), written as (
      insert into delivery (id, organization_id, webhook_id, event_id, message_id, event_name, source, status, skip_reason, replay_of,
        replay_job_id, metadata, size, payload, original_payload, next_at, ended_at, held)
      select made.id, o.organization_id, o.webhook_id, o.event_id, o.message_id, o.event_name, 'replay',
        (case when gone.is_gone then 'skipped' else 'in_progress' end)::delivery_status, case when gone.is_gone then 'EVENT_GONE' end, o.id,
        ${jobId}, o.metadata, o.size, ${replayedPayload("o", isTransformedAgain)}, case when not gone.is_gone then now() end, case when gone.is_gone then now() end,
        not gone.is_gone and coalesce(l.holds, false)
      from original o
      join unnest(${newIds}::text[]) with ordinality as made(id, place) on made.place = o.place
      cross join lateral (
        select (o.payload is null or ${isTransformedAgain}) and o.original_payload is null
          and not exists (select 1 from event e where e.organization_id = o.organization_id and e.id = o.event_id) as is_gone
      ) gone
      left join lane l on l.webhook_id = o.webhook_id
    )
    select count(*)::int as count,
      (select created_at from original order by place desc limit 1) as "createdAt", (select id from original order by place desc limit 1) as id
    from original`;
  const { createdAt, id, count } = row;
  return { count, last: createdAt && id ? { createdAt, id } : null };
}

import { newId } from "@/domain/ids";
import { Prisma } from "@/prisma/generated/client";
import { hasEvent, originalSource, replayedPayload } from "@/server/delivery/original-columns";
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
    ), judged as materialized (
      select o.*, made.id as new_id, (o.payload is null or ${isTransformedAgain}) and o.original_payload is null and ${hasEvent("o")} is null as is_gone
      from original o join unnest(${newIds}::text[]) with ordinality as made(id, place) on made.place = o.place
    ), queued as (
      insert into queued_delivery (id, organization_id, webhook_id, event_id, event_at, message_id, event_name, source, original_source, replay_of,
        replay_job_id, metadata, size, payload, original_payload, next_at, held)
      select o.new_id, o.organization_id, o.webhook_id, o.event_id, o.event_at, o.message_id, o.event_name, 'replay', ${originalSource("o")}, o.id,
        ${jobId}, o.metadata, o.size, ${replayedPayload("o", isTransformedAgain)}, now(), coalesce(l.holds, false)
      from judged o left join lane l on l.webhook_id = o.webhook_id
      where not o.is_gone
    ), skipped as (
      insert into skipped_delivery (id, organization_id, webhook_id, event_id, event_at, message_id, event_name, source, skip_reason, replay_of,
        replay_job_id, metadata, size)
      select o.new_id, o.organization_id, o.webhook_id, o.event_id, o.event_at, o.message_id, o.event_name, 'replay', 'EVENT_GONE', o.id,
        ${jobId}, o.metadata, o.size
      from judged o where o.is_gone
    )
    select count(*)::int as count,
      (select created_at from original order by place desc limit 1) as "createdAt", (select id from original order by place desc limit 1) as id
    from original`;
  const { createdAt, id, count } = row;
  return { count, last: createdAt && id ? { createdAt, id } : null };
}

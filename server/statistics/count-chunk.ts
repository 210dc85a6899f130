import { BUCKETS_PER_DOUBLING } from "@/domain/statistics/latency-buckets";
import { Prisma } from "@/prisma/generated/client";
import { type Database, setTimeLimits } from "@/server/platform/db";

/** The age of a row before it is counted. Rows commit out of the order of their times, so younger rows are left for the next time. */
const LAG = Prisma.sql`interval '30 seconds'`;

/** The longest that a chunk takes. The first one after a long backlog also counts all of its deliveries that have ended. */
const MAX_CHUNK_MS = 60_000;

/** The sums of deliveries by outcome, over rows with webhook_id, status and created_at. */
export const OUTCOMES = Prisma.sql`
  count(*) filter (where status = 'succeeded')::int as succeeded, count(*) filter (where status = 'failed')::int as failed,
  count(*) filter (where status = 'skipped')::int as skipped`;

/** The bucket of an attempt `a` (domain/statistics/latency-buckets.ts). */
export const LATENCY_BUCKET = Prisma.sql`greatest(0, floor(ln(greatest(a.total_ms, 1)) / ln(2) * ${BUCKETS_PER_DOUBLING}))::int`;

/**
 * Joins the last attempt `a` of the ended deliveries `e`. The limit keeps the planner to a look-up for each, in the one partition that
 * has it, where it might read all days.
 */
export const LAST_ATTEMPT = Prisma.sql`cross join lateral (
  select total_ms, status_code from attempt where delivery_id = e.id and number = e.attempt_number limit 1
) a`;

/**
 * Counts an organization's next deliveries after its mark, at most about `limit`, and earlier ones that have ended since. Each is
 * counted once, whatever runs at the same time. Returns the number it looked at, and whether there are more.
 */
export async function countChunk(input: {
  db: Database;
  organizationId: string;
  limit: number;
}): Promise<{ seen: number; hasMore: boolean }> {
  const { db, organizationId, limit } = input;
  return db.$transaction(
    async (tx) => {
      await setTimeLimits(tx, { statementMs: MAX_CHUNK_MS, lockMs: MAX_CHUNK_MS });
      await tx.$executeRaw`
        insert into count_mark (organization_id, counted_until)
        select ${organizationId}, created_at from delivery
        where organization_id = ${organizationId} and not exists (select 1 from count_mark where organization_id = ${organizationId})
        order by created_at, id limit 1
        on conflict do nothing`;
      // Another process that counts at the same time skips this organization. It is a separate statement, so that the next one
      // sees what earlier counts wrote.
      const [mark] = await tx.$queryRaw<{ until: Date | null }[]>`
        select (select created_at + interval '1 millisecond' from delivery d
          where d.organization_id = m.organization_id and d.created_at >= m.counted_until and d.created_at < now() - ${LAG}
          order by d.created_at, d.id offset ${limit - 1} limit 1) as until
        from count_mark m where organization_id = ${organizationId} for update skip locked`;
      if (!mark) return { seen: 0, hasMore: false };
      const [{ seen }] = await tx.$queryRaw<[{ seen: number }]>`
        with bound as materialized (
          select counted_until as from_at, greatest(counted_until, coalesce(${mark.until}::timestamptz, now() - ${LAG})) as until
          from count_mark where organization_id = ${organizationId}
        ), fresh as materialized (
          select id, webhook_id, status, created_at, attempt_number from delivery, bound
          where organization_id = ${organizationId} and created_at >= from_at and created_at < until
        ), known as (
          delete from uncounted_delivery u
          where u.organization_id = ${organizationId} and not exists (select from queued_delivery q where q.id = u.delivery_id)
          returning u.delivery_id
        ), late as materialized (
          select d.* from known cross join lateral (
            select id, webhook_id, status, created_at, attempt_number from delivery where id = known.delivery_id limit 1
          ) d
        ), ended as materialized (
          select * from fresh where status <> 'in_progress' union all select * from late
        ), remembered as (
          insert into uncounted_delivery (organization_id, delivery_id)
          select ${organizationId}, id from fresh where status = 'in_progress'
          on conflict do nothing
        ), counted as (
          insert into delivery_hour as h (organization_id, hour, webhook_id, succeeded, failed, skipped)
          select ${organizationId}, date_trunc('hour', created_at), webhook_id, ${OUTCOMES} from ended group by 2, 3
          on conflict (organization_id, hour, webhook_id) do update
          set succeeded = h.succeeded + excluded.succeeded, failed = h.failed + excluded.failed, skipped = h.skipped + excluded.skipped
        ), timed as (
          insert into latency_hour as l (organization_id, hour, bucket, answers)
          select ${organizationId}, date_trunc('hour', e.created_at), ${LATENCY_BUCKET}, count(*)
          from ended e ${LAST_ATTEMPT}
          where a.status_code is not null group by 2, 3
          on conflict (organization_id, hour, bucket) do update set answers = l.answers + excluded.answers
        ), moved as (
          update count_mark set counted_until = until from bound where organization_id = ${organizationId}
        )
        select (select count(*) from fresh)::int + (select count(*) from known)::int as seen`;
      return { seen, hasMore: mark.until !== null };
    },
    { timeout: MAX_CHUNK_MS },
  );
}

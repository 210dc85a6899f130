import { Prisma } from "@/prisma/generated/client";
import type { Database } from "@/server/platform/db";
import { LAST_ATTEMPT, LATENCY_BUCKET, OUTCOMES } from "@/server/statistics/count-chunk";

/** The most uncounted deliveries that a reader counts itself. Beyond it the newest are missing until the next count. */
const MAX_TAIL = 20_000;

interface Range {
  db: Database;
  organizationId: string;
  /** The start of the first bar, a whole hour. */
  from: Date;
}

/** Selects the deliveries after the mark, the oldest first. */
const tail = ({ organizationId, from }: Omit<Range, "db">) => Prisma.sql`
  select id, webhook_id, status, created_at, attempt_number from delivery
  where organization_id = ${organizationId}
    and created_at >= greatest(${from}::timestamptz, coalesce((select counted_until from count_mark where organization_id = ${organizationId}), '-infinity'))
  order by created_at, id limit ${MAX_TAIL}`;

const hourly = (range: Omit<Range, "db">) => Prisma.sql`
  select hour, webhook_id, succeeded, failed, skipped from delivery_hour
  where organization_id = ${range.organizationId} and hour >= ${range.from}
  union all
  select date_trunc('hour', created_at), webhook_id, ${OUTCOMES} from (${tail(range)}) t where status <> 'in_progress' group by 1, 2`;

const SUMS = Prisma.sql`sum(succeeded)::int as succeeded, sum(failed)::int as failed, sum(skipped)::int as skipped`;

/** The number of deliveries with each outcome. */
export interface Outcomes {
  succeeded: number;
  failed: number;
  skipped: number;
}

/** Returns the outcomes of the deliveries made since `from`, for each bar of `barMs` and for each webhook. */
export async function readDeliveryCounts(
  input: Range & { barMs: number },
): Promise<{ bars: (Outcomes & { startMs: number })[]; webhooks: (Outcomes & { webhookId: string })[] }> {
  const rows = await input.db.$queryRaw<(Outcomes & { bar: number | null; webhookId: string | null })[]>`
    select bar, webhook_id as "webhookId", ${SUMS}
    from (
      select floor(extract(epoch from hour - ${input.from}::timestamptz) * 1000 / ${input.barMs}::float8)::int as bar, webhook_id, succeeded, failed, skipped
      from (${hourly(input)}) h
    ) b
    group by grouping sets ((bar), (webhook_id))`;
  const fromMs = input.from.getTime();
  return {
    bars: rows.flatMap(({ bar, webhookId: _, ...sums }) => (bar === null ? [] : [{ ...sums, startMs: fromMs + bar * input.barMs }])),
    webhooks: rows.flatMap(({ bar: _, webhookId, ...sums }) => (webhookId === null ? [] : [{ ...sums, webhookId }])),
  };
}

/** Returns the outcomes of the deliveries made since `from`, for each webhook and hour. */
export function readHourlyCounts(input: Range): Promise<(Outcomes & { webhookId: string; hour: Date })[]> {
  return input.db.$queryRaw`select webhook_id as "webhookId", hour, ${SUMS} from (${hourly(input)}) h group by 1, 2`;
}

/** Returns, in buckets, the times that endpoints took to answer the last attempts of deliveries made since `from`. */
export function readLatencies({ db, ...range }: Range): Promise<{ bucket: number; answers: number }[]> {
  return db.$queryRaw`
    select bucket, sum(answers)::int as answers from (
      select bucket::int as bucket, answers from latency_hour where organization_id = ${range.organizationId} and hour >= ${range.from}
      union all
      select ${LATENCY_BUCKET}, 1 from (${tail(range)}) e ${LAST_ATTEMPT}
      where e.status <> 'in_progress' and a.status_code is not null
    ) l group by 1`;
}

/** Returns the number of deliveries that wait for their next attempt, by webhook. */
export function readWaiting({ db, organizationId }: Omit<Range, "from">): Promise<{ webhookId: string; count: number }[]> {
  return db.$queryRaw`
    select webhook_id as "webhookId", count(*)::int as count from queued_delivery where organization_id = ${organizationId} group by 1`;
}

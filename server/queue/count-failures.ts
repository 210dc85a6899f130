import { DISABLE_AFTER_DAYS, OPEN_CIRCUIT_AFTER_FAILURES, PROBE_STEPS_MS } from "@/domain/lane/limits";
import { withJitter } from "@/domain/retry/retry-schedule";
import type { Database } from "@/server/platform/db";

/** A batch of attempts to one webhook's endpoint, none of which succeeded. */
export interface FailureCount {
  webhookId: string;
  /** The number of times in a row that the endpoint seemed to be away; 0 when it answered, though with a failure. */
  away: number;
}

export interface CircuitAfterFailure {
  webhookId: string;
  /** The time at which the endpoint is to be probed; null while the circuit breaker is closed. */
  circuitOpenUntil: Date | null;
  /** True when nothing has succeeded for so long that the webhook is to be disabled. */
  isFailingTooLong: boolean;
}

/**
 * Counts failures in the webhooks' lanes. The circuit breaker opens after 20 requests in a row at which the endpoint seemed to be
 * away. The endpoint is then probed with one delivery at a time, after the waits of `PROBE_STEPS_MS`; an answer closes the
 * circuit breaker. When the lane holds no delivery to probe with, the next one is the probe. (A success is counted by
 * `recordAttempts`.)
 */
export async function countFailures(input: {
  db: Database;
  notes: readonly FailureCount[];
  random: () => number;
}): Promise<CircuitAfterFailure[]> {
  const { db, notes, random } = input;
  const steps = PROBE_STEPS_MS.map((stepMs) => withJitter(stepMs, random));
  await makeLanes({ db, webhookIds: notes.map(({ webhookId }) => webhookId) });
  const rows = await db.$queryRaw<(Omit<CircuitAfterFailure, "circuitOpenUntil"> & { circuitOpenUntilMs: number | null })[]>`
    with note as (
      select * from unnest(${notes.map(({ webhookId }) => webhookId)}::text[], ${notes.map(({ away }) => away)}::int[]) as n(webhook_id, away)
    ), current as materialized (
      select l.* from lane l join note using (webhook_id) order by l.webhook_id for update of l
    ), counted as (
      select c.webhook_id, n.away, c.circuit_open_until, c.probes, c.failures >= ${OPEN_CIRCUIT_AFTER_FAILURES} as was_open, c.holds, c.next_at,
        case when n.away = 0 then 0 else c.failures + n.away end as failures
      from note n join current c using (webhook_id)
    ), judged as (
      select *, failures >= ${OPEN_CIRCUIT_AFTER_FAILURES} and (circuit_open_until is null or circuit_open_until <= now()) as is_opening from counted
    ), stepped as (
      select *, case when away = 0 then 0 when is_opening and was_open then probes + 1 else probes end as step from judged
    ), planned as (
      select *, case
        when away = 0 then null
        when is_opening then now() + (${steps}::float8[])[least(step + 1, ${steps.length})] * interval '1 millisecond'
        else circuit_open_until end as opens_until
      from stepped
    )
    update lane l
    set holds = p.holds or p.is_opening, failures = p.failures, circuit_open_until = p.opens_until, probes = p.step,
      next_at = case when p.is_opening then p.opens_until when p.away = 0 and p.holds then now() else p.next_at end,
      failing_since = coalesce(l.failing_since, now())
    from planned p where l.webhook_id = p.webhook_id
    returning l.webhook_id as "webhookId", (extract(epoch from l.circuit_open_until) * 1000)::float8 as "circuitOpenUntilMs",
      l.failing_since <= now() - ${DISABLE_AFTER_DAYS} * interval '1 day' as "isFailingTooLong"`;
  return rows.map(({ circuitOpenUntilMs, ...row }) => ({
    ...row,
    circuitOpenUntil: circuitOpenUntilMs === null ? null : new Date(Math.ceil(circuitOpenUntilMs)),
  }));
}

/**
 * Makes the lanes of webhooks that have none. A statement of its own, because the rows that are counted in must be there before: two
 * that count the first failures at the same time would both begin at zero, and one of them would be lost.
 */
async function makeLanes({ db, webhookIds }: { db: Database; webhookIds: readonly string[] }): Promise<void> {
  await db.$executeRaw`
    insert into lane (webhook_id, organization_id)
    select id, organization_id from webhook where id = any(${webhookIds}::text[]) order by id
    on conflict do nothing`;
}

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
  const rows = await db.$queryRaw<(Omit<CircuitAfterFailure, "circuitOpenUntil"> & { circuitOpenUntilMs: number | null })[]>`
    with note as (
      select n.webhook_id, w.organization_id, n.away
      from unnest(${notes.map(({ webhookId }) => webhookId)}::text[], ${notes.map(({ away }) => away)}::int[]) as n(webhook_id, away)
      join webhook w on w.id = n.webhook_id
    ), current as materialized (
      select l.* from lane l join note using (webhook_id) order by l.webhook_id for update of l
    ), counted as (
      select n.*, c.circuit_open_until, coalesce(c.probes, 0) as probes, coalesce(c.failures, 0) >= ${OPEN_CIRCUIT_AFTER_FAILURES} as was_open, coalesce(c.holds, false) as holds, c.next_at,
        case when n.away = 0 then 0 else coalesce(c.failures, 0) + n.away end as failures
      from note n left join current c using (webhook_id)
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
    insert into lane as l (webhook_id, organization_id, holds, next_at, failures, circuit_open_until, probes, failing_since)
    select webhook_id, organization_id, holds or is_opening,
      case when is_opening then opens_until when away = 0 and holds then now() else next_at end,
      failures, opens_until, step, now()
    from planned order by webhook_id
    on conflict (webhook_id) do update
    set holds = excluded.holds, next_at = excluded.next_at, failures = excluded.failures, circuit_open_until = excluded.circuit_open_until,
      probes = excluded.probes, failing_since = coalesce(l.failing_since, excluded.failing_since)
    returning l.webhook_id as "webhookId", (extract(epoch from l.circuit_open_until) * 1000)::float8 as "circuitOpenUntilMs",
      l.failing_since <= now() - ${DISABLE_AFTER_DAYS} * interval '1 day' as "isFailingTooLong"`;
  return rows.map(({ circuitOpenUntilMs, ...row }) => ({
    ...row,
    circuitOpenUntil: circuitOpenUntilMs === null ? null : new Date(Math.ceil(circuitOpenUntilMs)),
  }));
}

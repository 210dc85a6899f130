import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { AUTOMATION_PUBLISHES } from "@/bench/faults/stage-automation";

export interface ExecutionVerdict {
  accepted: number;
  executions: number;
  /** The number of accepted opportunities that have not exactly one execution. */
  lost: number;
  /** The number of executions that have not ended. */
  stuck: number;
  failed: number;
  /** The number of executions whose act was not done exactly once, by act. */
  notOnce: { order: number; call: number; event: number };
}

/**
 * Waits until no execution is under way, or for `patienceMs`, and counts the acts of each execution that an accepted opportunity
 * started.
 */
export async function judgeExecutions(input: {
  databaseUrl: string;
  accepted: ReadonlySet<string>;
  patienceMs: number;
}): Promise<ExecutionVerdict> {
  const client = new pg.Client({ connectionString: input.databaseUrl });
  await client.connect();
  try {
    const deadline = Date.now() + input.patienceMs;
    while (Date.now() < deadline) {
      const { rowCount } = await client.query("select from automation_execution where ended_at is null limit 1");
      if (rowCount === 0) break;
      await sleep(500);
    }
    const { rows } = await client.query<Row>(COUNT, [AUTOMATION_PUBLISHES]);
    const runsOf = new Map<string, number>();
    for (const { number } of rows) runsOf.set(number, (runsOf.get(number) ?? 0) + 1);
    const count = (condition: (row: Row) => boolean) => rows.filter(condition).length;
    return {
      accepted: input.accepted.size,
      executions: rows.length,
      lost: [...input.accepted].filter((id) => runsOf.get(id) !== 1).length,
      stuck: count(({ status }) => status !== "success" && status !== "failed"),
      failed: count(({ status }) => status === "failed"),
      notOnce: {
        order: count(({ orders }) => orders !== 1),
        call: count(({ calls }) => calls !== 1),
        event: count(({ events }) => events !== 1),
      },
    };
  } finally {
    await client.end();
  }
}

interface Row {
  number: string;
  status: string;
  orders: number;
  calls: number;
  events: number;
}

/** Counts what each execution did. The call is one delivery, however often it was sent. */
const COUNT = `
  with orders as (
    select data->>'number' as number, count(*)::int as count from entity where schema = 'order' group by 1
  ), sent as (
    select metadata->>'execution_id' as execution, count(*) filter (where source = 'sync_automation')::int as calls,
      count(*) filter (where event_name = $1)::int as events
    from delivery group by 1
  )
  select x.entity_snapshot->>'number' as number, x.status::text, coalesce(o.count, 0) as orders, coalesce(s.calls, 0) as calls,
    coalesce(s.events, 0) as events
  from automation_execution x left join orders o on o.number = x.entity_snapshot->>'number' left join sent s on s.execution = x.id`;

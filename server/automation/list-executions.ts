import type { z } from "zod";
import { writeCursor } from "@/domain/automation/execution";
import type { ExecutionStatus } from "@/domain/automation/execution-status";
import {
  EXECUTION_STATES,
  executionListInput,
  type ListedExecution,
  type ListedExecutionPage,
  startingTrigger,
} from "@/domain/automation/listed-execution";
import { parseInput } from "@/domain/parse-input";
import { Prisma } from "@/prisma/generated/client";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";

interface Row {
  id: string;
  flowId: string;
  flowName: string;
  hasFlow: boolean;
  entityId: string;
  entitySchema: string;
  title: string | null;
  hasEntity: boolean;
  status: ExecutionStatus;
  trigger: unknown;
  done: number;
  total: number;
  reason: string | null;
  createdAt: Date;
  endedAt: Date | null;
}

/**
 * Returns a page of the executions of one automation, or of those for one entity, the newest first, with what a row of a list shows of
 * each. Neither has to exist any more. Needs the scope read.
 */
export async function listExecutions(given: { ctx: Context; input: z.input<typeof executionListInput> }): Promise<ListedExecutionPage> {
  const { ctx, input } = given;
  authorise(ctx, "read");
  const { flow_id: flowId, entity_id: entityId, state, cursor, limit } = parseInput(executionListInput, input);
  const { organizationId } = ctx.tenant;
  const conditions = [
    Prisma.sql`organization_id = ${organizationId}`,
    ...(flowId === undefined ? [] : [Prisma.sql`flow_id = ${flowId}`]),
    ...(entityId === undefined ? [] : [Prisma.sql`entity_id = ${entityId}`]),
    ...(state === undefined ? [] : [Prisma.sql`status = any(${[...EXECUTION_STATES[state]]}::execution_status[])`]),
    ...(cursor === undefined ? [] : [Prisma.sql`(created_at, id) < (${cursor.createdAt}::timestamptz, ${cursor.id})`]),
  ];
  // One row more than the page holds tells whether there is another page.
  const rows = await ctx.db.$queryRaw<Row[]>`
    select x.id, x.flow_id as "flowId", x.flow_name as "flowName", x.entity_id as "entityId", x.entity_schema as "entitySchema", x.status,
      x.entity_snapshot->>'_title' as title, x.created_at as "createdAt", x.ended_at as "endedAt", a.done, a.total,
      json_build_object('type', t->'type', 'operation_type', t->'operation_type', 'activity_type', t->'activity_type',
        'event_name', t->'event_name') as trigger,
      coalesce(a.reason, (
        select c->'error_output'->>'error_reason' from json_array_elements(x.conditions) c where c->'error_output' is not null limit 1
      )) as reason,
      exists (select from automation_flow f where f.id = x.flow_id and f.organization_id = x.organization_id) as "hasFlow",
      exists (select from entity e where e.organization_id = x.organization_id and e.id = x.entity_id) as "hasEntity"
    from (
      select *, trigger_event as t from automation_execution where ${Prisma.join(conditions, " and ")}
      order by created_at desc, id desc limit ${limit + 1}
    ) x
    cross join lateral (
      select count(*)::int as total, (count(*) filter (where one->>'execution_status' = 'success'))::int as done,
        (array_agg(coalesce(one->'error_output'->>'error_reason', one->'reason'->>'message') order by place)
          filter (where coalesce(one->'error_output', one->'reason') is not null))[1] as reason
      from json_array_elements(x.actions) with ordinality as action(one, place)
    ) a
    order by x.created_at desc, x.id desc`;
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return { data: page.map(serializeRow), next_cursor: last ? writeCursor(last) : null };
}

function serializeRow(row: Row): ListedExecution {
  const { id, status, done, total, reason, createdAt, endedAt } = row;
  const told = Object.entries(row.trigger ?? {}).filter(([, value]) => value !== null);
  return {
    id,
    flow: { id: row.flowId, name: row.flowName, isThere: row.hasFlow },
    entity: { id: row.entityId, schema: row.entitySchema, title: row.title, isThere: row.hasEntity },
    status,
    trigger: startingTrigger.parse({ type: "manual", ...Object.fromEntries(told) }),
    actions: { done, total },
    reason: status === "success" ? null : reason,
    created_at: createdAt.toISOString(),
    ended_at: endedAt?.toISOString() ?? null,
  };
}

import type { z } from "zod";
import { type ExecutionAction, type ExecutionCondition, writeCursor } from "@/domain/automation/execution";
import type { ExecutionStatus } from "@/domain/automation/execution-status";
import {
  EXECUTION_STATES,
  executionListInput,
  type ListedExecution,
  type ListedExecutionPage,
  startingTrigger,
} from "@/domain/automation/listed-execution";
import { toText } from "@/domain/filter/compare-values";
import { parseJson } from "@/domain/json/parse-json";
import { parseJsonObject } from "@/domain/json/parse-json-object";
import { parseInput } from "@/domain/parse-input";
import { Prisma } from "@/prisma/generated/client";
import { authorise } from "@/server/authorise";
import type { ExecutionRow } from "@/server/automation/execution-row";
import type { Context } from "@/server/context";

interface Row
  extends Pick<
    ExecutionRow,
    | ("id" | "flowId" | "flowName" | "entityId" | "entitySchema" | "status" | "createdAt" | "endedAt")
    | ("entitySnapshot" | "triggerEvent" | "conditions" | "actions")
  > {
  hasFlow: boolean;
  hasEntity: boolean;
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
  // One row more than the page holds tells whether there is another page. JSON is read as text: PostgreSQL's operators fail on a document
  // with NUL or half of a surrogate pair anywhere, and events and answers of endpoints may have such.
  const rows = await ctx.db.$queryRaw<Row[]>`
    select x.id, x.flow_id as "flowId", x.flow_name as "flowName", x.entity_id as "entityId", x.entity_schema as "entitySchema", x.status,
      x.created_at as "createdAt", x.ended_at as "endedAt", x.entity_snapshot::text as "entitySnapshot",
      x.trigger_event::text as "triggerEvent", x.conditions::text as conditions, x.actions::text as actions,
      exists (select from automation_flow f where f.id = x.flow_id and f.organization_id = x.organization_id) as "hasFlow",
      exists (select from entity e where e.organization_id = x.organization_id and e.id = x.entity_id) as "hasEntity"
    from (
      select * from automation_execution where ${Prisma.join(conditions, " and ")}
      order by created_at desc, id desc limit ${limit + 1}
    ) x
    order by x.created_at desc, x.id desc`;
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return { data: page.map(serializeRow), next_cursor: last ? writeCursor(last) : null };
}

/** The statuses of executions that did not do all that they might have, and say why. */
const UNDONE: ReadonlySet<ExecutionStatus> = new Set(["failed", "cancelled", "skipped", "hot"]);

function serializeRow(row: Row): ListedExecution {
  const { id, status, entitySnapshot, createdAt, endedAt } = row;
  const title = entitySnapshot === null ? null : toText(parseJsonObject(entitySnapshot)["_title"]);
  const actions = parseJson(row.actions) as ExecutionAction[];
  const conditions = parseJson(row.conditions) as ExecutionCondition[];
  return {
    id,
    flow: { id: row.flowId, name: row.flowName, isThere: row.hasFlow },
    entity: { id: row.entityId, schema: row.entitySchema, title, isThere: row.hasEntity },
    status,
    trigger: startingTrigger.parse({ type: "manual", ...parseJsonObject(row.triggerEvent) }),
    actions: { done: actions.filter((action) => action.execution_status === "success").length, total: actions.length },
    reason: UNDONE.has(status) ? reasonOf(actions, conditions) : null,
    created_at: createdAt.toISOString(),
    ended_at: endedAt?.toISOString() ?? null,
  };
}

/** Returns the reason that the first action with one has, or else the first condition; null where nothing has one. */
function reasonOf(actions: readonly ExecutionAction[], conditions: readonly ExecutionCondition[]): string | null {
  const action = actions.find(({ error_output: error, reason }) => error ?? reason);
  const failed = conditions.find((condition) => condition.error_output);
  return action?.error_output?.error_reason ?? action?.reason?.message ?? failed?.error_output?.error_reason ?? null;
}

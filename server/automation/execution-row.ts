import type { ExecutionAction, ExecutionCondition, ExecutionProgress, ExecutionSchedule } from "@/domain/automation/execution";
import type { ExecutionStatus } from "@/domain/automation/execution-status";
import { parseJson } from "@/domain/json/parse-json";
import { parseJsonObject } from "@/domain/json/parse-json-object";
import { Prisma } from "@/prisma/generated/client";
import type { Database, Transaction } from "@/server/platform/db";
import { PREPARED } from "@/server/platform/prepared-statements";

type JsonObject = Readonly<Record<string, unknown>>;

/** The change of an entity that started an execution. `updated` and `deleted` have the values before it. */
export interface StartingDiff {
  added: JsonObject;
  updated: JsonObject;
  deleted: JsonObject;
}

/** An execution as it is stored. */
export interface Execution extends ExecutionProgress {
  id: string;
  organizationId: string;
  flowId: string;
  flowName: string;
  entityId: string;
  entitySchema: string;
  /** The entity when it was started, as the API shows it. */
  entitySnapshot: JsonObject | null;
  triggerEvent: JsonObject;
  diff: StartingDiff | null;
  /** The event of the catalogue that started it. */
  event: JsonObject | null;
  activityId: string | null;
  chain: readonly string[];
  startedBy: string | null;
  hops: number;
  stopAfter: string | null;
  /** The delivery for whose end it waits. */
  waitingFor: string | null;
  createdAt: Date;
  updatedAt: Date;
  endedAt: Date | null;
}

type JsonColumn = "entitySnapshot" | "triggerEvent" | "diff" | "event" | "conditions" | "schedules" | "actions";
/** An execution as a statement reads it: what is JSON as text, so that numbers keep their digits. */
export type ExecutionRow = Omit<Execution, JsonColumn> &
  Record<"triggerEvent" | "conditions" | "schedules" | "actions", string> &
  Record<"entitySnapshot" | "diff" | "event", string | null>;

/** The columns of `x`, an execution's row. */
export const EXECUTION_COLUMNS = Prisma.sql`x.id, x.organization_id as "organizationId", x.flow_id as "flowId", x.flow_name as "flowName",
  x.entity_id as "entityId", x.entity_schema as "entitySchema", x.status, x.entity_snapshot::text as "entitySnapshot",
  x.trigger_event::text as "triggerEvent", x.diff::text as diff, x.event::text as event, x.activity_id as "activityId",
  x.conditions::text as conditions, x.schedules::text as schedules, x.actions::text as actions, x.chain, x.started_by as "startedBy", x.hops,
  x.stop_after as "stopAfter", x.waiting_for as "waitingFor", x.created_at as "createdAt", x.updated_at as "updatedAt", x.ended_at as "endedAt"`;

export function toExecution(row: ExecutionRow): Execution {
  const status: ExecutionStatus = row.status;
  return {
    ...row,
    status,
    entitySnapshot: row.entitySnapshot === null ? null : parseJsonObject(row.entitySnapshot),
    triggerEvent: parseJsonObject(row.triggerEvent),
    diff: row.diff === null ? null : (parseJson(row.diff) as StartingDiff),
    event: row.event === null ? null : parseJsonObject(row.event),
    conditions: parseJson(row.conditions) as ExecutionCondition[],
    schedules: parseJson(row.schedules) as ExecutionSchedule[],
    actions: parseJson(row.actions) as ExecutionAction[],
  };
}

/** Reads an execution of an organization; null where there is none. With `isLocked` nobody else goes on with it meanwhile. */
export async function readExecution(input: {
  db: Database | Transaction;
  organizationId: string;
  executionId: string;
  isLocked?: boolean;
}): Promise<Execution | null> {
  const { db, organizationId, executionId, isLocked = false } = input;
  const [row] = await db.$queryRaw<ExecutionRow[]>`
    select ${EXECUTION_COLUMNS} from automation_execution x
    where x.organization_id = ${organizationId} and x.id = ${executionId}
    ${isLocked ? Prisma.sql`for no key update` : Prisma.empty}`;
  return row ? toExecution(row) : null;
}

/** Reads an execution for a step of it, whoever it belongs to, and locks its row; null where there is none. */
export async function lockExecution({ tx, executionId }: { tx: Transaction; executionId: string }): Promise<Execution | null> {
  const [row] = await tx.$queryRaw<ExecutionRow[]>`${PREPARED}
    select ${EXECUTION_COLUMNS} from automation_execution x where x.id = ${executionId} for no key update`;
  return row ? toExecution(row) : null;
}

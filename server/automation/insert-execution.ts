import { findChainFault } from "@/domain/automation/chain";
import { endAll } from "@/domain/automation/change-progress";
import { beginProgress, type ExecutionProgress } from "@/domain/automation/execution";
import { isFinal } from "@/domain/automation/execution-status";
import type { FlowDefinition } from "@/domain/automation/flow";
import { windowMs } from "@/domain/automation/max-executions";
import { writeJson } from "@/domain/json/write-json";
import type { StartingDiff } from "@/server/automation/execution-row";
import type { Database, Transaction } from "@/server/platform/db";
import { PREPARED } from "@/server/platform/prepared-statements";

type JsonObject = Readonly<Record<string, unknown>>;

/** A flow that is to be started, and what starts it. */
export interface Start {
  organizationId: string;
  flow: { id: string; definition: FlowDefinition };
  entity: { id: string; schema: string; snapshot: JsonObject };
  triggerEvent: JsonObject;
  diff: StartingDiff | null;
  event: JsonObject | null;
  activityId: string | null;
  /** The flows that led here, in order. */
  chain: readonly string[];
  startedBy: string | null;
  hops: number;
}

/** An execution that was written. `hot` says that the flow has started as often as it may and is to be disabled. */
export interface StartedExecution {
  id: string;
  /** True when there is something to do in it. */
  isDue: boolean;
  isHot: boolean;
}

/** The time after which an execution is begun where the event that should have begun it was lost. */
const LATE_MS = 60_000;

/**
 * Writes an execution of a flow in the caller's transaction; the caller sends `automation/executions.due` after the commit. A flow that led
 * to its own start, and one that has started as often as it may, gets an execution that does nothing and says why.
 */
export async function insertExecution(input: { tx: Database | Transaction; start: Start; now: Date }): Promise<StartedExecution> {
  const { tx, start, now } = input;
  const { organizationId, flow, entity, triggerEvent, diff, event, activityId, startedBy, hops } = start;
  const begun = beginProgress(flow.definition);
  const chainFault = findChainFault({ flowId: flow.id, chain: start.chain });
  const isHot = chainFault === null && (await isStartedTooOften({ tx, start, now }));
  const progress =
    chainFault !== null ? refuse(begun, "skipped", chainFault, { chain: start.chain }, now) : isHot ? refuseHot(begun, start, now) : begun;
  const hasEnded = isFinal(progress.status);
  const id = crypto.randomUUID();
  await tx.$executeRaw`${PREPARED}
    insert into automation_execution (id, organization_id, flow_id, flow_name, entity_id, entity_schema, status, entity_snapshot, trigger_event, diff,
      event, activity_id, conditions, schedules, actions, chain, started_by, hops, look_at, created_at, updated_at, ended_at)
    values (${id}, ${organizationId}, ${flow.id}, ${flow.definition.flow_name}, ${entity.id}, ${entity.schema}, ${progress.status}::execution_status,
      ${writeJson(entity.snapshot)}::json, ${writeJson(triggerEvent)}::json, ${diff && writeJson(diff)}::json, ${event && writeJson(event)}::json,
      ${activityId}, ${writeJson(progress.conditions)}::json, ${writeJson(progress.schedules)}::json, ${writeJson(progress.actions)}::json,
      ${[...start.chain, flow.id]}::text[], ${startedBy}, ${hops}::smallint, ${hasEnded ? null : new Date(now.getTime() + LATE_MS)}::timestamptz,
      ${now}, ${now}, ${hasEnded ? now : null}::timestamptz)`;
  return { id, isDue: !hasEnded, isHot };
}

/** Checks whether a flow has started as often as it may. Starts of such a flow wait for each other, so that each counts those before it. */
async function isStartedTooOften({ tx, start, now }: { tx: Database | Transaction; start: Start; now: Date }): Promise<boolean> {
  const { organizationId, flow } = start;
  const { max_executions: limit } = flow.definition;
  if (!limit) return false;
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`max_executions:${flow.id}`}, 0))`;
  const [row] = await tx.$queryRaw<[{ count: number }]>`
    select count(*)::int as count from automation_execution
    where organization_id = ${organizationId} and flow_id = ${flow.id} and created_at > ${new Date(now.getTime() - windowMs(limit))}
      and status not in ('hot', 'skipped')`;
  return row.count >= limit.count;
}

function refuseHot(begun: ExecutionProgress, { flow }: Start, now: Date): ExecutionProgress {
  const { count, window } = flow.definition.max_executions ?? { count: 0, window: "" };
  const message = `This automation has started ${count} times within ${window}, which is all that max_executions allows. It was disabled.`;
  return refuse(begun, "hot", message, { count, window }, now);
}

function refuse(
  begun: ExecutionProgress,
  status: "skipped" | "hot",
  message: string,
  payload: Record<string, unknown>,
  now: Date,
): ExecutionProgress {
  return { ...endAll(begun, { status: "skipped", message, payload, now }), status };
}

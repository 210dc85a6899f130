import { z } from "zod";
import type { ActionCondition } from "@/domain/automation/action-condition";
import type { ActionSchedule } from "@/domain/automation/action-schedule";
import {
  type ErrorOutput,
  EXECUTION_STATUSES,
  type ExecutionStatus,
  RETRY_STRATEGIES,
  type RetryStrategy,
} from "@/domain/automation/execution-status";
import { type FlowAction, withoutState } from "@/domain/automation/flow-action";
import { moment } from "@/domain/moment";
import { storableText } from "@/domain/storable-text";

const id = storableText({ min: 1, max: 255 });
const MAX_PAGE_SIZE = 100;

/** The state of an action of an execution, beside the flow's own configuration. */
export interface ActionState {
  execution_status: ExecutionStatus;
  started_at?: string;
  updated_at?: string;
  outputs?: Record<string, unknown>;
  error_output?: ErrorOutput;
  retry_strategy?: RetryStrategy;
  /** The reason why it was skipped or cancelled. */
  reason?: { message: string; payload: Record<string, unknown> };
}
export type ExecutionAction = FlowAction & { id: string } & ActionState;

/** A condition of an execution, once it was judged with its result. */
export type ExecutionCondition = ActionCondition & { evaluationResult?: boolean; error_output?: ErrorOutput };

/** A schedule of an execution, once something waits for it with its time. */
export type ExecutionSchedule = ActionSchedule & { scheduled_for?: string; schedule_status?: "waiting" | "over" | "cancelled" };

/** The parts of an execution that change while it runs. */
export interface ExecutionProgress {
  status: ExecutionStatus;
  actions: ExecutionAction[];
  conditions: ExecutionCondition[];
  schedules: ExecutionSchedule[];
}

/**
 * Returns the beginning of an execution of a flow. Conditions, schedules and actions are its own, so that changes of the flow change no
 * run.
 */
export function beginProgress(flow: {
  actions: readonly FlowAction[];
  conditions: readonly ActionCondition[];
  schedules: readonly ActionSchedule[];
}): ExecutionProgress {
  return {
    status: "pending",
    actions: flow.actions.map((action) => ({ ...withoutState(action), id: action.id ?? crypto.randomUUID(), execution_status: "pending" })),
    conditions: [...flow.conditions],
    schedules: [...flow.schedules],
  };
}

const action = z.looseObject({ id: z.string(), type: z.string(), execution_status: z.enum(EXECUTION_STATUSES) });

/**
 * An execution as the API shows it. `status` and `execution_status` are the same: the definition requires the one and describes the
 * other.
 */
export const automationExecution = z.looseObject({
  id: z.string(),
  org_id: z.string(),
  flow_id: z.string(),
  flow_name: z.string(),
  entity_id: z.string(),
  activity_id: z.string().optional(),
  status: z.enum(EXECUTION_STATUSES),
  execution_status: z.enum(EXECUTION_STATUSES),
  entity_snapshot: z.record(z.string(), z.unknown()).optional(),
  trigger_event: z.looseObject({ type: z.string() }),
  current_action_id: z.string().optional(),
  conditions: z.array(z.looseObject({ id: z.string() })),
  schedules: z.array(z.looseObject({ id: z.string() })),
  actions: z.array(action),
  chain: z.array(z.string()),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
});
export type AutomationExecution = z.output<typeof automationExecution>;

export const automationExecutionList = z.object({ total: z.int(), results: z.array(automationExecution) });
export type AutomationExecutionList = z.output<typeof automationExecutionList>;

export const automationExecutionPage = automationExecutionList.extend({ next_cursor: z.string().optional() });
export type AutomationExecutionPage = z.output<typeof automationExecutionPage>;

export const executionSchedule = z.looseObject({ id: z.string() });

export const executionReference = z.strictObject({ execution_id: id });
export const actionReference = z.strictObject({ execution_id: id, action_id: id });
export const scheduleReference = z.strictObject({ execution_id: id, schedule_id: id });

const NO_WORKFLOWS = "There are no workflows here: leave this out.";
const unserved = z.null(NO_WORKFLOWS).optional();

/** The body that starts a flow by hand on one entity. */
export const startExecutionInput = z.strictObject({
  flow_id: id,
  entity_id: id,
  workflow_context: unserved,
  flow_execution_id: unserved,
  flow_automation_task_id: unserved,
});

/** The body of a retry, which may be absent: then the action is tried again, and the execution goes on behind it. */
export const retryInput = z
  .strictObject({ retry_strategy: z.enum(RETRY_STRATEGIES).default("RETRY_AND_RESUME"), condition_id: id.nullish() })
  .refine((retry) => retry.retry_strategy !== "RETRY_ALL_PARENT_CONDITION_ACTIONS" || retry.condition_id, {
    error: "Give the condition whose actions are to be tried again.",
    path: ["condition_id"],
  });

/** A cursor of searchExecutions: base64 of the time and the id of the last execution of a page. */
export interface ExecutionCursor {
  createdAt: Date;
  id: string;
}

export function writeCursor({ createdAt, id: last }: ExecutionCursor): string {
  return btoa(JSON.stringify([createdAt.toISOString(), last]));
}

const NO_CURSOR = "This is no cursor of this list. Give the `next_cursor` of the page before as it is, or leave it out.";
const cursorParts = z.tuple([moment, id]);

/** A cursor as a caller gives it back. */
export const executionCursor = z
  .string()
  .max(2_048, NO_CURSOR)
  .transform((text, check): ExecutionCursor => {
    const parsed = cursorParts.safeParse(decode(text));
    if (parsed.success) return { createdAt: new Date(parsed.data[0]), id: parsed.data[1] };
    check.addIssue({ code: "custom", message: NO_CURSOR });
    return z.NEVER;
  });

function decode(text: string): unknown {
  try {
    return JSON.parse(atob(text));
  } catch {
    return undefined;
  }
}

/** The body of searchExecutions. `include_flows` is taken and has no effect: every automation is one of these. */
export const executionSearch = z.strictObject({
  entity_id: id,
  include_flows: z.boolean().optional(),
  size: z.int().min(1).max(MAX_PAGE_SIZE).default(25),
  cursor: executionCursor.optional(),
});

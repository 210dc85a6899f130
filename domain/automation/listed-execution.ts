import { z } from "zod";
import { executionCursor } from "@/domain/automation/execution";
import { EXECUTION_STATUSES, type ExecutionStatus } from "@/domain/automation/execution-status";
import { storableText } from "@/domain/storable-text";

const id = storableText({ min: 1, max: 255 });
const MAX_PAGE_SIZE = 100;

/** The statuses that people tell apart in a list, each with those of the API that it stands for. */
export const EXECUTION_STATES = {
  running: ["pending", "starting", "in_progress", "paused"],
  scheduled: ["scheduled"],
  success: ["success"],
  failed: ["failed"],
  cancelled: ["cancelled"],
  skipped: ["skipped"],
  hot: ["hot"],
} as const satisfies Record<string, readonly ExecutionStatus[]>;
export type ExecutionState = keyof typeof EXECUTION_STATES;

export const executionState = z.enum(Object.keys(EXECUTION_STATES) as [ExecutionState, ...ExecutionState[]]);

/** The choice of executions of a list, of one automation or for one entity, and the page. */
export const executionListInput = z.strictObject({
  flow_id: id.optional(),
  entity_id: id.optional(),
  state: executionState.optional(),
  cursor: executionCursor.optional(),
  limit: z.int().min(1).max(MAX_PAGE_SIZE).default(25),
});

/** The thing that started an execution, as its trigger event tells it. */
export const startingTrigger = z.object({
  type: z.string(),
  operation_type: z.string().optional(),
  activity_type: z.string().optional(),
  event_name: z.string().optional(),
});
export type StartingTrigger = z.output<typeof startingTrigger>;

/** The entity that an execution is about. Its title is the one that it had at the start. */
const subject = z.object({
  id: z.string(),
  schema: z.string(),
  title: z.string().nullable(),
  /** False where it is gone for good. */
  isThere: z.boolean(),
});

/** An execution as a row of a list shows it. */
export const listedExecution = z.object({
  id: z.string(),
  flow: z.object({
    id: z.string(),
    name: z.string(),
    /** False where it was deleted. */
    isThere: z.boolean(),
  }),
  entity: subject,
  status: z.enum(EXECUTION_STATUSES),
  trigger: startingTrigger,
  /** The number of actions, and of those that were done. */
  actions: z.object({ done: z.int(), total: z.int() }),
  /** The reason why it failed or did nothing; null for none. */
  reason: z.string().nullable(),
  created_at: z.iso.datetime(),
  ended_at: z.iso.datetime().nullable(),
});
export type ListedExecution = z.output<typeof listedExecution>;

export const listedExecutionPage = z.object({ data: z.array(listedExecution), next_cursor: z.string().nullable() });
export type ListedExecutionPage = z.output<typeof listedExecutionPage>;

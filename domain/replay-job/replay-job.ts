import { z } from "zod";
import { DELIVERY_STATUSES, timeRange } from "@/domain/delivery/search-options";
import { REPLAYABLE_STATUSES } from "@/domain/replay-job/replay-job-input";

/** `completed` and `cancelled` are final. A job that is paused or has failed can be resumed where it stopped. */
const REPLAY_JOB_STATES = ["running", "paused", "completed", "cancelled", "failed"] as const;
export type ReplayJobState = (typeof REPLAY_JOB_STATES)[number];

/** The acts on a job, and the states in which each is possible. */
export const STATES_BEFORE = {
  pause: ["running"],
  resume: ["paused", "failed"],
  cancel: ["running", "paused", "failed"],
} as const satisfies Record<string, readonly ReplayJobState[]>;
export type ReplayJobAct = keyof typeof STATES_BEFORE;

export function mayAct(act: ReplayJobAct, state: ReplayJobState): boolean {
  const states: readonly ReplayJobState[] = STATES_BEFORE[act];
  return states.includes(state);
}

const count = z.int();

/** A replay job as the API shows it. */
export const replayJob = z.object({
  id: z.string(),
  webhook_config_id: z.string(),
  webhook_name: z.string(),
  state: z.enum(REPLAY_JOB_STATES),
  /** The reason why Postern itself paused the job or gave it up: a code, and in words what to do. */
  reason: z.object({ code: z.string(), message: z.string() }).optional(),
  /** The deliveries that the job sends again: those of this status (absent: all that had ended) that were published in this range. */
  status: z.enum(REPLAYABLE_STATUSES).optional(),
  timestamp: timeRange.optional(),
  reapply_transform: z.boolean(),
  ratePerSecond: count,
  progress: z.object({
    /** The number of chosen deliveries, counted when the job was made. */
    total: count,
    /** The number of deliveries that the job has taken up so far; the next four numbers are their present statuses. */
    replayed: count,
    in_progress: count,
    succeeded: count,
    failed: count,
    /** Not sent, because the published event is gone or the transform gave nothing. */
    skipped: count,
  }),
  created_at: z.iso.datetime(),
  /** The time when the job was completed or cancelled. */
  ended_at: z.iso.datetime().optional(),
});
export type ReplayJob = z.output<typeof replayJob>;

/** The number of deliveries that match, and the job that sends them again; a dry run makes no job. */
export const createdReplayJob = z.object({ count, job: replayJob.optional() });
export type CreatedReplayJob = z.output<typeof createdReplayJob>;

export const replayJobList = z.object({ data: z.array(replayJob), next_cursor: z.string().nullable(), has_more: z.boolean() });
export type ReplayJobList = z.output<typeof replayJobList>;

/**
 * One delivery that a job has sent again. Both ids are those of the log. `status` and the fields after it are about the new
 * delivery, as of now.
 */
export const replayItem = z.object({
  original_event_id: z.string(),
  event_id: z.string(),
  event_name: z.string(),
  created_at: z.iso.datetime(),
  status: z.enum(DELIVERY_STATUSES),
  skip_reason: z.string().optional(),
  /** The status code of the latest attempt. */
  status_code: count.optional(),
  code: z.string().optional(),
  message: z.string().optional(),
});
export type ReplayItem = z.output<typeof replayItem>;

export const replayItemList = z.object({ data: z.array(replayItem), next_cursor: z.string().nullable(), has_more: z.boolean() });
export type ReplayItemList = z.output<typeof replayItemList>;

/** The statuses of an execution and of each of its actions, as the Automation API names them. */
export const EXECUTION_STATUSES = [
  "pending",
  "starting",
  "in_progress",
  "paused",
  "success",
  "failed",
  "cancelled",
  "skipped",
  "scheduled",
  "hot",
] as const;
export type ExecutionStatus = (typeof EXECUTION_STATUSES)[number];

/** The statuses that stay, unless somebody retriggers an action. */
const FINAL: ReadonlySet<ExecutionStatus> = new Set(["success", "failed", "cancelled", "skipped", "hot"]);

export function isFinal(status: ExecutionStatus): boolean {
  return FINAL.has(status);
}

/** The reasons why an action or a condition failed, as codes. */
export type AutomationErrorCode =
  | "TRIGGER_WEBHOOK_ERROR"
  | "BAD_CONFIG"
  | "ENTITY_NOT_FOUND"
  | "MAPPING_ERROR"
  | "INVALID_SCHEDULE_CONFIG"
  | "TIMEOUT_ERROR"
  | "INTERNAL_ERROR";

/** The error of an action or a condition, as the API shows it. */
export interface ErrorOutput {
  error_code: AutomationErrorCode;
  error_reason: string;
  error_info: { details: { explanation: string }[] };
}

/** Returns an error. `explanation` says more than `reason`, such as what an endpoint answered; the same words by default. */
export function errorOutput(code: AutomationErrorCode, reason: string, explanation: string = reason): ErrorOutput {
  return { error_code: code, error_reason: reason, error_info: { details: [{ explanation }] } };
}

export const RETRY_STRATEGIES = ["RETRY_AND_RESUME", "RETRY_AND_STOP", "RETRY_ALL_PARENT_CONDITION_ACTIONS"] as const;
export type RetryStrategy = (typeof RETRY_STRATEGIES)[number];

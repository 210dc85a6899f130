import { internalError } from "@/domain/automation/change-progress";
import type { ExecutionAction } from "@/domain/automation/execution";
import { type AutomationErrorCode, type ErrorOutput, errorOutput } from "@/domain/automation/execution-status";
import { MappingFault } from "@/domain/automation/mapping-attribute";
import { type ErrorCode, isPosternError } from "@/domain/errors";
import { mapEntityAction } from "@/server/automation/map-entity-action";
import type { ActOutcome, Run } from "@/server/automation/run";
import { triggerEventAction } from "@/server/automation/trigger-event-action";
import { triggerWebhookAction } from "@/server/automation/trigger-webhook-action";
import { isDatabaseAway, isTimeOver } from "@/server/database-away";
import { reportFault } from "@/server/report-fault";

/** Says that an action cannot be done. What it had written is undone with the whole step; the failure is written after that. */
export class ActFailure extends Error {
  readonly actionId: string;
  readonly output: ErrorOutput;

  constructor({ actionId, output, cause }: { actionId: string; output: ErrorOutput; cause: unknown }) {
    super(output.error_reason, { cause });
    this.actionId = actionId;
    this.output = output;
  }
}

/**
 * Does an action. Throws ActFailure where it cannot be done, and any other error where the same may succeed in a moment, because the
 * database is away or overloaded; then the step is tried again.
 */
export async function act({ run, action }: { run: Run; action: ExecutionAction }): Promise<ActOutcome> {
  try {
    return await doAction(run, action);
  } catch (error) {
    const output = failureOf({ run, action, error });
    throw output ? new ActFailure({ actionId: action.id, output, cause: error }) : error;
  }
}

/** The codes of errors that pass by themselves. */
const PASSING: ReadonlySet<ErrorCode> = new Set(["unavailable", "internal"]);

function doAction(run: Run, action: ExecutionAction): Promise<ActOutcome> {
  switch (action.type) {
    case "trigger-webhook":
      return triggerWebhookAction({ run, action });
    case "map-entity":
      return mapEntityAction({ run, action });
    case "trigger-event":
      return triggerEventAction({ run, action });
  }
}

/** Returns the error of an action that cannot be done; null where it is to be tried again. */
function failureOf({ run, action, error }: { run: Run; action: ExecutionAction; error: unknown }): ErrorOutput | null {
  if (run.isLastTry && isTimeOver(error))
    return errorOutput("TIMEOUT_ERROR", "The action took longer than it may, each time that it was tried.");
  if (isTimeOver(error) || isDatabaseAway(error) || (isPosternError(error) && PASSING.has(error.code))) return null;
  if (error instanceof MappingFault) return errorOutput("MAPPING_ERROR", error.message);
  if (isPosternError(error)) return errorOutput(codeOf(action, error.code), error.message);
  reportFault({ ...run.ctx, error, operation: `automation action ${action.type}` });
  return internalError("The reason stands in the log of the installation.");
}

/** Returns the code of an action that was refused. What it names and is not there is a fault of its configuration. */
function codeOf({ type }: ExecutionAction, code: ErrorCode): AutomationErrorCode {
  if (code === "not_found" || type === "trigger-event") return "BAD_CONFIG";
  return type === "map-entity" ? "MAPPING_ERROR" : "INTERNAL_ERROR";
}

import { internalError } from "@/domain/automation/change-progress";
import type { ExecutionAction } from "@/domain/automation/execution";
import { type AutomationErrorCode, errorOutput } from "@/domain/automation/execution-status";
import { MappingFault } from "@/domain/automation/mapping-attribute";
import { type ErrorCode, isPosternError } from "@/domain/errors";
import { mapEntityAction } from "@/server/automation/map-entity-action";
import type { ActOutcome, Run } from "@/server/automation/run";
import { triggerEventAction } from "@/server/automation/trigger-event-action";
import { triggerWebhookAction } from "@/server/automation/trigger-webhook-action";
import { isDatabaseAway } from "@/server/database-away";
import { reportFault } from "@/server/report-fault";

/**
 * Does an action. Where it fails, nothing that it wrote stays. Throws only where the same may succeed in a moment, because the database is
 * away or overloaded; then the whole step is undone and tried again.
 */
export async function act({ run, action }: { run: Run; action: ExecutionAction }): Promise<ActOutcome> {
  const { tx, ctx } = run;
  const told = run.afterCommit.length;
  await tx.$executeRaw`savepoint act`;
  try {
    return await doAction(run, action);
  } catch (error) {
    if (isDatabaseAway(error) || (isPosternError(error) && PASSING.has(error.code))) throw error;
    await tx.$executeRaw`rollback to savepoint act`;
    run.afterCommit.length = told;
    if (error instanceof MappingFault) return { type: "failed", error: errorOutput("MAPPING_ERROR", error.message) };
    if (isPosternError(error)) return { type: "failed", error: errorOutput(codeOf(action, error.code), error.message) };
    reportFault({ ...ctx, error, operation: `automation action ${action.type}` });
    return { type: "failed", error: internalError("The reason stands in the log of the installation.") };
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

/** Returns the code of an action that was refused. What it names and is not there is a fault of its configuration. */
function codeOf({ type }: ExecutionAction, code: ErrorCode): AutomationErrorCode {
  if (code === "not_found" || type === "trigger-event") return "BAD_CONFIG";
  return type === "map-entity" ? "MAPPING_ERROR" : "INTERNAL_ERROR";
}

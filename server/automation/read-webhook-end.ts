import type { ExecutionAction } from "@/domain/automation/execution";
import { errorOutput } from "@/domain/automation/execution-status";
import type { ActOutcome, Run } from "@/server/automation/run";
import { findTriggerOutcome } from "@/server/delivery/get-trigger-outcome";

/** Returns what came of a synchronous webhook action; null while its delivery has not ended. The answer becomes the action's outputs. */
export async function readWebhookEnd({ run, action }: { run: Run; action: ExecutionAction }): Promise<ActOutcome | null> {
  const { tx, execution } = run;
  const { organizationId, waitingFor } = execution;
  if (waitingFor === null)
    return { type: "failed", error: errorOutput("INTERNAL_ERROR", `The delivery of the action ${action.id} is not known.`) };
  const outcome = await findTriggerOutcome({ db: tx, organizationId, deliveryId: waitingFor });
  if (outcome.type === "open") return null;
  if (outcome.type === "gone") {
    const reason = "What came of the delivery is not known any more: it was deleted from history before the execution could go on.";
    return { type: "failed", error: errorOutput("TRIGGER_WEBHOOK_ERROR", reason) };
  }
  const { answer } = outcome;
  const outputs = { ...answer };
  if (answer.status !== "failed") return { type: "done", outputs };
  const answered = answer.status_code === undefined ? "There was no answer." : `The endpoint answered ${answer.status_code}.`;
  const explanation = [answer.code, answer.message].filter(Boolean).join(": ") || answered;
  return {
    type: "failed",
    error: errorOutput("TRIGGER_WEBHOOK_ERROR", `The webhook was not delivered. ${answered}`, explanation),
    outputs,
  };
}

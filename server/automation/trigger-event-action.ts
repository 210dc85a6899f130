import type { ExecutionAction } from "@/domain/automation/execution";
import type { TriggerEventAction } from "@/domain/automation/flow-action";
import { contentOf } from "@/server/automation/automation-content";
import type { ActOutcome, Run } from "@/server/automation/run";
import { publishWithin } from "@/server/event/publish-events";

/**
 * Publishes an event of the catalogue, in the transaction of the execution. Its data are the inputs of the action, or else the entity
 * of the execution with what was changed.
 */
export async function triggerEventAction({ run, action }: { run: Run; action: ExecutionAction & TriggerEventAction }): Promise<ActOutcome> {
  const { ctx, tx, execution } = run;
  const { event_name: eventName, event_inputs: inputs } = action.config;
  const { event: _event, ...content } = contentOf(execution);
  const metadata = {
    ...{ automation_name: execution.flowName, execution_id: execution.id, action_id: action.id },
    ...(execution.startedBy !== null && { user_id: execution.startedBy }),
  };
  const hasInputs = inputs !== undefined && Object.keys(inputs).length > 0;
  const { isDue, events, afterCommit } = await publishWithin({
    ctx,
    tx,
    automationChain: execution.chain,
    events: [{ eventName, eventId: undefined, metadata, content: hasInputs ? { entity: inputs } : content }],
  });
  if (isDue) run.afterCommit.push(() => ctx.jobs.send({ name: "webhook/deliveries.due" }));
  run.afterCommit.push(afterCommit);
  return { type: "done", outputs: { event_name: eventName, event_id: events[0]?.event_id ?? "" } };
}

import { dueAt } from "@/domain/automation/action-schedule";
import type { ExecutionSchedule } from "@/domain/automation/execution";
import { valuesAt } from "@/domain/filter/event-path";
import { parsePath } from "@/domain/filter/path-syntax";
import { readMadeEntity, readSubject } from "@/server/automation/read-subject";
import type { Run } from "@/server/automation/run";

/** Returns when a schedule is due; null where what it counts from has no time. */
export async function timeSchedule({ run, schedule }: { run: Run; schedule: ExecutionSchedule }): Promise<Date | null> {
  return dueAt({ schedule, from: await readStart(run, schedule) });
}

/** Returns the moment that a schedule counts from: an attribute, or else the end of an action or the start of the execution. */
async function readStart(run: Run, { source }: ExecutionSchedule): Promise<unknown> {
  const { createdAt, actions } = run.execution;
  const { origin, attribute } = source;
  if (origin === "automation") return createdAt;
  if (attribute) {
    const entity = origin === "action" ? await readMadeEntity({ run, actionId: source.id }) : await readSubject({ run });
    return valuesAt(entity, parsePath(attribute), 0)[0];
  }
  if (origin === "trigger") return createdAt;
  return actions.find(({ id, flow_action_id: flowId }) => id === source.id || flowId === source.id)?.updated_at;
}

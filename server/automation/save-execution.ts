import { isFinal } from "@/domain/automation/execution-status";
import { writeJson } from "@/domain/json/write-json";
import type { Execution } from "@/server/automation/execution-row";
import type { Transaction } from "@/server/platform/db";
import { PREPARED } from "@/server/platform/prepared-statements";

/** The time after which an execution is gone on with where nobody did so: longer than any step of it takes, with its tries. */
const SILENT_FOR_MS = 5 * 60_000;
/** The same after the end of a schedule, whose run ought to be awake by then. */
const LATE_MS = 60_000;

/** Writes what has changed in an execution, in the transaction of its act. `sleepsUntil` is the time for which it waits. */
export async function saveExecution(input: { tx: Transaction; execution: Execution; sleepsUntil: Date | null; now: Date }): Promise<void> {
  const { tx, execution, sleepsUntil, now } = input;
  const { id, organizationId, status, actions, conditions, schedules, waitingFor, stopAfter } = execution;
  const hasEnded = isFinal(status);
  const lookAt =
    hasEnded || waitingFor !== null ? null : (sleepsUntil?.getTime() ?? now.getTime()) + (sleepsUntil ? LATE_MS : SILENT_FOR_MS);
  await tx.$executeRaw`${PREPARED}
    update automation_execution set
      status = ${status}::execution_status, actions = ${writeJson(actions)}::json, conditions = ${writeJson(conditions)}::json,
      schedules = ${writeJson(schedules)}::json, waiting_for = ${waitingFor}, stop_after = ${stopAfter},
      look_at = ${lookAt === null ? null : new Date(lookAt)}::timestamptz, updated_at = ${now}, ended_at = ${hasEnded ? now : null}::timestamptz
    where organization_id = ${organizationId} and id = ${id}`;
}

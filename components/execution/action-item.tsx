import { CalendarX, RotateCw } from "lucide-react";
import type { ReactNode } from "react";
import { describeAction, describeConditionOf, describeSchedule, type FlowNames } from "@/components/automation/describe-flow";
import { ActionFault } from "@/components/execution/action-fault";
import { ActionOutcome } from "@/components/execution/action-outcome";
import { describeTimeTaken } from "@/components/execution/describe-time-taken";
import { ExactTime } from "@/components/execution/exact-time";
import { ExecutionStatusBadge } from "@/components/execution/execution-status";
import { GuardedButton } from "@/components/permission/guarded-button";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ExecutionAction, ExecutionCondition, ExecutionSchedule } from "@/domain/automation/execution";
import { isFinal } from "@/domain/automation/execution-status";

/** Returns what an action does as a title: "Call “CRM” and wait for the response". */
export function titleOfAction(action: ExecutionAction, names: FlowNames): string {
  const words = describeAction(action, names);
  return action.name || words.charAt(0).toUpperCase() + words.slice(1);
}

/** Shows one action of an execution: what it does, on what condition and when, and what came of it. */
export function ActionItem({
  place,
  action,
  condition,
  schedules,
  names,
  isUnderWay,
  isReasonTold,
  deliveryHref,
  onDelivery,
  onRetry,
  onCancelSchedule,
}: {
  place: number;
  action: ExecutionAction;
  condition: ExecutionCondition | null;
  /** The schedules that it waits for. */
  schedules: readonly ExecutionSchedule[];
  names: FlowNames;
  /** True while the execution has not ended. */
  isUnderWay: boolean;
  /** True where the page says already why nothing was done. */
  isReasonTold: boolean;
  deliveryHref: (deliveryId: string) => string;
  onDelivery: (deliveryId: string) => void;
  /** Null where the action cannot be run again now. */
  onRetry: (() => void) | null;
  onCancelSchedule: (schedule: ExecutionSchedule) => void;
}) {
  const { execution_status: status, started_at: startedAt, updated_at: updatedAt, error_output: error, reason } = action;
  const title = titleOfAction(action, names);
  const hasEnded = isFinal(status);
  const fault = error ?? (reason ? undefined : condition?.error_output);
  return (
    <li aria-label={`${place}. ${title}`} className="grid min-w-0 grid-cols-[1.25rem_minmax(0,1fr)] gap-x-2 px-4 py-3.5">
      <span aria-hidden className="text-ink-subtle text-xs leading-6 tabular-nums">
        {place}
      </span>
      <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-2">
        <div className="flex min-w-0 items-start justify-between gap-3">
          <h3 className="min-w-0 break-words font-medium leading-6">{title}</h3>
          <ExecutionStatusBadge status={status} className="mt-0.5" />
        </div>
        <div className="grid gap-1 text-ink-muted text-xs empty:hidden">
          {action.name && <p>{describeAction(action, names)}</p>}
          <Condition condition={condition} />
          {schedules.map((schedule) => (
            <Schedule key={schedule.id} schedule={schedule}>
              {isUnderWay && !hasEnded && schedule.schedule_status !== "over" && schedule.schedule_status !== "cancelled" && (
                <GuardedButton scope="write" size="sm" variant="ghost" onClick={() => onCancelSchedule(schedule)}>
                  <CalendarX aria-hidden />
                  Cancel schedule
                </GuardedButton>
              )}
            </Schedule>
          ))}
          {startedAt !== undefined && (
            <p>
              Begun <RelativeTime iso={startedAt} />
              {hasEnded && updatedAt !== undefined && `, took ${describeTimeTaken(startedAt, updatedAt)}`}
              {action.retry_strategy !== undefined && ", run again by hand"}
            </p>
          )}
          {reason && !isReasonTold && <p>{reason.message}</p>}
          {action.allow_failure && status === "failed" && <p>It may fail: the execution went on behind it.</p>}
        </div>
        {fault && <ActionFault action={action} error={fault} />}
        <ActionOutcome action={action} deliveryHref={deliveryHref} onDelivery={onDelivery}>
          {onRetry && (
            <GuardedButton scope="write" size="sm" variant={status === "failed" ? "secondary" : "ghost"} onClick={onRetry}>
              <RotateCw aria-hidden />
              {hasEnded ? "Run again from here" : "Run from here"}
            </GuardedButton>
          )}
        </ActionOutcome>
      </div>
    </li>
  );
}

function Condition({ condition }: { condition: ExecutionCondition | null }) {
  const words = condition ? describeConditionOf(condition) : "";
  if (words === "") return null;
  const result = condition?.evaluationResult;
  return (
    <p className="break-words">
      Only if {words}
      {result !== undefined && <span className="font-medium text-ink">{result ? ": it held" : ": it did not hold"}</span>}
    </p>
  );
}

/** Shows until when an action waits, or waited. */
function Schedule({ schedule, children }: { schedule: ExecutionSchedule; children: ReactNode }) {
  const { scheduled_for: until, schedule_status: status } = schedule;
  return (
    <div className="flex flex-wrap items-center gap-x-2">
      <p>
        {until === undefined ? (
          `Waits: ${describeSchedule(schedule)}`
        ) : status === "waiting" ? (
          <>
            Waits until{" "}
            <span className="font-medium text-ink">
              <ExactTime iso={until} />
            </span>
            , <RelativeTime iso={until} isAhead />
          </>
        ) : (
          <>
            {status === "cancelled" ? "Was to wait until " : "Waited until "}
            <ExactTime iso={until} />
          </>
        )}
        {status === "cancelled" && ": the schedule was cancelled"}
      </p>
      {children}
    </div>
  );
}

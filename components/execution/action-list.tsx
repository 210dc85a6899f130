import { Workflow } from "lucide-react";
import type { FlowNames } from "@/components/automation/describe-flow";
import { ActionItem } from "@/components/execution/action-item";
import { commonReason } from "@/components/execution/common-reason";
import { EmptyState } from "@/components/ui/empty-state";
import type { ExecutionAction, ExecutionSchedule } from "@/domain/automation/execution";
import { isFinal } from "@/domain/automation/execution-status";
import type { NamedExecution } from "@/domain/automation/named-execution";

/** Shows the actions of an execution in their order, each with what became of it and what can be done about it. */
export function ActionList({
  execution,
  names,
  deliveryHref,
  onDelivery,
  onRetry,
  onCancelSchedule,
}: {
  execution: NamedExecution;
  names: FlowNames;
  deliveryHref: (deliveryId: string) => string;
  onDelivery: (deliveryId: string) => void;
  onRetry: (action: ExecutionAction) => void;
  onCancelSchedule: (schedule: ExecutionSchedule) => void;
}) {
  const { actions, conditions, schedules, status } = execution;
  const done = actions.filter(({ execution_status: one }) => one === "success").length;
  const hasEnded = isFinal(status);
  const isReasonTold = commonReason(execution) !== null;
  return (
    <section aria-label="Actions" className="min-w-0 overflow-hidden rounded-lg border">
      <div className="flex items-baseline justify-between gap-3 border-b bg-sunken px-4 py-2">
        <h2 className="font-semibold text-sm">Actions</h2>
        {actions.length > 0 && (
          <p className="text-ink-muted text-xs tabular-nums">
            {done} of {actions.length} done
          </p>
        )}
      </div>
      {actions.length === 0 && (
        <EmptyState icon={Workflow} title="Nothing to do">
          The automation had no actions when this execution was started.
        </EmptyState>
      )}
      <ol className="divide-y">
        {actions.map((action, index) => {
          const condition = conditions.find(({ id }) => id === action.condition_id) ?? null;
          const waitsFor = [condition?.schedule_id, action.schedule_id].filter((id) => typeof id === "string");
          return (
            <ActionItem
              key={action.id}
              place={index + 1}
              action={action}
              condition={condition}
              schedules={schedules.filter(({ id }) => waitsFor.includes(id))}
              names={names}
              isUnderWay={!hasEnded}
              isReasonTold={isReasonTold}
              deliveryHref={deliveryHref}
              onDelivery={onDelivery}
              onRetry={hasEnded ? () => onRetry(action) : null}
              onCancelSchedule={onCancelSchedule}
            />
          );
        })}
      </ol>
    </section>
  );
}

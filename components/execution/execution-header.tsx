import type { ReactNode } from "react";
import { commonReason } from "@/components/execution/common-reason";
import { describeCause } from "@/components/execution/describe-cause";
import { ExactTime } from "@/components/execution/exact-time";
import { ExecutionStatusBadge } from "@/components/execution/execution-status";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import type { NamedExecution } from "@/domain/automation/named-execution";

/** Shows an execution's heading with its status, and where it did nothing or waits, why that is. */
export function ExecutionHeader({ execution, actions }: { execution: NamedExecution; actions: ReactNode }) {
  const { flow, status, trigger, created_at: createdAt } = execution;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <PageHeader
        title={
          <span className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
            <span className="line-clamp-4 min-w-0 break-words">{flow.name}</span>
            <ExecutionStatusBadge status={status} />
          </span>
        }
        description={
          <>
            Execution, started <RelativeTime iso={createdAt} /> · {describeCause(trigger)}
          </>
        }
        actions={actions}
      />
      <Standing execution={execution} />
    </div>
  );
}

function Standing({ execution }: { execution: NamedExecution }) {
  const { status, actions, schedules } = execution;
  const reason = commonReason(execution);
  switch (status) {
    case "hot":
      return (
        <Notice tone="warning">
          <p className="font-medium">{reason ?? "The automation had started as often as it may, and was disabled."}</p>
          <p className="mt-1 text-ink-muted">
            Look at what starts it so often, then enable it again.
            {actions.length > 0 && " This execution can be run all the same, from its first action."}
          </p>
        </Notice>
      );
    case "skipped":
      return <Notice>Nothing was done. {reason}</Notice>;
    case "scheduled": {
      const until = schedules.find((schedule) => schedule.schedule_status === "waiting")?.scheduled_for;
      if (until === undefined) return null;
      return (
        <Notice>
          It waits until <ExactTime iso={until} />, <RelativeTime iso={until} isAhead />, then goes on by itself.
        </Notice>
      );
    }
    default:
      return null;
  }
}

"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { usePathname, useSearchParams } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { EventDrawer } from "@/app/(portal)/_event-log/event-drawer";
import { CancelExecution } from "@/app/(portal)/automations/[id]/executions/[executionId]/cancel-execution";
import { cancelScheduleAction, retriggerActionAction } from "@/app/(portal)/automations/executions/actions";
import { executionKey, executionQuery } from "@/app/(portal)/automations/executions/queries";
import { QueryFault } from "@/app/(portal)/query-fault";
import type { FlowNames } from "@/components/automation/describe-flow";
import { titleOfAction } from "@/components/execution/action-item";
import { ActionList } from "@/components/execution/action-list";
import { ExecutionHeader } from "@/components/execution/execution-header";
import { RetryDialog } from "@/components/execution/retry-dialog";
import { StartFacts } from "@/components/execution/start-facts";
import { ConfirmDialog } from "@/components/form/confirm-dialog";
import type { ExecutionAction, ExecutionSchedule } from "@/domain/automation/execution";
import type { EntityAttribute } from "@/domain/entity-schema/entity-schema";

/** Shows one execution, kept up to date until it has ended. The address holds the delivery that is open beside it. */
export function ExecutionView({
  executionId,
  names,
  attributes,
  linkedWebhookIds,
}: {
  executionId: string;
  names: FlowNames;
  /** The attributes of the record's schema. */
  attributes: readonly EntityAttribute[];
  /** The webhooks that have a page; deleted ones have none. */
  linkedWebhookIds: readonly string[];
}) {
  const pathname = usePathname();
  const openedId = useSearchParams().get("event");
  const client = useQueryClient();
  const { data: execution, error, refetch } = useQuery(executionQuery(executionId));
  const [retried, setRetried] = useState<ExecutionAction | null>(null);
  const [doomed, setDoomed] = useState<ExecutionSchedule | null>(null);
  if (!execution) return error ? <QueryFault error={error} onRetry={() => refetch()} /> : null;

  const deliveryHref = (deliveryId: string) => `${pathname}?event=${encodeURIComponent(deliveryId)}`;
  const open = (deliveryId: string | null, how: "pushState" | "replaceState") =>
    window.history[how](null, "", deliveryId === null ? pathname : deliveryHref(deliveryId));
  const readAgain = () => client.invalidateQueries({ queryKey: executionKey(executionId) });
  const deliveryIds = execution.actions.flatMap((action) => (action.type === "trigger-webhook" ? (action.config.event_id ?? []) : []));
  return (
    <>
      <ExecutionHeader execution={execution} actions={<CancelExecution execution={execution} onDone={readAgain} />} />
      {error && <QueryFault error={error} onRetry={() => refetch()} />}
      <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <ActionList
          execution={execution}
          names={names}
          deliveryHref={deliveryHref}
          onDelivery={(deliveryId) => open(deliveryId, "pushState")}
          onRetry={setRetried}
          onCancelSchedule={setDoomed}
        />
        <StartFacts execution={execution} attributes={attributes} />
      </div>
      <EventDrawer
        eventId={openedId}
        siblingIds={deliveryIds.toReversed()}
        linkedWebhookIds={linkedWebhookIds}
        onOpen={(deliveryId) => open(deliveryId, "replaceState")}
      />
      {retried && (
        <RetryDialog
          action={retried}
          title={titleOfAction(retried, names)}
          onClose={() => setRetried(null)}
          onRetry={async (retry) => {
            const result = await retriggerActionAction({ executionId, actionId: retried.id, retry });
            await readAgain();
            if (result.ok) toast.success("The execution runs on");
            return result;
          }}
        />
      )}
      <ConfirmDialog
        about={doomed}
        onClose={() => setDoomed(null)}
        title={() => "Cancel this schedule?"}
        description={() => "The actions that wait for it are cancelled. The execution goes on at once with those behind them."}
        confirmLabel="Cancel schedule"
        cancelLabel="Keep waiting"
        action={async ({ id }) => {
          const result = await cancelScheduleAction({ execution_id: executionId, schedule_id: id });
          await readAgain();
          return result;
        }}
      />
    </>
  );
}

"use client";

import { useQuery } from "@tanstack/react-query";
import { Workflow } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Controller } from "react-hook-form";
import { z } from "zod";
import { startExecutionAction } from "@/app/(portal)/automations/executions/actions";
import { startableFlowsQuery } from "@/app/(portal)/automations/executions/queries";
import { QueryFault } from "@/app/(portal)/query-fault";
import { Field } from "@/components/form/field";
import { FormFault } from "@/components/form/form-fault";
import { useActionForm } from "@/components/form/use-action-form";
import { GuardedButton } from "@/components/permission/guarded-button";
import { Button } from "@/components/ui/button";
import { DialogButtons, DialogWindow } from "@/components/ui/dialog";
import { Link } from "@/components/ui/link";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import type { StartableFlow } from "@/domain/automation/startable-flow";

interface ShownRecord {
  slug: string;
  id: string;
  title: string;
}

const OF_TYPE: Readonly<Record<string, string>> = {
  "trigger-webhook": "calls a webhook",
  "map-entity": "makes or changes a record",
  "trigger-event": "publishes an event",
};

const chosen = z.object({ flowId: z.string() });

/** Shows the button that runs an automation for a record. */
export function RunAutomation({ record }: { record: ShownRecord }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <GuardedButton scope="write" onClick={() => setIsOpen(true)}>
        <Workflow aria-hidden />
        Run automation
      </GuardedButton>
      {isOpen && <RunDialog record={record} onClose={() => setIsOpen(false)} />}
    </>
  );
}

/** Asks which automation is to run. Those of the record's schema are read when the window opens. */
function RunDialog({ record, onClose }: { record: ShownRecord; onClose: () => void }) {
  const { data: flows, error, refetch } = useQuery(startableFlowsQuery(record.slug));
  const isEmpty = flows?.length === 0;
  return (
    <DialogWindow title="Run automation" description={<span className="line-clamp-3">For “{record.title}”</span>} onClose={onClose}>
      {error && <QueryFault error={error} onRetry={() => refetch()} />}
      {!flows && !error && <Skeleton className="h-24 w-full rounded-lg" />}
      {isEmpty && (
        <div className="grid gap-5">
          <p className="text-ink-muted">
            No enabled automation is for records of “{record.slug}”.{" "}
            <Link href={"/automations" as Route} className="rounded-sm text-accent-ink underline underline-offset-2">
              See the automations
            </Link>
          </p>
          <DialogButtons onCancel={onClose} cancelLabel="Close" />
        </div>
      )}
      {flows && !isEmpty && <RunForm record={record} flows={flows} onClose={onClose} />}
    </DialogWindow>
  );
}

function RunForm({ record, flows, onClose }: { record: ShownRecord; flows: readonly StartableFlow[]; onClose: () => void }) {
  const router = useRouter();
  const { form, formProps, fault, errors, isPending } = useActionForm({
    schema: chosen,
    defaultValues: { flowId: flows[0]?.id ?? "" },
    action: ({ flowId }) => startExecutionAction({ flow_id: flowId, entity_id: record.id }),
    onDone: ({ executionId }, { flowId }) => router.push(`/automations/${flowId}/executions/${executionId}` as Route),
  });
  const flow = flows.find(({ id }) => id === form.watch("flowId"));
  return (
    <form {...formProps} className="grid grid-cols-[minmax(0,1fr)] gap-5">
      {fault && <FormFault error={fault} isTyped={false} />}
      <Field label="Automation" hint={flow && describeActions(flow)} error={errors.flowId?.message}>
        {({ "aria-required": _required, ...control }) => (
          <Controller
            control={form.control}
            name="flowId"
            render={({ field }) => (
              <Select
                {...control}
                value={field.value}
                onValueChange={field.onChange}
                options={flows.map(({ id, name }) => ({ value: id, label: <span className="line-clamp-1 break-all">{name}</span> }))}
                contentClassName="max-w-(--radix-select-trigger-width)"
              />
            )}
          />
        )}
      </Field>
      <DialogButtons onCancel={onClose} isPending={isPending}>
        <Button type="submit" variant="primary" isPending={isPending}>
          Run
        </Button>
      </DialogButtons>
    </form>
  );
}

function describeActions({ actions }: StartableFlow): string {
  if (actions.length === 0) return "It has no actions.";
  return `It ${actions.map((type) => OF_TYPE[type] ?? type).join(", then ")}.`;
}

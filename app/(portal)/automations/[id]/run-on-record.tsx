"use client";

import { Play } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Controller } from "react-hook-form";
import { z } from "zod";
import { startExecutionAction } from "@/app/(portal)/automations/executions/actions";
import { PickRecord } from "@/app/(portal)/entities/pick-record";
import type { PickedRecord } from "@/components/entity/record-picker";
import { Field } from "@/components/form/field";
import { FormFault } from "@/components/form/form-fault";
import { useActionForm } from "@/components/form/use-action-form";
import { GuardedButton } from "@/components/permission/guarded-button";
import { Button } from "@/components/ui/button";
import { DialogButtons, DialogWindow } from "@/components/ui/dialog";

interface Flow {
  id: string;
  name: string;
  isEnabled: boolean;
}

const picked = z.custom<{ record: PickedRecord | null }>().transform(({ record }, check) => {
  if (record) return record;
  check.addIssue({ code: "custom", path: ["record"], message: "Choose a record." });
  return z.NEVER;
});

/** Shows the button that runs an automation by hand for a record of these schemas, or of any where there are none. */
export function RunOnRecord({ flow, schemas }: { flow: Flow; schemas: readonly string[] }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <GuardedButton
        scope="write"
        variant="primary"
        unavailable={flow.isEnabled ? null : "The automation is disabled. Enable it first."}
        onClick={() => setIsOpen(true)}
      >
        <Play aria-hidden />
        Run
      </GuardedButton>
      {isOpen && <RunDialog flow={flow} schemas={schemas} onClose={() => setIsOpen(false)} />}
    </>
  );
}

function RunDialog({ flow, schemas, onClose }: { flow: Flow; schemas: readonly string[]; onClose: () => void }) {
  const router = useRouter();
  const { form, formProps, fault, errors, isPending } = useActionForm({
    schema: picked,
    defaultValues: { record: null } as { record: PickedRecord | null },
    action: ({ id }) => startExecutionAction({ flow_id: flow.id, entity_id: id }),
    onDone: ({ executionId }) => router.push(`/automations/${flow.id}/executions/${executionId}` as Route),
  });
  return (
    <DialogWindow
      title="Run automation"
      description={<span className="line-clamp-3">Runs “{flow.name}” now for one record, whatever else starts it.</span>}
      isPending={isPending}
      onClose={onClose}
    >
      <form {...formProps} className="grid grid-cols-[minmax(0,1fr)] gap-5">
        {fault && <FormFault error={fault} isTyped={false} />}
        <Field label="Record" error={errors.record?.message}>
          {(control) => (
            <Controller
              control={form.control}
              name="record"
              render={({ field }) => <PickRecord schemas={schemas} chosen={field.value} onChoose={field.onChange} control={control} />}
            />
          )}
        </Field>
        <DialogButtons onCancel={onClose} isPending={isPending}>
          <Button type="submit" variant="primary" isPending={isPending}>
            Run
          </Button>
        </DialogButtons>
      </form>
    </DialogWindow>
  );
}

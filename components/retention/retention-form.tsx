"use client";

import type { ActionResult } from "@/components/form/action-result";
import { Field } from "@/components/form/field";
import { FormFault } from "@/components/form/form-fault";
import { useActionForm } from "@/components/form/use-action-form";
import { GuardedButton } from "@/components/permission/guarded-button";
import { retentionFormValues } from "@/components/retention/retention-form-values";
import { Input } from "@/components/ui/input";
import type { RetentionAnswer } from "@/domain/retention/retention-settings";

const textOf = (days: number | null) => (days === null ? "" : String(days));

/** Asks for the organization's own retention, in days. An empty field takes the installation's. */
export function RetentionForm({
  retention,
  action,
  onDone,
}: {
  retention: RetentionAnswer;
  action: (input: { deliveryDays: number | null; bodyDays: number | null }) => Promise<ActionResult<RetentionAnswer>>;
  onDone: () => void;
}) {
  const { own, installation, skippedDays, auditLogDays } = retention;
  const { form, formProps, fault, errors, isPending } = useActionForm({
    schema: retentionFormValues,
    defaultValues: { deliveryDays: textOf(own.deliveryDays), bodyDays: textOf(own.bodyDays) },
    action,
    onDone,
  });
  return (
    <form {...formProps} className="grid max-w-xl gap-5">
      {fault && <FormFault error={fault} />}
      <Field
        label="Events and their attempts, in days"
        error={errors.deliveryDays?.message}
        hint={`Empty: ${installation.deliveryDays} days, the longest that this installation allows.`}
      >
        {(control) => (
          <Input
            inputMode="numeric"
            autoComplete="off"
            placeholder={String(installation.deliveryDays)}
            {...control}
            {...form.register("deliveryDays")}
          />
        )}
      </Field>
      <Field
        label="Payloads and answers, in days"
        error={errors.bodyDays?.message}
        hint={`What was published, sent and answered. Without it an event cannot be replayed. Empty: ${installation.bodyDays} days.`}
      >
        {(control) => (
          <Input
            inputMode="numeric"
            autoComplete="off"
            placeholder={String(installation.bodyDays)}
            {...control}
            {...form.register("bodyDays")}
          />
        )}
      </Field>
      <p className="text-ink-muted text-xs">
        Skipped events are deleted after {skippedDays} days, entries of the audit log after {auditLogDays} days. Whoever runs Postern
        decides that.
      </p>
      <div>
        <GuardedButton scope="admin" type="submit" variant="primary" isPending={isPending}>
          Save retention
        </GuardedButton>
      </div>
    </form>
  );
}

"use client";

import { Controller } from "react-hook-form";
import type { ActionResult } from "@/components/form/action-result";
import { Field } from "@/components/form/field";
import { FormFault } from "@/components/form/form-fault";
import { useActionForm } from "@/components/form/use-action-form";
import { Button } from "@/components/ui/button";
import { DialogButtons, DialogWindow } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { DEFAULT_OVERLAP_HOURS, secretRotation } from "@/domain/signing/secret-rotation";

const OVERLAPS = [
  { value: "0", label: "None: the old secret ends now" },
  { value: "1", label: "1 hour" },
  { value: "24", label: "24 hours" },
  { value: "72", label: "3 days" },
  { value: "168", label: "7 days" },
];

/** Asks how long the old secret also signs. */
export function RotateSecretDialog<Rotated>({
  action,
  onDone,
  onClose,
}: {
  action: (overlapHours: number) => Promise<ActionResult<Rotated>>;
  onDone: (rotated: Rotated) => void;
  onClose: () => void;
}) {
  const { form, formProps, fault, errors, isPending } = useActionForm({
    schema: secretRotation,
    defaultValues: { overlapHours: DEFAULT_OVERLAP_HOURS },
    action: ({ overlapHours }) => action(overlapHours),
    onDone,
  });
  return (
    <DialogWindow
      title="Rotate the signing secret"
      description="A new secret signs from now on. During the overlap requests carry a signature of the old one, too, so that your endpoint can change over without missing any."
      isPending={isPending}
      onClose={onClose}
    >
      <form {...formProps} className="grid gap-5">
        {fault && <FormFault error={fault} isTyped={false} />}
        <Field label="Overlap" error={errors.overlapHours?.message} hint="Choose none where the old secret may have leaked.">
          {(control) => (
            <Controller
              control={form.control}
              name="overlapHours"
              render={({ field }) => (
                <Select
                  {...control}
                  value={String(field.value)}
                  onValueChange={(hours) => field.onChange(Number(hours))}
                  options={OVERLAPS}
                />
              )}
            />
          )}
        </Field>
        {form.watch("overlapHours") === 0 && (
          <Notice tone="warning">Your endpoint refuses every request until it has the new secret.</Notice>
        )}
        <DialogButtons onCancel={onClose} isPending={isPending}>
          <Button type="submit" variant="primary" isPending={isPending}>
            Rotate secret
          </Button>
        </DialogButtons>
      </form>
    </DialogWindow>
  );
}

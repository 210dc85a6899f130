"use client";

import type { ActionResult } from "@/components/form/action-result";
import { Field } from "@/components/form/field";
import { FormFault } from "@/components/form/form-fault";
import { unseenEndsHint } from "@/components/form/unseen-ends";
import { useActionForm } from "@/components/form/use-action-form";
import { Button } from "@/components/ui/button";
import { DialogButtons, DialogWindow } from "@/components/ui/dialog";
import { SecretInput } from "@/components/ui/secret-input";
import { MIN_PASSWORD_LENGTH, passwordChange } from "@/domain/user/account";

/** Asks for the current password and a new one. */
export function PasswordDialog({
  action,
  onDone,
  onClose,
}: {
  action: (input: unknown) => Promise<ActionResult<{ email: string }>>;
  onDone: (changed: { email: string; newPassword: string }) => Promise<void>;
  onClose: () => void;
}) {
  const { form, formProps, fault, errors, isPending } = useActionForm({
    schema: passwordChange,
    defaultValues: { currentPassword: "", newPassword: "" },
    action,
    onDone: ({ email }, { newPassword }) => onDone({ email, newPassword }),
  });
  return (
    <DialogWindow
      title="Change your password"
      description="You stay signed in here, and are signed out everywhere else."
      isPending={isPending}
      onClose={onClose}
    >
      <form method="post" {...formProps} className="grid gap-5">
        {fault && <FormFault error={fault} />}
        <Field label="Current password" isRequired error={errors.currentPassword?.message}>
          {(control) => (
            <SecretInput label="current password" autoComplete="current-password" {...control} {...form.register("currentPassword")} />
          )}
        </Field>
        <Field
          label="New password"
          isRequired
          error={errors.newPassword?.message}
          hint={unseenEndsHint(form.watch("newPassword")) ?? `At least ${MIN_PASSWORD_LENGTH} characters.`}
        >
          {(control) => <SecretInput label="new password" autoComplete="new-password" {...control} {...form.register("newPassword")} />}
        </Field>
        <DialogButtons onCancel={onClose} isPending={isPending}>
          <Button type="submit" variant="primary" isPending={isPending}>
            Change password
          </Button>
        </DialogButtons>
      </form>
    </DialogWindow>
  );
}

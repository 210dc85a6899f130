"use client";

import { useState } from "react";
import type { ActionResult } from "@/components/form/action-result";
import { Field } from "@/components/form/field";
import { unseenEndsHint } from "@/components/form/unseen-ends";
import { useFormAction } from "@/components/form/use-form-action";
import { Button } from "@/components/ui/button";
import { DialogDescription, DialogTitle, DialogWindow } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
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
  const [values, setValues] = useState({ currentPassword: "", newPassword: "" });
  const { submit, isPending, refusal, faultAt } = useFormAction({
    schema: passwordChange,
    input: values,
    action,
    onDone: ({ email }) => onDone({ email, newPassword: values.newPassword }),
  });
  return (
    <DialogWindow isOpen onOpenChange={(isOpen) => !isOpen && !isPending && onClose()}>
      <div className="mb-5 grid gap-1">
        <DialogTitle className="font-semibold text-base">Change your password</DialogTitle>
        <DialogDescription className="text-ink-muted">You stay signed in here, and are signed out everywhere else.</DialogDescription>
      </div>
      <form method="post" onSubmit={submit} noValidate className="grid gap-5">
        {refusal && <Notice tone="danger">{refusal}</Notice>}
        <Field label="Current password" isRequired error={faultAt("currentPassword")}>
          {(control) => (
            <SecretInput
              {...control}
              label="current password"
              autoComplete="current-password"
              value={values.currentPassword}
              onChange={({ target }) => setValues({ ...values, currentPassword: target.value })}
            />
          )}
        </Field>
        <Field
          label="New password"
          isRequired
          error={faultAt("newPassword")}
          hint={unseenEndsHint(values.newPassword) ?? `At least ${MIN_PASSWORD_LENGTH} characters.`}
        >
          {(control) => (
            <SecretInput
              {...control}
              label="new password"
              autoComplete="new-password"
              value={values.newPassword}
              onChange={({ target }) => setValues({ ...values, newPassword: target.value })}
            />
          )}
        </Field>
        <div className="flex justify-end gap-2">
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" variant="primary" isPending={isPending}>
            Change password
          </Button>
        </div>
      </form>
    </DialogWindow>
  );
}

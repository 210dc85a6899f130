"use client";

import { ShieldCheck } from "lucide-react";
import type { ActionResult } from "@/components/form/action-result";
import { Field } from "@/components/form/field";
import { FormFault } from "@/components/form/form-fault";
import { useActionForm } from "@/components/form/use-action-form";
import { Button } from "@/components/ui/button";
import { DialogButtons, DialogWindow } from "@/components/ui/dialog";
import { SecretInput } from "@/components/ui/secret-input";
import { passwordConfirmation } from "@/domain/user/account";

interface Props {
  hasPassword: boolean;
  confirm: (input: unknown) => Promise<ActionResult<null>>;
  /** Leads to the identity provider and back to this page. */
  onSignInAgain: () => void;
  /** Takes true when the user has proved who they are, false when they will not. */
  onAnswer: (isProven: boolean) => void;
}

/** Asks for the password, or for a new sign-in where the user has none, before an action that gives lasting access. */
export function ReauthenticationDialog({ hasPassword, confirm, onSignInAgain, onAnswer }: Props) {
  return hasPassword ? (
    <PasswordWindow confirm={confirm} onAnswer={onAnswer} />
  ) : (
    <ProviderWindow onSignInAgain={onSignInAgain} onAnswer={onAnswer} />
  );
}

function PasswordWindow({ confirm, onAnswer }: Pick<Props, "confirm" | "onAnswer">) {
  const { form, formProps, fault, errors, isPending } = useActionForm({
    schema: passwordConfirmation,
    defaultValues: { password: "" },
    action: confirm,
    onDone: () => onAnswer(true),
  });
  return (
    <DialogWindow
      title="Confirm that it is you"
      description="This gives lasting access, so give your password first. You are not asked again for 15 minutes."
      isPending={isPending}
      onClose={() => onAnswer(false)}
    >
      <form method="post" {...formProps} className="grid gap-5">
        {fault && <FormFault error={fault} />}
        <Field label="Your password" isRequired error={errors.password?.message}>
          {(control) => <SecretInput label="your password" autoComplete="current-password" {...control} {...form.register("password")} />}
        </Field>
        <DialogButtons onCancel={() => onAnswer(false)} isPending={isPending}>
          <Button type="submit" variant="primary" isPending={isPending}>
            Confirm
          </Button>
        </DialogButtons>
      </form>
    </DialogWindow>
  );
}

function ProviderWindow({ onSignInAgain, onAnswer }: Pick<Props, "onSignInAgain" | "onAnswer">) {
  return (
    <DialogWindow
      title="Confirm that it is you"
      description="This gives lasting access, so sign in again first. You come back to this page, and are not asked again for 15 minutes."
      isPending={false}
      onClose={() => onAnswer(false)}
    >
      <DialogButtons onCancel={() => onAnswer(false)} isPending={false}>
        <Button variant="primary" onClick={onSignInAgain}>
          <ShieldCheck aria-hidden />
          Sign in again
        </Button>
      </DialogButtons>
    </DialogWindow>
  );
}

"use client";

import { ShieldCheck } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { ActionResult } from "@/components/form/action-result";
import { Field } from "@/components/form/field";
import { FormFault } from "@/components/form/form-fault";
import { REAUTHENTICATION, type ReauthenticationRequest } from "@/components/form/reauthentication";
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
}

/** Asks for the password when an action needs one that was given just now (components/form/call-action.ts). */
export function Reauthentication(props: Props) {
  const [isAsking, setIsAsking] = useState(false);
  const request = useRef<ReauthenticationRequest | null>(null);
  useEffect(() => {
    const take = (event: Event) => {
      event.preventDefault();
      request.current?.answer(false);
      request.current = (event as CustomEvent<ReauthenticationRequest>).detail;
      setIsAsking(true);
    };
    window.addEventListener(REAUTHENTICATION, take);
    return () => window.removeEventListener(REAUTHENTICATION, take);
  }, []);
  const answer = (isProven: boolean) => {
    request.current?.answer(isProven);
    request.current = null;
    setIsAsking(false);
  };
  if (!isAsking) return null;
  return props.hasPassword ? <PasswordWindow confirm={props.confirm} onAnswer={answer} /> : <ProviderWindow {...props} onAnswer={answer} />;
}

interface WindowProps {
  onAnswer: (isProven: boolean) => void;
}

function PasswordWindow({ confirm, onAnswer }: WindowProps & Pick<Props, "confirm">) {
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

function ProviderWindow({ onSignInAgain, onAnswer }: WindowProps & Pick<Props, "onSignInAgain">) {
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

"use client";

import { ShieldCheck } from "lucide-react";
import { signIn } from "next-auth/react";
import { useState } from "react";
import { acceptAsNewUserAction } from "@/app/invite/[token]/actions";
import { Field } from "@/components/form/field";
import { unseenEndsHint } from "@/components/form/unseen-ends";
import { useFormAction } from "@/components/form/use-form-action";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { SecretInput } from "@/components/ui/secret-input";
import { newAccount } from "@/domain/invitation/invitation";
import { MIN_PASSWORD_LENGTH } from "@/domain/user/account";

/** For who has no account yet: makes one of the invited address and signs in, or leaves that to the identity provider. */
export function AcceptAsNewUser({ token, email, hasSingleSignOn }: { token: string; email: string; hasSingleSignOn: boolean }) {
  const [values, setValues] = useState({ name: "", password: "" });
  const form = useFormAction({
    schema: newAccount,
    input: values,
    action: (input) => acceptAsNewUserAction(token, input),
    onDone: async () => {
      const answer = await signIn("credentials", { email, password: values.password, redirect: false }).catch(() => undefined);
      window.location.assign(answer?.ok ? "/" : "/login");
    },
  });
  return (
    <form
      // Before the script has loaded a submit must not put the password into the address.
      method="post"
      onSubmit={form.submit}
      noValidate
      aria-label="Create your account"
      className="grid gap-4 rounded-xl border bg-canvas p-6 shadow-raised"
    >
      {form.refusal && <Notice tone="danger">{form.refusal}</Notice>}
      <Field label="E-mail address" hint="The invitation is for this address.">
        {(control) => (
          <Input {...control} type="email" value={email} readOnly autoComplete="username" className="bg-sunken text-ink-muted" />
        )}
      </Field>
      <Field label="Your name" isRequired error={form.faultAt("name")}>
        {(control) => (
          <Input
            {...control}
            autoComplete="name"
            value={values.name}
            onChange={({ target }) => setValues({ ...values, name: target.value })}
          />
        )}
      </Field>
      <Field
        label="Password"
        isRequired
        error={form.faultAt("password")}
        hint={unseenEndsHint(values.password) ?? `At least ${MIN_PASSWORD_LENGTH} characters.`}
      >
        {(control) => (
          <SecretInput
            {...control}
            label="password"
            autoComplete="new-password"
            value={values.password}
            onChange={({ target }) => setValues({ ...values, password: target.value })}
          />
        )}
      </Field>
      <Button type="submit" variant="primary" isPending={form.isPending} className="mt-1 w-full">
        Create account and join
      </Button>
      {hasSingleSignOn && (
        <Button onClick={() => void signIn("oidc", { callbackUrl: "/" })} className="w-full">
          <ShieldCheck aria-hidden />
          Continue with single sign-on
        </Button>
      )}
    </form>
  );
}

"use client";

import { ShieldCheck } from "lucide-react";
import { signIn } from "next-auth/react";
import { acceptAsNewUserAction } from "@/app/invite/[token]/actions";
import { Field } from "@/components/form/field";
import { FormFault } from "@/components/form/form-fault";
import { unseenEndsHint } from "@/components/form/unseen-ends";
import { useActionForm } from "@/components/form/use-action-form";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { SecretInput } from "@/components/ui/secret-input";
import { newAccount } from "@/domain/invitation/invitation";
import { MIN_PASSWORD_LENGTH } from "@/domain/user/account";

/**
 * Shows an invitation to someone without an account. It creates an account for the invited address and signs in, or leaves that
 * to the identity provider.
 */
export function AcceptAsNewUser({ token, email, hasSingleSignOn }: { token: string; email: string; hasSingleSignOn: boolean }) {
  const { form, formProps, fault, errors, isPending } = useActionForm({
    schema: newAccount,
    defaultValues: { name: "", password: "" },
    action: (input) => acceptAsNewUserAction(token, input),
    onDone: async (_joined, { password }) => {
      const answer = await signIn("credentials", { email, password, redirect: false }).catch(() => undefined);
      window.location.assign(answer?.ok ? "/" : "/login");
    },
  });
  return (
    <form
      // Until the script has loaded, a submit must not put the password into the address.
      method="post"
      {...formProps}
      aria-label="Create your account"
      className="grid gap-4 rounded-xl border bg-canvas p-6 shadow-raised"
    >
      {fault && <FormFault error={fault} />}
      <Field label="E-mail address" hint="The invitation is for this address.">
        {(control) => (
          <Input {...control} type="email" value={email} readOnly autoComplete="username" className="bg-sunken text-ink-muted" />
        )}
      </Field>
      <Field label="Your name" isRequired error={errors.name?.message}>
        {(control) => <Input autoComplete="name" {...control} {...form.register("name")} />}
      </Field>
      <Field
        label="Password"
        isRequired
        error={errors.password?.message}
        hint={unseenEndsHint(form.watch("password")) ?? `At least ${MIN_PASSWORD_LENGTH} characters.`}
      >
        {(control) => <SecretInput label="password" autoComplete="new-password" {...control} {...form.register("password")} />}
      </Field>
      <Button type="submit" variant="primary" isPending={isPending} className="mt-1 w-full">
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

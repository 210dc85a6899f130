"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { ShieldCheck } from "lucide-react";
import { signIn } from "next-auth/react";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { NO_ANSWER } from "@/components/form/call-action";
import { Field } from "@/components/form/field";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { SecretInput } from "@/components/ui/secret-input";

/** An answer that takes longer waits for failed attempts (server/login/login-limits.ts). */
const SLOW_AFTER_MS = 3_000;

const loginInput = z.object({
  email: z.email("Give your e-mail address, such as ada@example.com."),
  password: z.string().min(1, "Give your password."),
});

/** The refusals of single sign-on in words (server/user/authenticate-identity.ts, and NextAuth's own). */
const REFUSALS: Readonly<Record<string, string>> = {
  unverified: "Your identity provider does not say that your e-mail address is verified. Verify it there, then try again.",
  unknown: "Nobody has invited your e-mail address. Ask an owner of the organization for an invitation.",
  taken: "Your e-mail address belongs to an account that signs in as somebody else. Ask an owner for help.",
  OAuthSignin: "The identity provider could not be reached. Try again in a moment.",
  OAuthCallback: "The identity provider did not sign you in. Try again.",
  Callback: "The identity provider did not sign you in. Try again.",
};

function wordsFor(error: string): string {
  const [, seconds] = /^busy:(\d+)$/.exec(error) ?? [];
  if (seconds) return `Many people are trying to sign in to this account. Try again in ${seconds} seconds.`;
  const known = REFUSALS[error];
  if (known) return known;
  if (error === "CredentialsSignin") return "E-mail address or password is wrong.";
  return "Signing in did not work. Try again in a moment.";
}

/**
 * Shows the login form, which signs in and goes to `callback`, a path of this portal: with a password or, where it is configured,
 * with the identity provider. `error` is the result of an attempt with the provider.
 */
export function LoginForm({ callback, error, hasSingleSignOn }: { callback: string; error: string | null; hasSingleSignOn: boolean }) {
  const [fault, setFault] = useState<string | null>(error === null ? null : wordsFor(error));
  const [isLeavingForProvider, setIsLeavingForProvider] = useState(false);
  const [isLeaving, setIsLeaving] = useState(false);
  const [isSlow, setIsSlow] = useState(false);
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(loginInput),
    defaultValues: { email: "", password: "" },
  });
  const submit = handleSubmit(async (values) => {
    setFault(null);
    const slow = setTimeout(() => setIsSlow(true), SLOW_AFTER_MS);
    const answer = await signIn("credentials", { ...values, redirect: false }).catch(() => undefined);
    clearTimeout(slow);
    setIsSlow(false);
    if (!answer?.ok) {
      setFault(answer ? wordsFor(answer.error ?? "") : NO_ANSWER.message);
      return;
    }
    // A full page load leaves nothing in the router's cache that was rendered without a session.
    setIsLeaving(true);
    window.location.assign(callback);
  });
  const goToProvider = async () => {
    setIsLeavingForProvider(true);
    const answer = await signIn("oidc", { callbackUrl: callback }).catch(() => null);
    if (answer === undefined) return;
    setFault(NO_ANSWER.message);
    setIsLeavingForProvider(false);
  };
  return (
    <form
      // Until the script has loaded, a submit must not put the password into the address.
      method="post"
      onSubmit={submit}
      noValidate
      className="grid gap-4 rounded-xl border bg-canvas p-6 shadow-raised"
      aria-label="Sign in"
    >
      {fault && <Notice tone="danger">{fault}</Notice>}
      <div role="status" className="empty:hidden">
        {isSlow && <Notice tone="info">There were many failed attempts, so this may take up to half a minute.</Notice>}
      </div>
      <Field label="E-mail address" error={formState.errors.email?.message}>
        {(control) => <Input type="email" autoComplete="username" {...control} {...register("email")} />}
      </Field>
      <Field label="Password" error={formState.errors.password?.message}>
        {(control) => <SecretInput label="password" autoComplete="current-password" {...control} {...register("password")} />}
      </Field>
      <Button type="submit" variant="primary" isPending={formState.isSubmitting || isLeaving} className="mt-1 w-full">
        Sign in
      </Button>
      {hasSingleSignOn && (
        <>
          <div className="flex items-center gap-3 text-ink-subtle text-xs before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
            or
          </div>
          <Button onClick={goToProvider} isPending={isLeavingForProvider} className="w-full">
            {!isLeavingForProvider && <ShieldCheck aria-hidden />}
            Continue with single sign-on
          </Button>
        </>
      )}
    </form>
  );
}

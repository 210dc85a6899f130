"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { signIn } from "next-auth/react";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { Field } from "@/components/form/field";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { SecretInput } from "@/components/ui/secret-input";

const loginInput = z.object({
  email: z.email("Give your e-mail address, such as ada@example.com."),
  password: z.string().min(1, "Give your password."),
});

function wordsFor(error: string): string {
  const [, seconds] = /^throttled:(\d+)$/.exec(error) ?? [];
  if (seconds) {
    const minutes = Math.ceil(Number(seconds) / 60);
    return `Too many failed attempts. Try again in ${minutes} ${minutes === 1 ? "minute" : "minutes"}.`;
  }
  if (error === "CredentialsSignin") return "E-mail address or password is wrong.";
  return "Signing in did not work. Try again in a moment.";
}

/** Signs in and goes to `callback`, a path of this portal. */
export function LoginForm({ callback }: { callback: string }) {
  const [fault, setFault] = useState<string | null>(null);
  const [isLeaving, setIsLeaving] = useState(false);
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(loginInput),
    defaultValues: { email: "", password: "" },
  });
  const submit = handleSubmit(async (values) => {
    setFault(null);
    const answer = await signIn("credentials", { ...values, redirect: false }).catch(() => undefined);
    if (!answer?.ok) {
      setFault(wordsFor(answer?.error ?? ""));
      return;
    }
    // A whole new page: nothing that was rendered for nobody stays in the router's cache.
    setIsLeaving(true);
    window.location.assign(callback);
  });
  return (
    <form
      // Before the script has loaded a submit must not put the password into the address.
      method="post"
      onSubmit={submit}
      noValidate
      className="grid gap-4 rounded-xl border bg-canvas p-6 shadow-raised"
      aria-label="Sign in"
    >
      {fault && <Notice tone="danger">{fault}</Notice>}
      <Field label="E-mail address" error={formState.errors.email?.message}>
        {(control) => <Input type="email" autoComplete="username" {...control} {...register("email")} />}
      </Field>
      <Field label="Password" error={formState.errors.password?.message}>
        {(control) => <SecretInput label="password" autoComplete="current-password" {...control} {...register("password")} />}
      </Field>
      <Button type="submit" variant="primary" isPending={formState.isSubmitting || isLeaving} className="mt-1 w-full">
        Sign in
      </Button>
    </form>
  );
}

import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { LoginForm } from "@/app/login/login-form";
import { safeCallback } from "@/app/login/safe-callback";
import { findSession } from "@/app/session";
import { Logo } from "@/components/shell/logo";

export const metadata: Metadata = { title: "Sign in" };

export default async function LoginPage({ searchParams }: PageProps<"/login">) {
  const callback = safeCallback((await searchParams).callbackUrl);
  if (await findSession()) redirect(callback as Route);
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center bg-sidebar px-4 py-12">
      <div className="w-full max-w-88">
        <div className="mb-8 flex flex-col items-center text-center">
          <Logo className="size-10" />
          <h1 className="mt-5 font-semibold text-xl tracking-tight">Sign in to Postern</h1>
          <p className="mt-1 text-ink-muted">Outgoing webhooks of your organization</p>
        </div>
        <LoginForm callback={callback} />
      </div>
    </main>
  );
}

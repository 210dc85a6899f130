import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { LoginForm } from "@/app/login/login-form";
import { safeCallback } from "@/app/safe-callback";
import { findPerson, findSession } from "@/app/session";
import { getProcess } from "@/app/web-process";
import { EntryPage } from "@/components/shell/entry-page";
import { Notice } from "@/components/ui/notice";

export const metadata: Metadata = { title: "Sign in" };

export default async function LoginPage({ searchParams }: PageProps<"/login">) {
  const { callbackUrl, error } = await searchParams;
  const callback = safeCallback(callbackUrl);
  if (await findSession()) redirect(callback as Route);
  const person = await findPerson();
  return (
    <EntryPage title="Sign in to Postern" description="Outgoing webhooks of your organization">
      {person && (
        <Notice tone="warning" className="mb-4">
          You are signed in as {person.user.email}, which belongs to no organization any more. Ask an owner for an invitation, or sign in
          with another account.
        </Notice>
      )}
      <LoginForm
        callback={callback}
        error={typeof error === "string" && error !== "" ? error : null}
        hasSingleSignOn={getProcess().env.oidc !== undefined}
      />
    </EntryPage>
  );
}

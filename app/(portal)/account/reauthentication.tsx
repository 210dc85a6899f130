"use client";

import dynamic from "next/dynamic";
import { confirmPasswordAction } from "@/app/(portal)/account/actions";
import { useReauthentication } from "@/components/account/use-reauthentication";

const ReauthenticationDialog = dynamic(
  () => import("@/components/account/reauthentication-dialog").then((module) => module.ReauthenticationDialog),
  { ssr: false },
);

/** Opens the window that asks who is there, when an action of the page needs to know. */
export function Reauthentication({ hasPassword }: { hasPassword: boolean }) {
  const { isAsking, answer } = useReauthentication();
  return (
    isAsking && (
      <ReauthenticationDialog hasPassword={hasPassword} confirm={confirmPasswordAction} onSignInAgain={signInAgain} onAnswer={answer} />
    )
  );
}

/** Leads to the identity provider, which asks who is there, and back to this page. */
async function signInAgain(): Promise<void> {
  const { signIn } = await import("next-auth/react");
  await signIn("oidc", { callbackUrl: `${window.location.pathname}${window.location.search}` }, { prompt: "login" });
}

"use client";

import { useState } from "react";
import { testOAuthAction } from "@/app/(portal)/settings/api/webhooks/actions";
import { GuardedButton } from "@/components/permission/guarded-button";
import { OAuthTestOutcome, type TestOutcome } from "@/components/webhook/oauth-test-outcome";

/** Fetches an access token as a delivery would, and says what came of it. */
export function TestConnection({ configId }: { configId: string }) {
  const [isPending, setIsPending] = useState(false);
  const [outcome, setOutcome] = useState<TestOutcome | null>(null);
  const run = async () => {
    setIsPending(true);
    setOutcome(null);
    const result = await testOAuthAction(configId).catch(() => null);
    if (!result) setOutcome({ isTokenGiven: false, message: "Postern could not be reached. Try again." });
    else if (result.ok) setOutcome({ isTokenGiven: true, ...result.data });
    else setOutcome({ isTokenGiven: false, message: result.error.message });
    setIsPending(false);
  };
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <GuardedButton scope="write" size="sm" isPending={isPending} onClick={run}>
          Test connection
        </GuardedButton>
        <p className="min-w-0 flex-1 basis-56 text-ink-muted text-xs">
          Fetches an access token as it is saved, and forgets it. Nothing is sent to the endpoint.
        </p>
      </div>
      <div aria-live="polite">{outcome && <OAuthTestOutcome outcome={outcome} />}</div>
    </div>
  );
}

"use client";

import { useState } from "react";
import type { ActionResult } from "@/components/form/action-result";
import { callAction } from "@/components/form/call-action";
import { GuardedButton } from "@/components/permission/guarded-button";
import { OAuthTestOutcome, type TestOutcome } from "@/components/webhook/oauth-test-outcome";
import type { OAuthTestAnswer } from "@/domain/webhook/oauth-config";

/** Fetches an access token as a delivery would, and shows the outcome. `hint` says what is tried. */
export function TestConnection({ run, hint }: { run: () => Promise<ActionResult<OAuthTestAnswer>>; hint: string }) {
  const [isPending, setIsPending] = useState(false);
  const [outcome, setOutcome] = useState<TestOutcome | null>(null);
  const test = async () => {
    setIsPending(true);
    setOutcome(null);
    const result = await callAction(run);
    if (result.ok) setOutcome({ isTokenGiven: true, ...result.data });
    else setOutcome({ isTokenGiven: false, message: result.error.faults[0]?.message ?? result.error.message });
    setIsPending(false);
  };
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <GuardedButton scope="write" size="sm" isPending={isPending} onClick={test}>
          Test connection
        </GuardedButton>
        <p className="min-w-0 flex-1 basis-56 text-ink-muted text-xs">{hint}</p>
      </div>
      <div aria-live="polite">{outcome && <OAuthTestOutcome outcome={outcome} />}</div>
    </div>
  );
}

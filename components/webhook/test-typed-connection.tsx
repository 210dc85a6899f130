import type { ActionResult } from "@/components/form/action-result";
import { TestConnection } from "@/components/webhook/test-connection";
import { findAuthFault } from "@/components/webhook/webhook-form-input";
import { toAuth, type WebhookFormValues } from "@/components/webhook/webhook-form-values";
import type { OAuthTestAnswer } from "@/domain/webhook/oauth-config";
import type { UnsavedOAuth } from "@/domain/webhook/unsaved-oauth";

/** Tries the OAuth that the form holds, saved or not. */
export function TestTypedConnection({
  values,
  onTest,
}: {
  values: WebhookFormValues;
  onTest: (typed: Omit<UnsavedOAuth, "configId">) => Promise<ActionResult<OAuthTestAnswer>>;
}) {
  const typed = { auth: toAuth(values.auth), enableStaticIP: values.enableStaticIP };
  const run = async (): Promise<ActionResult<OAuthTestAnswer>> => {
    const message = findAuthFault(values);
    if (message === null) return onTest(typed);
    return { ok: false, error: { code: "invalid_input", message, faults: [], requestId: "" } };
  };
  // What came of it says nothing of what is typed afterwards.
  const key = JSON.stringify(typed);
  return (
    <TestConnection
      key={key}
      run={run}
      hint="Fetches an access token with what stands here, and forgets it. Nothing is sent to the endpoint."
    />
  );
}

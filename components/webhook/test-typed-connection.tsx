import type { ActionResult } from "@/components/form/action-result";
import { authField } from "@/components/webhook/auth-form-field";
import { TestConnection } from "@/components/webhook/test-connection";
import type { WebhookFormValues } from "@/components/webhook/webhook-form-values";
import type { OAuthTestAnswer } from "@/domain/webhook/oauth-config";
import type { UnsavedOAuth } from "@/domain/webhook/unsaved-oauth";

const auth = authField();

/** Tries the OAuth settings that the form holds, saved or not. */
export function TestTypedConnection({
  values,
  onTest,
}: {
  values: WebhookFormValues;
  onTest: (typed: Omit<UnsavedOAuth, "configId">) => Promise<ActionResult<OAuthTestAnswer>>;
}) {
  const { enableStaticIP } = values;
  const run = async (): Promise<ActionResult<OAuthTestAnswer>> => {
    const { data, error } = auth.safeParse(values.auth);
    if (data) return onTest({ auth: data, enableStaticIP });
    const message = error.issues[0]?.message ?? "The authentication is not complete.";
    return { ok: false, error: { code: "invalid_input", message, faults: [], requestId: "" } };
  };
  // An outcome says nothing of what is typed afterwards.
  const key = JSON.stringify([values.auth, enableStaticIP]);
  return (
    <TestConnection
      key={key}
      run={run}
      hint="Fetches an access token with what stands here, and forgets it. Nothing is sent to the endpoint."
    />
  );
}

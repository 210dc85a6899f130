import type { EgressResult } from "@/server/egress/egress-result";
import { redactSecrets } from "@/server/platform/redact-secrets";

/** What came of a request, without the credentials that an endpoint may echo in its answer. `forms` as `secretForms` gives them. */
export function redactResult(result: EgressResult, forms: readonly string[]): EgressResult {
  if (result.type === "failure") return { ...result, message: redactSecrets(result.message, forms) };
  const headers = Object.fromEntries(Object.entries(result.headers).map(([name, value]) => [name, redactSecrets(value, forms)]));
  return { ...result, headers, body: redactSecrets(result.body, forms) };
}

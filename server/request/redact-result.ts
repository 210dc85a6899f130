import type { EgressResult } from "@/server/egress/egress-result";
import { redactHeader, redactSecrets } from "@/server/platform/redact-secrets";
import type { KnownSecrets } from "@/server/platform/secret-forms";

/** Headers that hold numbers, times and listed words, which Postern and others read. A short text in them that equals a secret is none. */
const OF_FIXED_WORDS: ReadonlySet<string> = new Set([
  ...["age", "connection", "content-encoding", "content-length", "content-type", "date", "expires"],
  ...["keep-alive", "last-modified", "retry-after", "transfer-encoding"],
]);

/** Returns the result of a request without the credentials that an endpoint may echo in its answer. */
export function redactResult(result: EgressResult, secrets: KnownSecrets): EgressResult {
  if (secrets.needles.length === 0) return result;
  if (result.type === "failure") return { ...result, message: redactSecrets(result.message, secrets) };
  const headers = { ...result.headers };
  for (const [name, value] of Object.entries(headers)) {
    headers[name] = OF_FIXED_WORDS.has(name) ? redactSecrets(value, secrets) : redactHeader(value, secrets);
  }
  return { ...result, headers, body: redactSecrets(result.body, secrets, result.cut !== null) };
}

import { findReferences, replaceReferences } from "@/domain/environment/references";
import { isCredentialHeader } from "@/domain/webhook/header-rules";

export const HIDDEN = "••••••••";

/** The names of headers and parameters that often hold a credential: `X-Api-Key`, `access_token`, `client_assertion`. */
const CREDENTIAL_NAME = /auth|assertion|cookie|credential|key|pass|pwd|secret|session|signature|token/i;
/** Text that may stand beside a reference without giving anything away: an authentication scheme. */
const SCHEME = /^[A-Za-z][A-Za-z0-9-]{0,15}$/;

/**
 * Returns the value of a custom header or parameter as a page shows it. It is hidden where its name says that it is a credential. A value
 * that consists of references to environment variables, which give nothing away, is shown.
 */
export function shownValue({ name, value }: { name: string; value: string }): string {
  if (!isCredentialHeader(name) && !CREDENTIAL_NAME.test(name)) return value;
  const beside = replaceReferences(value, () => "").trim();
  const isReferenceAlone = findReferences(value).length > 0 && (beside === "" || SCHEME.test(beside));
  return isReferenceAlone ? value : HIDDEN;
}

import { hasReference, replaceReferences } from "@/domain/environment/references";
import { REDACTED } from "@/domain/redacted";
import type { OAuthParameter } from "@/domain/webhook/oauth-config";
import { isPlainHeader } from "@/domain/webhook/plain-headers";

/** Parameters that are no credentials, and that an error of the token endpoint may name (RFC 6749, section 3.3; RFC 8707). */
const PLAIN_PARAMETERS: ReadonlySet<string> = new Set(["audience", "grant_type", "resource", "scope"]);

/** Matches the scheme of a credential (RFC 9110, section 11.1) that is a reference. It gives nothing away. */
const SCHEME = /^\s*(?:api-?key|basic|bearer|key|token)(?=\s)/i;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/**
 * Checks whether a value consists of references to environment variables, with a scheme before them or signs between them. Those
 * of secret variables are shown as references, and the other variables' values may be read by anybody who reads this.
 */
function isReferenceAlone(value: string): boolean {
  return hasReference(value) && !LETTER_OR_DIGIT.test(replaceReferences(value, () => " ").replace(SCHEME, ""));
}

/** Checks whether the value of a custom header may stand in records, and be shown to people who may not change webhooks. */
export function isShownHeader({ name, value }: { name: string; value: string }): boolean {
  return isPlainHeader(name) || isReferenceAlone(value);
}

/** Checks the same of a parameter of a token request. */
export function isShownParameter({ type, key, value }: OAuthParameter): boolean {
  return isPlainParameter({ type, key }) || isReferenceAlone(value);
}

/** Checks whether a parameter's value is known to be no credential, whatever it is. */
export function isPlainParameter({ type, key }: Pick<OAuthParameter, "type" | "key">): boolean {
  return type === "header" ? isPlainHeader(key) : PLAIN_PARAMETERS.has(key);
}

/** Returns custom headers with the values blacked out that are not known to be plain. */
export function shownHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const shown = Object.entries(headers).map(([name, value]) => [name, isShownHeader({ name, value }) ? value : REDACTED]);
  return Object.fromEntries(shown);
}

/** Returns parameters with the values blacked out that are not known to be plain. */
export function shownParameters(parameters: readonly OAuthParameter[]): OAuthParameter[] {
  return parameters.map((parameter) => (isShownParameter(parameter) ? parameter : { ...parameter, value: REDACTED }));
}

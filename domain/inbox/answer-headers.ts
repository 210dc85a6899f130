import { z } from "zod";
import { storableText } from "@/domain/storable-text";
import { headerValueFault, isHeaderName } from "@/domain/webhook/header-rules";

const MAX_HEADERS = 20;
const MAX_NAME_LENGTH = 128;
const MAX_VALUE_LENGTH = 1_024;

/**
 * The standard headers that an inbox's answer may have. Names that begin with `x-` are allowed too. An inbox answers under the
 * portal's own origin, so headers that browsers or proxies act upon are not allowed: cookies, redirects, policies, logins.
 */
const STANDARD: ReadonlySet<string> = new Set([
  "content-language",
  "content-type",
  "etag",
  "last-modified",
  "ratelimit-limit",
  "ratelimit-remaining",
  "ratelimit-reset",
  "request-id",
  "retry-after",
]);

/** Names with `x-` that browsers, proxies and frameworks act upon, which are refused. */
const ACTED_UPON =
  /^x-(?:accel|content|dns|forwarded|frame|http|lighttpd|litespeed|matched|middleware|next|nextjs|original|permitted|powered|real|reproxy|rewrite|robots|sendfile|sourcemap|ua|varnish|xss)(?:-|$)/;

/** Returns in words the fault of a header of an inbox's answer, or null. */
export function answerHeaderFault(name: string): string | null {
  if (name.length > MAX_NAME_LENGTH) return `A header's name has at most ${MAX_NAME_LENGTH} characters.`;
  if (!isHeaderName(name)) return "A header's name has letters, digits and !#$%&'*+-.^_`|~ only, such as Retry-After.";
  const lowerCase = name.toLowerCase();
  if (STANDARD.has(lowerCase) || (/^x-[a-z0-9-]+$/.test(lowerCase) && !ACTED_UPON.test(lowerCase))) return null;
  return `An inbox cannot answer with the header ${name}. It can with Content-Type, Retry-After, ETag and with names of your own that begin with X-.`;
}

/** The headers of an inbox's answer, from name to value. */
export const answerHeaders = z
  .record(
    z.string(),
    storableText({ max: MAX_VALUE_LENGTH }).superRefine((value, check) => {
      const fault = headerValueFault(value);
      if (fault) check.addIssue({ code: "custom", message: fault });
    }),
  )
  .superRefine((headers, check) => {
    const names = Object.keys(headers);
    if (names.length > MAX_HEADERS) check.addIssue({ code: "custom", message: `Give at most ${MAX_HEADERS} headers.` });
    const seen = new Set<string>();
    for (const name of names) {
      const fault = seen.has(name.toLowerCase())
        ? "This header is given twice: names do not differ by upper and lower case."
        : answerHeaderFault(name);
      if (fault) check.addIssue({ code: "custom", path: [name], message: fault });
      seen.add(name.toLowerCase());
    }
  });

/** The characters of a header's name (RFC 9110, section 5.6.2). */
const NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
/**
 * The characters of a header's value: visible Latin-1, space and tab (RFC 9110, section 5.5). No line break can start another
 * header, and no NUL can end one.
 */
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Headers that belong to the connection, or that the client writes itself (RFC 9110, sections 7.2, 7.6.1, 8.6 and 10.1.1). */
const OF_CONNECTION: ReadonlySet<string> = new Set([
  "connection",
  "content-length",
  "expect",
  "host",
  "http2-settings",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** Headers that Postern writes, in addition to `webhook-*`. */
const OURS: ReadonlySet<string> = new Set(["content-type", "postern-hops"]);

export function isHeaderName(name: string): boolean {
  return NAME.test(name);
}

export function isHeaderValue(value: string): boolean {
  return VALUE.test(value);
}

export function isConnectionHeader(name: string): boolean {
  return OF_CONNECTION.has(name.toLowerCase());
}

/** Returns in words the fault of a header's name that an admin chose, or null (docs/architecture.md "The guarded client"). */
export function headerNameFault(name: string): string | null {
  if (!isHeaderName(name)) return "A header's name has letters, digits and !#$%&'*+-.^_`|~ only, such as X-Api-Key.";
  const lowerCase = name.toLowerCase();
  if (isConnectionHeader(name) || OURS.has(lowerCase) || lowerCase.startsWith("webhook-")) {
    return `The header ${name} is set by Postern or belongs to the connection: choose another one.`;
  }
  return null;
}

/** Returns in words the fault of a header's value that an admin chose, or null. */
export function headerValueFault(value: string): string | null {
  return isHeaderValue(value) ? null : "A header's value must be one line of Latin-1 characters.";
}

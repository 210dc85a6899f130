/** RFC 9110, section 5.6.2: the characters of a field name. */
const FIELD_NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
/** RFC 9110, section 5.5, without what the transport cannot carry: one byte a character, no line breaks, no NUL. */
const FIELD_VALUE = /^[\t\u0020-\u007e\u0080-\u00ff]*$/;

/** Headers that belong to the connection or that Postern sets itself. */
const RESERVED_NAMES = new Set([
  "connection",
  "content-length",
  "content-type",
  "expect",
  "host",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** What is wrong with a header name that an admin chose, or null (design.md §6: custom headers). */
export function headerNameFault(name: string): string | null {
  if (!FIELD_NAME.test(name)) return "A header's name has letters, digits and !#$%&'*+-.^_`|~ only, such as X-Api-Key.";
  const lowerCase = name.toLowerCase();
  if (RESERVED_NAMES.has(lowerCase) || lowerCase.startsWith("webhook-")) {
    return `The header ${name} is set by Postern or by the connection itself: choose another one.`;
  }
  return null;
}

/** What is wrong with a header's value, or null. */
export function headerValueFault(value: string): string | null {
  return FIELD_VALUE.test(value) ? null : "A header's value must be one line of Latin-1 characters.";
}

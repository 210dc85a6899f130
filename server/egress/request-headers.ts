/** RFC 9110, section 5.6.2. */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
/** Visible characters of Latin-1, space and tab (RFC 9110, section 5.5): no line break can start another header, no NUL end one. */
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Headers that belong to the connection, or that the client writes itself (RFC 9110, sections 7.2, 7.6.1, 8.6 and 10.1.1). */
const CLIENT_OWN = new Set([
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

/** Null when all can be sent, else a message that names the header. Values stay unsaid: they may be credentials. */
export function findHeaderFault(headers: Record<string, string>): string | null {
  for (const name in headers) {
    if (!TOKEN.test(name)) return `The header name ${JSON.stringify(name)} has a character that HTTP does not allow.`;
    if (CLIENT_OWN.has(name.toLowerCase())) return `The header ${name} cannot be set: it belongs to the connection.`;
    if (!VALUE.test(headers[name] ?? ""))
      return `The value of the header ${name} has a line break or another character that HTTP does not allow.`;
  }
  return null;
}

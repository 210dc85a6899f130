/**
 * Headers whose values are no credentials, whoever sends them. Of all others that may well be: webhooks carry API keys under any name.
 */
const PLAIN: ReadonlySet<string> = new Set([
  "accept",
  "accept-encoding",
  "accept-language",
  "cache-control",
  "connection",
  "content-encoding",
  "content-length",
  "content-type",
  "date",
  "host",
  "idempotency-key",
  "traceparent",
  "transfer-encoding",
  "user-agent",
  "webhook-id",
  "webhook-signature",
  "webhook-timestamp",
]);

/** What whoever looks at the address in a browser sends along: their session in this very portal. It is never kept. */
const NEVER_KEPT: ReadonlySet<string> = new Set(["cookie", "proxy-authorization"]);

/** What the web server and the proxies before it add: it is not of what was sent. */
const ADDED_ON_THE_WAY = /^(?:x-forwarded-(?:for|host|port|proto)|x-real-ip|forwarded)$/;

const NOT_KEPT = "[not kept]";

/** Whether a header's value may be shown to those who see no credentials. */
export function isPlainHeader(name: string): boolean {
  return PLAIN.has(name);
}

/** The headers as an inbox keeps them, by lower-case name. */
export function keptHeaders(headers: Iterable<[string, string]>): Record<string, string> {
  const named = [...headers].map(([name, value]): [string, string] => [name.toLowerCase(), value]);
  return Object.fromEntries(
    named.filter(([name]) => !ADDED_ON_THE_WAY.test(name)).map(([name, value]) => [name, NEVER_KEPT.has(name) ? NOT_KEPT : value]),
  );
}

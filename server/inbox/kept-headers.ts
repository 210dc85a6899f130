/** Headers whose values are never credentials. Any other header may hold one, because webhooks carry API keys under any name. */
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

/** Headers that are never kept. A person who opens the address in a browser sends the session of this very portal along. */
const NEVER_KEPT: ReadonlySet<string> = new Set(["cookie", "proxy-authorization"]);

/** Headers that the web server and the proxies before it add; the sender did not send them. */
const ADDED_ON_THE_WAY = /^(?:x-forwarded-(?:for|host|port|proto)|x-real-ip|forwarded)$/;

const NOT_KEPT = "[not kept]";

/** Checks whether a header's value may be shown to people who may not see credentials. */
export function isPlainHeader(name: string): boolean {
  return PLAIN.has(name);
}

/** Returns the headers as an inbox keeps them, by lower-case name. */
export function keptHeaders(headers: Iterable<[string, string]>): Record<string, string> {
  const named = [...headers].map(([name, value]): [string, string] => [name.toLowerCase(), value]);
  return Object.fromEntries(
    named.filter(([name]) => !ADDED_ON_THE_WAY.test(name)).map(([name, value]) => [name, NEVER_KEPT.has(name) ? NOT_KEPT : value]),
  );
}

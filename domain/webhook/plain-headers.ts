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
  "postern-hops",
  "traceparent",
  "transfer-encoding",
  "user-agent",
  "webhook-id",
  "webhook-signature",
  "webhook-timestamp",
]);

/**
 * Checks whether a header's value is known to be no credential. It is the one list for records, answers, pages and inboxes
 * (docs/decisions/028-what-is-known-to-be-plain.md).
 */
export function isPlainHeader(name: string): boolean {
  return PLAIN.has(name.toLowerCase());
}

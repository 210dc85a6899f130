/** Headers that are never kept. A person who opens the address in a browser sends the session of this very portal along. */
const NEVER_KEPT: ReadonlySet<string> = new Set(["cookie", "proxy-authorization"]);

/** Headers that the web server and the proxies before it add; the sender did not send them. */
const ADDED_ON_THE_WAY = /^(?:x-forwarded-(?:for|host|port|proto)|x-real-ip|forwarded)$/;

const NOT_KEPT = "[not kept]";

/** Returns the headers as an inbox keeps them, by lower-case name. */
export function keptHeaders(headers: Iterable<[string, string]>): Record<string, string> {
  const named = [...headers].map(([name, value]): [string, string] => [name.toLowerCase(), value]);
  return Object.fromEntries(
    named.filter(([name]) => !ADDED_ON_THE_WAY.test(name)).map(([name, value]) => [name, NEVER_KEPT.has(name) ? NOT_KEPT : value]),
  );
}

const DEFAULT_PORTS: Readonly<Record<string, string>> = { "http:": "80", "https:": "443" };

/**
 * Checks whether a request to `after` reaches the same host and port as one to `before`, and no less safely. Both are addresses as
 * they are called.
 */
export function isSameOrigin(before: string, after: string): boolean {
  const [was, is] = [parse(before), parse(after)];
  if (!was || !is || was.hostname !== is.hostname) return false;
  if (was.protocol === is.protocol) return was.port === is.port;
  // TLS takes nothing away from who gets the request: the same host, at the same port or at each scheme's own.
  const isSecured = was.protocol === "http:" && is.protocol === "https:";
  return isSecured && (portOf(was) === portOf(is) || (was.port === "" && is.port === ""));
}

function parse(address: string): URL | null {
  return URL.canParse(address) ? new URL(address) : null;
}

function portOf({ protocol, port }: URL): string | undefined {
  return port === "" ? DEFAULT_PORTS[protocol] : port;
}

/** A proxy's address and credentials. */
export interface Proxy {
  /** `http:` or `https:`. */
  protocol: string;
  /** A name, or an address without brackets. */
  hostname: string;
  /** Empty for the protocol's own port. */
  port: string;
  /** The value of `proxy-authorization` (RFC 7617); undefined when the URL has no user name or password. */
  authorization: string | undefined;
}

/**
 * Reads `http://user:password@proxy.example:3128`, with the user and password percent-encoded or not. Throws for any other
 * scheme, without repeating the URL.
 */
export function readProxyUrl(url: string): Proxy {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed?.protocol !== "http:" && parsed?.protocol !== "https:")
    throw new Error("The proxy's URL must begin with http:// or https://.");
  const { protocol, hostname, port, username, password } = parsed;
  const credentials = Buffer.from(`${decode(username)}:${decode(password)}`).toString("base64");
  const authorization = username === "" && password === "" ? undefined : `Basic ${credentials}`;
  return { protocol, hostname: hostname.replace(/^\[|\]$/g, ""), port, authorization };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

import { isIP } from "node:net";
import { isOwnInbox } from "@/domain/inbox/inbox-address";
import type { EgressPolicy } from "@/domain/webhook/egress-policy";
import { isLocalhost, LOOPBACK } from "@/server/egress/name-resolver";
import { createAddressVetting } from "@/server/egress/vet-address";

/**
 * Checks whether deliveries may be sent to this URL, when a webhook is saved. Returns null when they may, else a message that
 * says what to change. A literal address in any spelling, and localhost, are judged here, unless the URL is one of the
 * installation's own inboxes. Any other name is judged by its addresses when a connection is made.
 */
export function checkEndpointUrl({ url, policy }: { url: string; policy: EgressPolicy }): string | null {
  const parsed = parseEndpointUrl({ url, policy });
  if (typeof parsed === "string") return parsed;
  if (policy.ownInboxes !== undefined && isOwnInbox({ url: parsed, ownInboxes: policy.ownInboxes })) return null;
  // The URL parser has already turned 2130706433, 0x7f.1 and 0177.0.0.1 into 127.0.0.1.
  const hostname = parsed.hostname.replace(/^\[|\]$|\.$/g, "");
  const vet = createAddressVetting(policy);
  const vettings = (isLocalhost(hostname) ? LOOPBACK : [hostname].filter(isIP)).map(vet);
  const [refused] = vettings;
  if (!refused || refused.isAllowed || vettings.some((vetting) => vetting.isAllowed)) return null;
  return `${hostname} is ${refused.kind}, which deliveries may not reach. Use a public address, or have the operator add its network to POSTERN_ALLOWED_PRIVATE_NETWORKS.`;
}

/** Returns the parsed URL, or a message about a fault that shows without its address. */
export function parseEndpointUrl({ url, policy }: { url: string; policy: EgressPolicy }): URL | string {
  if (!URL.canParse(url)) return "This is no complete URL. Write it as https://example.com/webhooks.";
  const parsed = new URL(url);
  const { protocol, username, password } = parsed;
  if (protocol !== "https:" && protocol !== "http:") return `The URL begins with ${protocol} but only https:// and http:// can be used.`;
  if (protocol === "http:" && policy.isHttpsRequired) return "This installation delivers over https only: begin the URL with https://.";
  if (username !== "" || password !== "") {
    return "The URL holds a user name or password, which logs would show. Take it out and use the webhook's authentication settings.";
  }
  if (leadsBack(parsed, policy)) return LEADS_BACK;
  return parsed;
}

const LEADS_BACK =
  "This is the address of Postern itself. A webhook that calls Postern would send each event round and round. Use another address, or an inbox of this installation.";

/** Checks whether a URL leads to this installation itself, in either scheme, and to none of its inboxes. */
function leadsBack(url: URL, { ownAddress, ownInboxes }: EgressPolicy): boolean {
  if (ownAddress === undefined || (ownInboxes !== undefined && isOwnInbox({ url, ownInboxes }))) return false;
  const own = new URL(ownAddress);
  const path = own.pathname.replace(/\/+$/, "");
  const isBelow = url.pathname === path || url.pathname.startsWith(`${path}/`);
  // The port is empty for the default one of the scheme: http and https of one host are one installation.
  return url.hostname.replace(/\.$/, "") === own.hostname && url.port === own.port && isBelow;
}

import { isIP } from "node:net";
import { isOwnInbox } from "@/domain/inbox/inbox-address";
import type { EgressPolicy } from "@/domain/webhook/egress-policy";
import { isLocalhost, LOOPBACK } from "@/server/egress/name-resolver";
import { createAddressVetting } from "@/server/egress/vet-address";

/**
 * Null when deliveries may be sent to this URL, else a message that says what to change: for saving a webhook. A literal address is
 * judged here already, in any spelling, and so is localhost, unless it is one of the installation's own inboxes; another name only when a connection is made, by what it leads to then.
 */
export function checkEndpointUrl({ url, policy }: { url: string; policy: EgressPolicy }): string | null {
  const parsed = parseEndpointUrl({ url, policy });
  if (typeof parsed === "string") return parsed;
  if (policy.ownInboxes !== undefined && isOwnInbox({ url: parsed, ownInboxes: policy.ownInboxes })) return null;
  // The URL parser has made 2130706433, 0x7f.1 and 0177.0.0.1 into 127.0.0.1 already.
  const hostname = parsed.hostname.replace(/^\[|\]$|\.$/g, "");
  const vet = createAddressVetting(policy);
  const vettings = (isLocalhost(hostname) ? LOOPBACK : [hostname].filter(isIP)).map(vet);
  const [refused] = vettings;
  if (!refused || refused.isAllowed || vettings.some((vetting) => vetting.isAllowed)) return null;
  return `${hostname} is ${refused.kind}, which deliveries may not reach. Use a public address, or have the operator add its network to POSTERN_ALLOWED_PRIVATE_NETWORKS.`;
}

/** The URL, or what is wrong with it before any address is looked at. */
export function parseEndpointUrl({ url, policy }: { url: string; policy: EgressPolicy }): URL | string {
  if (!URL.canParse(url)) return "This is no complete URL. Write it as https://example.com/webhooks.";
  const parsed = new URL(url);
  const { protocol, username, password } = parsed;
  if (protocol !== "https:" && protocol !== "http:") return `The URL begins with ${protocol} but only https:// and http:// can be used.`;
  if (protocol === "http:" && policy.isHttpsRequired) return "This installation delivers over https only: begin the URL with https://.";
  if (username !== "" || password !== "") {
    return "The URL holds a user name or password, which logs would show. Take it out and use the webhook's authentication settings.";
  }
  return parsed;
}

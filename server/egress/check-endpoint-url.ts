import type { EgressPolicy } from "@/domain/webhook/egress-policy";

/** Null when deliveries may be sent to this URL, else a message that says what to change. Names are resolved only when sending. */
export function checkEndpointUrl({ url, policy }: { url: string; policy: EgressPolicy }): string | null {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (!parsed || (parsed.protocol !== "http:" && parsed.protocol !== "https:")) {
    return "Give a full URL that begins with https:// (or http://), such as https://example.com/webhooks.";
  }
  if (parsed.protocol === "http:" && policy.isHttpsRequired) return "This installation delivers over https only: use an https:// URL.";
  return null;
}

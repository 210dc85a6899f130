import { hasReference, referenceFault, replaceReferences } from "@/domain/environment/references";
import { storableText } from "@/domain/storable-text";
import { hasUnseenEnds } from "@/domain/trim-pasted";

const MAX_URL_LENGTH = 2_048;

/**
 * What is wrong with an endpoint's address as such, or null. Where deliveries may go is the installation's policy and is
 * checked apart, when the webhook is saved and again when a connection is made. References to environment variables may stand
 * anywhere in it: of such an address only the rest is checked here.
 */
export function endpointUrlFault(url: string): string | null {
  const fault = referenceFault(url);
  if (fault) return fault;
  if (hasUnseenEnds(url)) return "The address begins or ends with white space or a character that cannot be seen: take it off.";
  const example = withExampleValues(url);
  if (/\{\{|\}\}/.test(example)) return "Double braces are for environment variables only: write {{ env.key }}.";
  const parsed = parseAddress(example);
  if (!parsed) return "This is no valid address. Give the whole of it, such as https://example.com/hooks.";
  if (parsed.protocol !== "https:" && parsed.protocol !== "http:") return "The address must begin with https:// or http://.";
  if (parsed.username !== "" || parsed.password !== "") {
    return "The address must not contain credentials: set them as the webhook's authentication.";
  }
  return null;
}

/**
 * The part of an address that can be held against the installation's policy before its variables are resolved: all of it where
 * it has none; as much as leads to the endpoint's host where they come later; null where they decide on the host.
 */
export function checkablePart(url: string): string | null {
  if (!hasReference(url)) return url;
  return /^https?:\/\/[^/?#{}]+(?=[/?#])/i.exec(url)?.[0] ?? null;
}

/** A one is good as a host, a port and a part of a path alike. */
function withExampleValues(url: string): string {
  const text = replaceReferences(url, () => "1");
  return /^\s*\{\{/.test(url) ? `https://${text.replace(/^1:\/\//, "")}` : text;
}

function parseAddress(url: string): URL | null {
  if (/\s/.test(url) || !URL.canParse(url)) return null;
  return new URL(url);
}

/** An endpoint's address, kept as it was given. Null or empty: not known yet, the webhook stays incomplete. */
export const endpointUrl = storableText({ max: MAX_URL_LENGTH })
  .superRefine((url, check) => {
    const fault = url === "" ? null : endpointUrlFault(url);
    if (fault) check.addIssue({ code: "custom", message: fault });
  })
  .nullish();

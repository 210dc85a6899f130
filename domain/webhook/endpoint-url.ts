import { hasReference, referenceFault, replaceReferences } from "@/domain/environment/references";
import { storableText } from "@/domain/storable-text";
import { hasUnseenEnds } from "@/domain/trim-pasted";

const MAX_URL_LENGTH = 2_048;

/**
 * Returns in words the fault of an endpoint's address, or null. The installation's egress policy is not checked here, but when
 * the webhook is saved and again on each connection. The address may contain references to environment variables; then only the
 * rest is checked.
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
 * Returns the part of an address that can be checked against the installation's policy before its variables are resolved. That is
 * all of it without variables, the part up to the host's end where variables follow later, and null where they decide on the
 * host.
 */
export function checkablePart(url: string): string | null {
  if (!hasReference(url)) return url;
  return /^https?:\/\/[^/?#{}]+(?=[/?#])/i.exec(url)?.[0] ?? null;
}

/** Returns the address with a 1 for each reference. A 1 is valid as a host, as a port and as a part of a path. */
function withExampleValues(url: string): string {
  const text = replaceReferences(url, () => "1");
  return /^\s*\{\{/.test(url) ? `https://${text.replace(/^1:\/\//, "")}` : text;
}

function parseAddress(url: string): URL | null {
  if (/\s/.test(url) || !URL.canParse(url)) return null;
  return new URL(url);
}

/** An endpoint's address, kept as given. Null or empty means that it is not known yet, and the webhook stays incomplete. */
export const endpointUrl = storableText({ max: MAX_URL_LENGTH })
  .superRefine((url, check) => {
    const fault = url === "" ? null : endpointUrlFault(url);
    if (fault) check.addIssue({ code: "custom", message: fault });
  })
  .nullish();

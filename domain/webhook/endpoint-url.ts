import { storableText } from "@/domain/storable-text";

const MAX_URL_LENGTH = 2_048;

/**
 * What is wrong with an endpoint's address as such, or null. Where deliveries may go is the installation's policy and is
 * checked apart, when the webhook is saved and again when a connection is made.
 */
export function endpointUrlFault(url: string): string | null {
  if (/\{\{.*\}\}/.test(url)) return "Environment variables are not served yet by this version: give the full address.";
  const parsed = parseAddress(url);
  if (!parsed) return "This is no valid address. Give the whole of it, such as https://example.com/hooks.";
  if (parsed.protocol !== "https:" && parsed.protocol !== "http:") return "The address must begin with https:// or http://.";
  if (parsed.username !== "" || parsed.password !== "") {
    return "The address must not contain credentials: set them as the webhook's authentication.";
  }
  return null;
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

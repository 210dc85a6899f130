import type { EgressPolicy } from "@/domain/webhook/egress-policy";
import { checkablePart } from "@/domain/webhook/endpoint-url";
import { checkEndpointUrl } from "@/server/egress/check-endpoint-url";

/**
 * Checks whether access tokens may be fetched from this address, when a webhook is saved. Returns null when they may, else a
 * message that says what to change. The address must be https unless its network is explicitly allowed (contract.md, "OAuth
 * client credentials"). A literal address is judged here, a name by its addresses when a token is fetched.
 */
export function checkTokenEndpoint(input: { url: string; policy: EgressPolicy }): string | null {
  const part = checkablePart(input.url);
  if (part === null) return null;
  // An inbox gives no tokens, and it would show the credentials that it was sent.
  const policy = { ...input.policy, ownInboxes: undefined };
  const fault = checkEndpointUrl({ url: part, policy });
  if (fault !== null || new URL(part).protocol === "https:") return fault;
  const isPrivateAllowed =
    policy.allowedPrivateNetworks.length > 0 && checkEndpointUrl({ url: part, policy: { ...policy, isPublicRefused: true } }) === null;
  return isPrivateAllowed ? null : HTTPS_NEEDED;
}

export const HTTPS_NEEDED =
  "A token endpoint gets credentials: its address must begin with https://, unless the operator has allowed its network in POSTERN_ALLOWED_PRIVATE_NETWORKS.";

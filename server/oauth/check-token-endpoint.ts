import type { EgressPolicy } from "@/domain/webhook/egress-policy";
import { checkablePart } from "@/domain/webhook/endpoint-url";
import { checkEndpointUrl } from "@/server/egress/check-endpoint-url";

/**
 * Null when access tokens may be fetched from this address, else a message that says what to change: for saving a webhook. It must
 * be https unless its network is explicitly allowed (contract.md, "OAuth client credentials"): a literal address is judged here, a
 * name by what it leads to when a token is fetched.
 */
export function checkTokenEndpoint(input: { url: string; policy: EgressPolicy }): string | null {
  const part = checkablePart(input.url);
  if (part === null) return null;
  // An inbox gives no tokens, and what it is sent can be read there.
  const policy = { ...input.policy, ownInboxes: undefined };
  const fault = checkEndpointUrl({ url: part, policy });
  if (fault !== null || new URL(part).protocol === "https:") return fault;
  const isPrivateAllowed =
    policy.allowedPrivateNetworks.length > 0 && checkEndpointUrl({ url: part, policy: { ...policy, isPublicRefused: true } }) === null;
  return isPrivateAllowed ? null : HTTPS_NEEDED;
}

export const HTTPS_NEEDED =
  "A token endpoint gets credentials: its address must begin with https://, unless the operator has allowed its network in POSTERN_ALLOWED_PRIVATE_NETWORKS.";

import { inboxesAddress } from "@/domain/inbox/inbox-address";
import type { EgressPolicy } from "@/domain/webhook/egress-policy";
import type { Env } from "@/server/platform/env";

/** Returns the addresses that this installation lets deliveries reach. */
export function egressPolicyOf(env: Pick<Env, "isHttpsRequired" | "allowedPrivateNetworks" | "publicUrl">): EgressPolicy {
  const { isHttpsRequired, allowedPrivateNetworks, publicUrl } = env;
  return { isHttpsRequired, allowedPrivateNetworks, ownInboxes: inboxesAddress(publicUrl), ownAddress: publicUrl };
}

import type { EgressPolicy } from "@/domain/webhook/egress-policy";
import { createDirectDial } from "@/server/egress/direct-dial";
import { createGuardedConnector } from "@/server/egress/guarded-connector";
import type { NameResolver } from "@/server/egress/name-resolver";
import { createSender, type Sender } from "@/server/egress/sender";
import { createAddressVetting } from "@/server/egress/vet-address";

/**
 * Where an installation itself may live besides public addresses: this machine, and the networks of machines and containers. Not
 * link-local ones, where clouds hand out credentials.
 */
const OWN_NETWORKS = ["0.0.0.0/32", "127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "::1/128", "fc00::/7"];

/** All inboxes are one origin, and some of them answer slowly because they are told to. */
const CONNECTIONS = 256;

/**
 * The way to the installation's own inboxes, at the address that the operator has given it: the one place where a local address is reached
 * although the policy does not name its network. The caller sends nothing here but requests for which isOwnInbox holds.
 */
export function createOwnInboxSender(input: {
  policy: EgressPolicy;
  resolver: NameResolver;
  idleTimeoutMs: number;
  ca: string | undefined;
}): Sender {
  const { policy, resolver, idleTimeoutMs, ca } = input;
  const vet = createAddressVetting({ ...policy, allowedPrivateNetworks: [...policy.allowedPrivateNetworks, ...OWN_NETWORKS] });
  const connect = createGuardedConnector({ vet, resolver, dial: createDirectDial({ ca }) });
  return createSender({ connect, connectionsPerOrigin: CONNECTIONS, maxIdleConnections: CONNECTIONS, idleTimeoutMs });
}

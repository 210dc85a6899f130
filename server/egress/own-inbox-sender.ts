import type { EgressPolicy } from "@/domain/webhook/egress-policy";
import { createDirectDial } from "@/server/egress/direct-dial";
import { createGuardedConnector } from "@/server/egress/guarded-connector";
import type { NameResolver } from "@/server/egress/name-resolver";
import { createSender, type Sender } from "@/server/egress/sender";
import { createAddressVetting } from "@/server/egress/vet-address";

/**
 * The networks in which an installation may live apart from public addresses: this machine, and networks of machines and
 * containers. Link-local ones are left out, because clouds hand out credentials there.
 */
const OWN_NETWORKS = ["0.0.0.0/32", "127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "::1/128", "fc00::/7"];

/** The most connections. All inboxes are one origin, and some of them answer slowly on purpose. */
const CONNECTIONS = 256;

/**
 * Makes the sender to the installation's own inboxes, at the address that the operator has set. Only this sender reaches a local
 * address whose network the policy does not name. The caller sends only requests for which isOwnInbox holds.
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

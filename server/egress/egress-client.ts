import type { FailureCode } from "@/domain/delivery/failure-codes";
import { isOwnInbox } from "@/domain/inbox/inbox-address";
import type { EgressPolicy } from "@/domain/webhook/egress-policy";
import type { HttpMethod } from "@/prisma/generated/enums";
import { parseEndpointUrl } from "@/server/egress/check-endpoint-url";
import type { Dial } from "@/server/egress/connection";
import { createDirectDial } from "@/server/egress/direct-dial";
import type { EgressFailure, EgressResult } from "@/server/egress/egress-result";
import { createGuardedConnector } from "@/server/egress/guarded-connector";
import { createNameResolver, type NameResolver } from "@/server/egress/name-resolver";
import { createOwnInboxSender } from "@/server/egress/own-inbox-sender";
import { createProxyDial } from "@/server/egress/proxy-dial";
import { findHeaderFault } from "@/server/egress/request-headers";
import { createSender } from "@/server/egress/sender";
import { createAddressVetting } from "@/server/egress/vet-address";

export interface EgressRequest {
  url: string;
  method: HttpMethod;
  /** The headers to send as they are. The client itself sets `host` and `content-length`. */
  headers: Record<string, string>;
  /** The exact text to send; null for none. */
  body: string | null;
  /** The limit for the whole exchange, from the call of `send` to the last byte of the answer's body. */
  timeoutMs: number;
  signal?: AbortSignal;
  /** True to send through the installation's proxy with a static address. The endpoint's address is vetted in this case too. */
  viaStaticIp?: boolean;
  /** True to allow plain http only within the networks that the policy names, for a request that carries credentials in its body. */
  isPublicHttpRefused?: boolean;
}

export interface EgressClient {
  /** Sends the request. Never rejects because of the network or the endpoint. */
  send(request: EgressRequest): Promise<EgressResult>;
  /** Closes every connection; open requests fail. */
  close(): Promise<void>;
}

export interface EgressClientOptions {
  policy: EgressPolicy;
  /** The system's name servers by default. */
  resolver?: NameResolver;
  /** The most connections to one origin at a time; further requests wait for one. 64 by default. */
  connectionsPerOrigin?: number;
  /** The most idle connections over all origins. 2,048 by default. */
  maxIdleConnections?: number;
  /** The time that an idle connection stays open, unless the endpoint's `keep-alive` header asks otherwise (up to 30 s). 4 s by default. */
  idleTimeoutMs?: number;
  /** The proxy for `viaStaticIp`: `http` or `https`, with `user:password@` if it needs them. Without it such requests fail. */
  staticIpProxyUrl?: string | undefined;
  /** Certificate authorities (PEM) to trust instead of Node's. */
  ca?: string;
}

/**
 * The message when there is no proxy. Such a request never goes the direct way, because the endpoint would see another address
 * than it was told.
 */
const NO_STATIC_IP =
  "This installation has no static IP address to deliver from, so nothing was sent. Turn it off for this webhook, or have the operator set POSTERN_STATIC_IP_PROXY_URL.";

/**
 * Makes the one client for outgoing calls (docs/architecture.md "The guarded client"). It pools connections by origin, those
 * through the proxy separately from the direct ones, so a process makes one. Addresses are vetted wherever a connection is made,
 * so nothing that it sends can reach an address that the policy forbids. Throws when `staticIpProxyUrl` is no http or https URL.
 */
export function createEgressClient(options: EgressClientOptions): EgressClient {
  const { policy, ca, staticIpProxyUrl, resolver = createNameResolver() } = options;
  const { connectionsPerOrigin = 64, maxIdleConnections = 2_048, idleTimeoutMs = 4_000 } = options;
  const vet = createAddressVetting(policy);
  const makeSender = (dial: Dial) =>
    createSender({ connect: createGuardedConnector({ vet, resolver, dial }), connectionsPerOrigin, maxIdleConnections, idleTimeoutMs });
  const direct = makeSender(createDirectDial({ ca }));
  /** The sender for own inboxes only, so that a connection to a local address serves no other path of its origin. */
  const toOwnInboxes = policy.ownInboxes === undefined ? undefined : createOwnInboxSender({ policy, resolver, idleTimeoutMs, ca });
  const proxied = staticIpProxyUrl ? makeSender(createProxyDial({ proxyUrl: staticIpProxyUrl, resolver, ca })) : undefined;

  /** The client for private networks only. It is separate, so that it never uses another request's connection to a public address. */
  let privateClient: EgressClient | undefined;
  function sendPrivately(request: EgressRequest): Promise<EgressResult> {
    privateClient ??= createEgressClient({ ...options, resolver, policy: { ...policy, isPublicRefused: true, ownInboxes: undefined } });
    return privateClient.send({ ...request, isPublicHttpRefused: false });
  }

  /** Checks whether the request leads to an own inbox. Only deliveries may; a request with credentials in its body may not. */
  function leadsToOwnInbox({ isPublicHttpRefused }: EgressRequest, url: URL): boolean {
    return policy.ownInboxes !== undefined && !isPublicHttpRefused && isOwnInbox({ url, ownInboxes: policy.ownInboxes });
  }

  return {
    async send(given) {
      const { url, method, headers, body, timeoutMs, signal } = given;
      const target = parseEndpointUrl({ url, policy });
      if (typeof target === "string") return refusal("BLOCKED_ADDRESS", target);
      if (given.isPublicHttpRefused && target.protocol === "http:") return sendPrivately(given);
      const headerFault = findHeaderFault(headers);
      if (headerFault) return refusal("INTERNAL_ERROR", headerFault);
      const sender = given.viaStaticIp ? proxied : leadsToOwnInbox(given, target) ? toOwnInboxes : direct;
      if (!sender) return refusal("INTERNAL_ERROR", NO_STATIC_IP);
      const { origin, pathname, search } = target;
      return sender.send({ origin, request: { path: pathname + search, method, headers, body }, timeoutMs, signal });
    },
    async close() {
      await Promise.all([direct.close(), toOwnInboxes?.close(), proxied?.close(), privateClient?.close()]);
    },
  };
}

/** Returns the failure of a request that was not sent. */
function refusal(code: FailureCode, message: string): EgressFailure {
  return { type: "failure", code, message, timings: { totalMs: 0 } };
}

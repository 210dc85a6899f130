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
  /** Sent as they are; `host` and `content-length` are the client's own. */
  headers: Record<string, string>;
  /** The exact text to send; null for none. */
  body: string | null;
  /** For the whole exchange, from the call of `send` to the last byte of the answer's body. */
  timeoutMs: number;
  signal?: AbortSignal;
  /** Through the installation's proxy with a static address; the address of the endpoint is vetted as ever. */
  viaStaticIp?: boolean;
  /** Plain http only within the networks that the policy names: for a request that carries credentials in its body. */
  isPublicHttpRefused?: boolean;
}

export interface EgressClient {
  /** Never rejects for a reason of the network or the endpoint. */
  send(request: EgressRequest): Promise<EgressResult>;
  /** Closes every connection; what is still open fails. */
  close(): Promise<void>;
}

export interface EgressClientOptions {
  policy: EgressPolicy;
  /** Default: the system's name servers. */
  resolver?: NameResolver;
  /** Most connections to one origin at a time; further requests wait for one. Default 64. */
  connectionsPerOrigin?: number;
  /** Most connections, over all origins, that stay open with nothing to do. Default 2,048. */
  maxIdleConnections?: number;
  /** How long a connection stays open with nothing to do, unless the endpoint's `keep-alive` header asks otherwise (up to 30 s). Default 4 s. */
  idleTimeoutMs?: number;
  /** The proxy for `viaStaticIp`: `http` or `https`, with `user:password@` where it asks for them. Absent: such requests fail. */
  staticIpProxyUrl?: string | undefined;
  /** Certificate authorities (PEM) to trust instead of Node's. */
  ca?: string;
}

/** Nothing falls back to the direct way: the endpoint would see another address than the one that it was told. */
const NO_STATIC_IP =
  "This installation has no static IP address to deliver from, so nothing was sent. Turn it off for this webhook, or have the operator set POSTERN_STATIC_IP_PROXY_URL.";

/**
 * The one client for outgoing calls (docs/architecture.md "The guarded client"). It pools connections by origin, those through the proxy apart from the
 * direct ones: make one a process. Addresses are vetted wherever a connection is made, so nothing that is sent through it can reach
 * what the policy forbids. Throws when `staticIpProxyUrl` is no http or https URL.
 */
export function createEgressClient(options: EgressClientOptions): EgressClient {
  const { policy, ca, staticIpProxyUrl, resolver = createNameResolver() } = options;
  const { connectionsPerOrigin = 64, maxIdleConnections = 2_048, idleTimeoutMs = 4_000 } = options;
  const vet = createAddressVetting(policy);
  const makeSender = (dial: Dial) =>
    createSender({ connect: createGuardedConnector({ vet, resolver, dial }), connectionsPerOrigin, maxIdleConnections, idleTimeoutMs });
  const direct = makeSender(createDirectDial({ ca }));
  /** Used for nothing but these, so that a connection to a local address, once made, serves no other path of its origin. */
  const toOwnInboxes = policy.ownInboxes === undefined ? undefined : createOwnInboxSender({ policy, resolver, idleTimeoutMs, ca });
  const proxied = staticIpProxyUrl ? makeSender(createProxyDial({ proxyUrl: staticIpProxyUrl, resolver, ca })) : undefined;

  /** Of its own, so that a connection that others have made to a public address is never used. */
  let privateClient: EgressClient | undefined;
  function sendPrivately(request: EgressRequest): Promise<EgressResult> {
    privateClient ??= createEgressClient({ ...options, resolver, policy: { ...policy, isPublicRefused: true, ownInboxes: undefined } });
    return privateClient.send({ ...request, isPublicHttpRefused: false });
  }

  /** A delivery alone: what carries credentials in its body has no business there. */
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

/** Nothing was sent. */
function refusal(code: FailureCode, message: string): EgressFailure {
  return { type: "failure", code, message, timings: { totalMs: 0 } };
}

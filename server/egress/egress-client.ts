import type { FailureCode } from "@/domain/delivery/failure-codes";
import type { EgressPolicy } from "@/domain/webhook/egress-policy";
import type { HttpMethod } from "@/prisma/generated/enums";
import { parseEndpointUrl } from "@/server/egress/check-endpoint-url";
import { ConnectionPool } from "@/server/egress/connection-pool";
import { Exchange } from "@/server/egress/exchange";
import { createGuardedConnector } from "@/server/egress/guarded-connector";
import { createNameResolver, type NameResolver } from "@/server/egress/name-resolver";
import { findHeaderFault } from "@/server/egress/request-headers";
import { TracedClient } from "@/server/egress/traced-client";
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

/**
 * How long each phase took, in milliseconds. `dnsMs`, `connectMs` and `tlsMs` stand only where this request's connection was
 * new; `firstByteMs` runs from the request being written to the head of the answer; `totalMs` is everything, waiting for a
 * free connection included.
 */
export interface EgressTimings {
  dnsMs?: number;
  connectMs?: number;
  tlsMs?: number;
  firstByteMs?: number;
  totalMs: number;
}

export interface EgressAnswer {
  type: "answer";
  /** Any status, 3xx too: nothing is followed. */
  statusCode: number;
  /** Lower-case names; repeated headers joined by ", ". */
  headers: Record<string, string>;
  /** UTF-8, at most 64 KiB; bytes that are no UTF-8, and NUL, stand as U+FFFD. */
  body: string;
  /** Whether the answer was longer than `body`. */
  isBodyCut: boolean;
  timings: EgressTimings;
  remoteAddress: string;
}

export interface EgressFailure {
  type: "failure";
  code: FailureCode;
  /** In plain words, fit for an admin. */
  message: string;
  timings: EgressTimings;
  remoteAddress?: string;
}

export type EgressResult = EgressAnswer | EgressFailure;

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
  /** Certificate authorities (PEM) to trust instead of Node's. */
  ca?: string;
}

/** The endpoint's own wish for how long an idle connection may live is followed up to here. */
const MAX_IDLE_TIMEOUT_MS = 30_000;
const MAX_ANSWER_HEADER_BYTES = 32 * 1024;

/**
 * The one client for outgoing calls (design.md, section 6). It pools connections by origin: make one a process. Addresses are
 * vetted wherever a connection is made, so nothing that is sent through it can reach what the policy forbids.
 */
export function createEgressClient(options: EgressClientOptions): EgressClient {
  const { policy, connectionsPerOrigin = 64, maxIdleConnections = 2_048, idleTimeoutMs = 4_000 } = options;
  const connect = createGuardedConnector({
    vet: createAddressVetting(policy),
    resolver: options.resolver ?? createNameResolver(),
    ...(options.ca ? { ca: options.ca } : {}),
  });
  const clientOptions = {
    // Exchange has one deadline for all of it.
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: idleTimeoutMs,
    keepAliveMaxTimeout: MAX_IDLE_TIMEOUT_MS,
    maxHeaderSize: MAX_ANSWER_HEADER_BYTES,
  };
  const makeClient = (origin: string) => new TracedClient(origin, clientOptions, connect);
  const pool = new ConnectionPool({ makeClient, connectionsPerOrigin, maxIdleConnections });
  const retryClients = new Set<TracedClient>();

  /** A client of its own is the one way to be sure of a new connection: the pool's next one might be dead already, too. */
  function retry(exchange: Exchange, origin: string): void {
    const client = makeClient(origin);
    retryClients.add(client);
    exchange.client = client;
    client.dispatch(exchange.request, exchange);
    void client.close().finally(() => retryClients.delete(client));
  }

  /** Of its own, so that a connection that others have made to a public address is never used. */
  let privateClient: EgressClient | undefined;
  function sendPrivately(request: EgressRequest): Promise<EgressResult> {
    privateClient ??= createEgressClient({ ...options, policy: { ...policy, isPublicRefused: true } });
    return privateClient.send({ ...request, isPublicHttpRefused: false });
  }

  return {
    send(given) {
      const { url, method, headers, body, timeoutMs, signal } = given;
      const target = parseEndpointUrl({ url, policy });
      if (typeof target === "string") return Promise.resolve(refusal("BLOCKED_ADDRESS", target));
      if (given.isPublicHttpRefused && target.protocol === "http:") return sendPrivately(given);
      const headerFault = findHeaderFault(headers);
      if (headerFault) return Promise.resolve(refusal("INTERNAL_ERROR", headerFault));
      const { origin, pathname, search } = target;
      const request = { path: pathname + search, method, headers, body };

      return new Promise((resolve) => {
        const exchange = new Exchange({ request, timeoutMs, signal, retry, resolve });
        pool.dispatch(origin, exchange);
      });
    },
    async close() {
      await Promise.all([pool.close(), privateClient?.close(), ...[...retryClients].map((client) => client.destroy())]);
    },
  };
}

/** Nothing was sent. */
function refusal(code: FailureCode, message: string): EgressFailure {
  return { type: "failure", code, message, timings: { totalMs: 0 } };
}

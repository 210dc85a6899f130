import type { Dispatcher } from "undici";
import { ConnectionPool } from "@/server/egress/connection-pool";
import type { EgressResult } from "@/server/egress/egress-result";
import { Exchange } from "@/server/egress/exchange";
import type { Connect } from "@/server/egress/guarded-connector";
import { TracedClient } from "@/server/egress/traced-client";

export interface SenderOptions {
  connect: Connect;
  connectionsPerOrigin: number;
  maxIdleConnections: number;
  idleTimeoutMs: number;
}

interface SenderRequest {
  origin: string;
  request: Dispatcher.DispatchOptions;
  timeoutMs: number;
  signal: AbortSignal | undefined;
}

/** Sends requests over connections that one connector makes, pooled by origin. */
export interface Sender {
  send(input: SenderRequest): Promise<EgressResult>;
  /** Closes every connection; open requests fail. */
  close(): Promise<void>;
}

/** The longest life of an idle connection that an endpoint may ask for. */
const MAX_IDLE_TIMEOUT_MS = 30_000;
const MAX_ANSWER_HEADER_BYTES = 32 * 1024;

export function createSender({ connect, connectionsPerOrigin, maxIdleConnections, idleTimeoutMs }: SenderOptions): Sender {
  const clientOptions = {
    // Exchange has one deadline for the whole request.
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: idleTimeoutMs,
    keepAliveMaxTimeout: MAX_IDLE_TIMEOUT_MS,
    maxHeaderSize: MAX_ANSWER_HEADER_BYTES,
  };
  const makeClient = (origin: string) => new TracedClient(origin, clientOptions, connect);
  const pool = new ConnectionPool({ makeClient, connectionsPerOrigin, maxIdleConnections });
  const retryClients = new Set<TracedClient>();

  /** Sends the exchange on a client of its own. Only that ensures a new connection: the pool's next one might be dead as well. */
  function retry(exchange: Exchange, origin: string): void {
    const client = makeClient(origin);
    retryClients.add(client);
    exchange.client = client;
    client.dispatch(exchange.request, exchange);
    void client.close().finally(() => retryClients.delete(client));
  }

  return {
    send: ({ origin, request, timeoutMs, signal }) =>
      new Promise((resolve) => {
        const exchange = new Exchange({ request, timeoutMs, signal, retry, resolve });
        pool.dispatch(origin, exchange);
      }),
    async close() {
      await Promise.all([pool.close(), ...[...retryClients].map((client) => client.destroy())]);
    },
  };
}

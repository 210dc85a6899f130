import type { Exchange } from "@/server/egress/exchange";
import { Line } from "@/server/egress/line";
import type { TracedClient } from "@/server/egress/traced-client";

interface Origin {
  clientCount: number;
  /** The connected clients that are idle. The last in is the first out, so that superfluous ones grow old and close. */
  free: TracedClient[];
  /** The waiting exchanges in the order in which they came. One that ends while it waits removes itself. */
  waiting: Line<Exchange>;
}

export interface ConnectionPoolOptions {
  makeClient(origin: string): TracedClient;
  connectionsPerOrigin: number;
  maxIdleConnections: number;
}

/**
 * Gives each exchange a connection to its origin: a free one, else a new one while the origin has fewer than its limit, else the
 * next that becomes free. Undici's own pool forgets connections that could not be made, so that an endpoint that refuses every
 * second one gets many times its limit (seen with 7.30.2: 155 at a limit of 8). Here the limit holds whatever the endpoint does.
 */
export class ConnectionPool {
  private readonly origins = new Map<string, Origin>();
  private readonly clients = new Set<TracedClient>();
  /** The free clients of all origins; the first has been free the longest. */
  private readonly idle = new Line<TracedClient>();
  private readonly options: ConnectionPoolOptions;
  private isClosed = false;

  constructor(options: ConnectionPoolOptions) {
    this.options = options;
  }

  /** The number of origins that have a connection or wait for one. */
  get originCount(): number {
    return this.origins.size;
  }

  dispatch(name: string, exchange: Exchange): void {
    if (this.isClosed) exchange.cancel();
    if (exchange.isEnded) return;
    let origin = this.origins.get(name);
    if (!origin) {
      origin = { clientCount: 0, free: [], waiting: new Line() };
      this.origins.set(name, origin);
    }
    const client = origin.free.pop();
    if (client) {
      this.idle.remove(client);
      this.start(client, origin, exchange);
    } else if (origin.clientCount < this.options.connectionsPerOrigin) {
      this.start(this.add(name, origin), origin, exchange);
    } else {
      origin.waiting.push(exchange);
    }
  }

  /** Closes every connection, and cancels the open and waiting exchanges. */
  async close(): Promise<void> {
    this.isClosed = true;
    for (const { waiting } of this.origins.values()) {
      for (let exchange = waiting.shift(); exchange; exchange = waiting.shift()) exchange.cancel();
    }
    await Promise.all([...this.clients].map((client) => client.destroy()));
    this.origins.clear();
    this.clients.clear();
  }

  private add(name: string, origin: Origin): TracedClient {
    const client = this.options.makeClient(name);
    origin.clientCount += 1;
    this.clients.add(client);
    // Undici emits drain when a client can take its next request, however the last one ended.
    client.on("drain", () => this.onFree(client, origin));
    client.on("disconnect", () => this.onDisconnect(client, origin));
    return client;
  }

  private start(client: TracedClient, origin: Origin, exchange: Exchange): void {
    exchange.client = client;
    client.exchange = exchange;
    client.dispatch(exchange.request, exchange);
    // A request that undici refuses at once never makes the client busy, and so brings no drain.
    if (exchange.isEnded && client.stats.size === 0) this.onFree(client, origin);
  }

  private onFree(client: TracedClient, origin: Origin): void {
    if (this.isClosed || !this.clients.has(client)) return;
    if (client.refusal) {
      this.replace(client, origin);
      return;
    }
    const next = origin.waiting.shift();
    if (next) {
      this.start(client, origin, next);
    } else if (client.stats.connected) {
      origin.free.push(client);
      this.idle.push(client);
      if (this.idle.size > this.options.maxIdleConnections) this.discardOldest();
    } else {
      this.discard(client, origin);
    }
  }

  /**
   * Gives up a client without a connection, because undici would make a new one for a request that was aborted. The client is
   * kept only for a request that was not written yet, which goes out on the new connection.
   */
  private onDisconnect(client: TracedClient, origin: Origin): void {
    if (this.isClosed || !this.clients.has(client)) return;
    const { exchange } = client;
    if (exchange && !exchange.isEnded && exchange.client === client) return;
    this.replace(client, origin);
  }

  private replace(client: TracedClient, origin: Origin): void {
    const next = origin.waiting.shift();
    // It starts before the old client is discarded, because an origin without clients is forgotten.
    if (next) this.start(this.add(client.origin, origin), origin, next);
    this.discard(client, origin);
  }

  private discardOldest(): void {
    const client = this.idle.first;
    const origin = client && this.origins.get(client.origin);
    if (origin) this.discard(client, origin);
  }

  private discard(client: TracedClient, origin: Origin): void {
    this.idle.remove(client);
    this.clients.delete(client);
    const place = origin.free.indexOf(client);
    if (place >= 0) origin.free.splice(place, 1);
    origin.clientCount -= 1;
    if (origin.clientCount === 0 && origin.waiting.size === 0) this.origins.delete(client.origin);
    void client.destroy();
  }
}

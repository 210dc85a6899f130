import { Client, type Dispatcher } from "undici";
import type { ConnectTimings } from "@/server/egress/connect-error";
import type { Connect, Connection } from "@/server/egress/guarded-connector";
import type { IdleConnections } from "@/server/egress/idle-connections";

/** What a request tells of the connection that it goes out on. */
export interface RequestRoute {
  remoteAddress: string;
  /** Only for the first request on a connection: what making it took. */
  connectTimings: ConnectTimings | undefined;
}

/** Dispatch options whose exchange learns which client the pool chose: the handler itself arrives there wrapped. */
export interface TracedDispatchOptions extends Dispatcher.DispatchOptions {
  exchange: { client: TracedClient | undefined } | undefined;
}

/**
 * One kept-alive connection of a pool, remade when it was closed. Undici does not tell a request which connection it uses;
 * this client does, because it has one at a time and one request on it at a time.
 */
export class TracedClient extends Client {
  private connection: Connection | undefined;
  private requestCount = 0;
  private readonly idle: IdleConnections;

  constructor(origin: string | URL, options: Client.Options, egress: { connect: Connect; idle: IdleConnections }) {
    super(origin, {
      ...options,
      pipelining: 1,
      connect: (target, callback) => {
        egress.connect(target).then(
          (connection) => {
            this.connection = connection;
            this.requestCount = 0;
            callback(null, connection.socket);
          },
          (error: Error) => callback(error, null),
        );
      },
    });
    this.idle = egress.idle;
    this.on("drain", () => this.idle.add(this));
    this.on("disconnect", () => this.idle.remove(this));
  }

  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    this.idle.remove(this);
    const { exchange } = options as Partial<TracedDispatchOptions>;
    if (exchange) exchange.client = this;
    return super.dispatch(options, handler);
  }

  /** To be called once when a request is written. */
  takeRoute(): RequestRoute {
    this.requestCount += 1;
    const isNew = this.requestCount === 1;
    return { remoteAddress: this.connection?.remoteAddress ?? "", connectTimings: isNew ? this.connection?.timings : undefined };
  }

  /** Closes the connection. Only while no request is on it: the next one makes a new connection. */
  dropConnection(): void {
    this.connection?.socket.destroy();
  }
}

import type { Socket } from "node:net";
import { Client } from "undici";
import type { ConnectError } from "@/server/egress/connect-error";
import type { Connection } from "@/server/egress/connection";
import type { Exchange, ExchangeCarrier, RequestRoute } from "@/server/egress/exchange";
import { AnswerTooLongError } from "@/server/egress/exchange-error";
import type { Connect } from "@/server/egress/guarded-connector";
import type { Line, LineMember } from "@/server/egress/line";

/**
 * What may come in for one request, all framing included. The longest answer that is read, 32 KiB of headers and 64 KiB of body in
 * chunks of one byte, takes less than half of it. Undici bounds headers and Exchange the body, but nobody bounds a chunk's extensions,
 * a status line, or informational answers without end: each kept a whole processor busy until the deadline.
 */
const MAX_BYTES_FOR_ONE_REQUEST = 1024 * 1024;

/**
 * One kept-alive connection of a pool, remade when it was closed. Undici does not tell a request which connection it uses;
 * this client does, because it has one at a time and one request on it at a time.
 */
export class TracedClient extends Client implements ExchangeCarrier, LineMember<TracedClient> {
  readonly origin: string;
  /** The last one that was started here. */
  exchange: Exchange | undefined;
  /** The line of those that have nothing to do. */
  line: Line<TracedClient> | undefined;
  before: TracedClient | undefined;
  behind: TracedClient | undefined;
  /** Why its connection must not take another request: the name leads to an address, told late, that may not be reached. */
  refusal: ConnectError | undefined;
  private connection: Connection | undefined;
  private requestCount = 0;
  private bytesReadBefore = 0;

  constructor(origin: string, options: Client.Options, connect: Connect) {
    super(origin, {
      ...options,
      pipelining: 1,
      connect: (target, callback) => {
        connect(target).then(
          (connection) => {
            this.connection = connection;
            this.requestCount = 0;
            this.refusal = undefined;
            void connection.refusal?.then((refusal) => refusal && this.withdraw(connection, refusal));
            callback(null, connection.socket);
          },
          (error: Error) => callback(error, null),
        );
      },
    });
    this.origin = origin;
  }

  /** To be called once when a request is about to be written. Throws where it must not be. */
  takeRoute(): RequestRoute {
    const { connection } = this;
    if (this.refusal) throw this.refusal;
    if (!connection) return { remoteAddress: "", connectTimings: undefined };
    const { socket, remoteAddress, timings } = connection;
    this.requestCount += 1;
    this.bytesReadBefore = socket.bytesRead;
    const isNew = this.requestCount === 1;
    if (isNew) socket.on("readable", () => this.limitReading(socket));
    return { remoteAddress, connectTimings: isNew ? timings : undefined };
  }

  /** What is under way was sent before anybody knew, and ends as it may. */
  private withdraw(connection: Connection, refusal: ConnectError): void {
    if (this.connection !== connection) return;
    this.refusal = refusal;
    if (!this.exchange || this.exchange.isEnded) connection.socket.destroy();
  }

  private limitReading(socket: Socket): void {
    if (socket.bytesRead - this.bytesReadBefore > MAX_BYTES_FOR_ONE_REQUEST) socket.destroy(new AnswerTooLongError());
  }
}

import { Client } from "undici";
import { AnswerIntake, type AnswerListener } from "@/server/egress/answer-intake";
import type { ConnectError } from "@/server/egress/connect-error";
import type { Connection } from "@/server/egress/connection";
import type { Exchange, ExchangeCarrier, RequestRoute } from "@/server/egress/exchange";
import type { Connect } from "@/server/egress/guarded-connector";
import type { Line, LineMember } from "@/server/egress/line";

/**
 * One kept-alive connection of a pool, made again after it was closed. Undici does not tell a request which connection it uses.
 * This client does, because it has one connection at a time and one request on it at a time.
 */
export class TracedClient extends Client implements ExchangeCarrier, LineMember<TracedClient> {
  readonly origin: string;
  /** The exchange that was started here last. */
  exchange: Exchange | undefined;
  /** The line of idle clients. */
  line: Line<TracedClient> | undefined;
  before: TracedClient | undefined;
  behind: TracedClient | undefined;
  /** The reason why its connection must not take another request: one of the name's addresses came late and may not be reached. */
  refusal: ConnectError | undefined;
  private connection: Connection | undefined;
  private intake: AnswerIntake | undefined;
  private requestCount = 0;

  constructor(origin: string, options: Client.Options, connect: Connect) {
    super(origin, {
      ...options,
      pipelining: 1,
      connect: (target, callback) => {
        connect(target).then(
          (connection) => {
            this.connection = connection;
            this.intake = new AnswerIntake(connection.socket);
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

  takeRoute(listener: AnswerListener): RequestRoute {
    const { connection } = this;
    if (this.refusal) throw this.refusal;
    if (!connection) return { remoteAddress: "", connectTimings: undefined };
    this.intake?.begin(listener);
    this.requestCount += 1;
    return { remoteAddress: connection.remoteAddress, connectTimings: this.requestCount === 1 ? connection.timings : undefined };
  }

  finishRoute(): void {
    if (this.intake?.isRepaired) this.connection?.socket.destroy();
  }

  /** Withdraws a connection. A request that is under way was sent before the refusal was known, and ends as it may. */
  private withdraw(connection: Connection, refusal: ConnectError): void {
    if (this.connection !== connection) return;
    this.refusal = refusal;
    if (!this.exchange || this.exchange.isEnded) connection.socket.destroy();
  }
}

import { expect } from "vitest";
import type { EgressClient, EgressRequest } from "@/server/egress/egress-client";
import type { EgressResult } from "@/server/egress/egress-result";
import { createTestEgressClient, expectAnswer, requestTo } from "@/tests/support/egress";
import { startTcpSink, type TcpSink, type TcpSinkOptions } from "@/tests/support/tcp-sink";

export const OK = "HTTP/1.1 200 OK\r\n";
/** The rest of an answer whose body is `ok`. */
export const TWO = "content-length: 2\r\n\r\nok";
/** The answer that the second request of `sendTwo` must get. */
export const NEXT = `${OK}content-length: 4\r\n\r\nnext`;

/** Endpoints that answer with any bytes a test wants, and a client that calls them. */
export interface ClauseStage {
  /** A client with one connection to an origin: a second request uses the connection of the first, if that is still open. */
  client: EgressClient;
  start(options: TcpSinkOptions): Promise<TcpSink>;
  /** Starts an endpoint that answers its first request with these bytes, in Latin-1, and every other one with `NEXT`. */
  startWith(bytes: string, options?: { isClosing?: boolean }): Promise<TcpSink>;
  /** Sends two requests in a row, and returns the result of the first. Throws where the second does not get its own answer. */
  sendTwo(sink: TcpSink, changes?: Partial<EgressRequest>): Promise<EgressResult>;
  close(): Promise<void>;
}

export function setClauseStage(): ClauseStage {
  const client = createTestEgressClient({ connectionsPerOrigin: 1 });
  const sinks: TcpSink[] = [];

  async function start(options: TcpSinkOptions): Promise<TcpSink> {
    const sink = await startTcpSink(options);
    sinks.push(sink);
    return sink;
  }

  return {
    client,
    start,
    startWith: (bytes, { isClosing = false } = {}) =>
      start({
        onRequest: (socket, index) => {
          if (index > 0) socket.write(NEXT);
          else if (isClosing) socket.end(bytes, "latin1");
          else socket.write(bytes, "latin1");
        },
      }),
    async sendTwo(sink, changes = {}) {
      const first = await client.send(requestTo(sink.url, changes));
      expect(expectAnswer(await client.send(requestTo(sink.url)))).toMatchObject({ statusCode: 200, body: "next", cut: null });
      return first;
    },
    async close() {
      await client.close();
      await Promise.all(sinks.map((sink) => sink.close()));
    },
  };
}

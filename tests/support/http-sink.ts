import { createServer, type IncomingHttpHeaders, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { PATIENCE_MS } from "@/tests/support/eventually";

/** A request as the sink saw it, recorded once its body is complete. */
export interface SinkRequest {
  method: string;
  /** The path and the query. */
  url: string;
  headers: IncomingHttpHeaders;
  rawBody: string;
  receivedAt: Date;
}

/** The sink's reaction to one request. */
export interface SinkAnswer {
  /** The status; 200 by default. */
  status?: number;
  headers?: Record<string, string | string[]>;
  body?: string | Buffer;
  /** The time that it waits before the answer. */
  delayMs?: number;
  /** True to never answer. The connection stays open until the client or `close()` ends it. */
  hang?: boolean;
  /** True to break the connection without an answer. */
  destroy?: boolean;
}

/** Returns the reaction to a request; `index` counts requests from 0. */
export type SinkRespond = (request: SinkRequest, index: number) => SinkAnswer | Promise<SinkAnswer>;

export interface HttpSink {
  /** The address, `http://127.0.0.1:<port>`, without a slash at the end. */
  url: string;
  port: number;
  /** The requests in the order of arrival. */
  requests: SinkRequest[];
  /** The number of connections accepted so far. */
  connectionCount: number;
  openConnectionCount: number;
  /** Changes the answer to all later requests. */
  setRespond(respond: SinkRespond): void;
  /** Resolves with the requests once at least `count` have arrived; rejects when that takes too long. */
  waitForRequests(count: number): Promise<SinkRequest[]>;
  /** Closes the sink, and breaks open connections. */
  close(): Promise<void>;
}

/** Starts a real HTTP server on a free port of `host` (127.0.0.1) that records each request and answers as told: `200 ok` by default. */
export async function startHttpSink(options: { respond?: SinkRespond; host?: string; port?: number } = {}): Promise<HttpSink> {
  const host = options.host ?? "127.0.0.1";
  let respond: SinkRespond = options.respond ?? (() => ({}));
  const requests: SinkRequest[] = [];
  const waiters = new Set<() => void>();

  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", async () => {
      const request = toSinkRequest(incoming, Buffer.concat(chunks));
      const index = requests.push(request) - 1;
      for (const check of [...waiters]) check();
      try {
        send(outgoing, await respond(request, index));
      } catch (error) {
        send(outgoing, { status: 500, body: `The sink's respond threw: ${String(error)}` });
      }
    });
  });
  server.on("connection", (socket) => {
    sink.connectionCount += 1;
    sink.openConnectionCount += 1;
    socket.on("close", () => {
      sink.openConnectionCount -= 1;
    });
  });
  await listen(server, options.port ?? 0, host);
  const { port } = server.address() as AddressInfo;

  const sink: HttpSink = {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${port}`,
    port,
    requests,
    connectionCount: 0,
    openConnectionCount: 0,
    setRespond: (next) => {
      respond = next;
    },
    waitForRequests: (count) =>
      new Promise((resolve, reject) => {
        const check = () => {
          if (requests.length < count) return;
          clearTimeout(timer);
          waiters.delete(check);
          resolve(requests);
        };
        const timer = setTimeout(() => {
          waiters.delete(check);
          reject(new Error(`The sink got ${requests.length} of ${count} requests in ${PATIENCE_MS} ms.`));
        }, PATIENCE_MS);
        waiters.add(check);
        check();
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return sink;
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve());
  });
}

function toSinkRequest(incoming: IncomingMessage, body: Buffer): SinkRequest {
  return {
    method: incoming.method ?? "",
    url: incoming.url ?? "",
    headers: incoming.headers,
    rawBody: body.toString("utf8"),
    receivedAt: new Date(),
  };
}

function send(outgoing: ServerResponse, answer: SinkAnswer): void {
  if (answer.hang) return;
  if (answer.delayMs) {
    const timer = setTimeout(() => send(outgoing, { ...answer, delayMs: 0 }), answer.delayMs);
    outgoing.on("close", () => clearTimeout(timer));
    return;
  }
  if (answer.destroy) {
    outgoing.destroy();
    return;
  }
  const body = answer.body ?? "ok";
  outgoing.writeHead(answer.status ?? 200, { "content-length": Buffer.byteLength(body), ...answer.headers });
  outgoing.end(body);
}

import { readFileSync } from "node:fs";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer, TLSSocket, type TlsOptions } from "node:tls";

/** A server that sends any bytes a test wants, to break the rules in ways that an HTTP server cannot. */
export interface TcpSink {
  port: number;
  /** The address, `http://127.0.0.1:<port>/`. */
  url: string;
  /** The number of connections accepted so far. */
  connectionCount: number;
  openSockets: Set<Socket>;
  /** The names that TLS clients asked for (SNI), in order. */
  serverNames: string[];
  /** The bytes that arrived on all connections, as Latin-1. */
  received: string;
  close(): Promise<void>;
}

export interface TcpSinkOptions {
  /** Called with each new connection; `index` counts from 0. */
  onConnection?(socket: Socket, index: number): void;
  /** Called when a request's head has arrived on a connection; `index` counts the requests of all connections from 0. */
  onRequest?(socket: Socket, index: number): void;
  /** The certificate of tests/support/certificates with which the sink speaks TLS. */
  certificate?: "hooks" | "expired" | "self-signed" | undefined;
  /** Further options of its TLS. */
  tls?: TlsOptions;
  /** The address, 127.0.0.1 by default, and a free port of it. */
  host?: string;
  port?: number;
}

const HEAD_END = "\r\n\r\n";

/** Reads a file of tests/support/certificates. */
export function readCertificate(file: string): string {
  return readFileSync(new URL(`./certificates/${file}`, import.meta.url), "utf8");
}

/** Starts the sink on a free port of 127.0.0.1, or on the given host and port. */
export async function startTcpSink(options: TcpSinkOptions = {}): Promise<TcpSink> {
  let requestCount = 0;
  const accept = (socket: Socket) => {
    sink.openSockets.add(socket);
    socket.on("close", () => sink.openSockets.delete(socket));
    socket.on("error", () => socket.destroy());
    socket.on("data", (bytes) => {
      const text = bytes.toString("latin1");
      sink.received += text;
      const headCount = text.split(HEAD_END).length - 1;
      for (let count = 0; count < headCount; count += 1) {
        requestCount += 1;
        options.onRequest?.(socket, requestCount - 1);
      }
    });
    sink.connectionCount += 1;
    if (socket instanceof TLSSocket && typeof socket.servername === "string") sink.serverNames.push(socket.servername);
    options.onConnection?.(socket, sink.connectionCount - 1);
  };
  const server: Server = options.certificate
    ? createTlsServer(
        { cert: readCertificate(`${options.certificate}.pem`), key: readCertificate(`${options.certificate}-key.pem`), ...options.tls },
        accept,
      )
    : createServer(accept);
  server.on("tlsClientError", () => undefined);
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, options.host ?? "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const sink: TcpSink = {
    port,
    url: `http://127.0.0.1:${port}/`,
    connectionCount: 0,
    openSockets: new Set(),
    serverNames: [],
    received: "",
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sink.openSockets) socket.destroy();
      }),
  };
  return sink;
}

/** Returns a port of 127.0.0.1 on which nothing listens. */
export async function findClosedPort(): Promise<number> {
  const sink = await startTcpSink();
  await sink.close();
  return sink.port;
}

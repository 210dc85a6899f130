import { createServer, type IncomingMessage } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { type AddressInfo, connect, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { readCertificate } from "@/tests/support/tcp-sink";

/** The proxy's reaction to one CONNECT: it makes the tunnel, answers with a status or with any bytes, never answers, or breaks off. */
export type ProxyAnswer = "tunnel" | "hang" | "reset" | { status: number } | { bytes: string };

export interface ConnectProxyOptions {
  /** The `user:password` that it demands. */
  credentials?: string;
  /** True to speak TLS with the certificate of tests/support/certificates/hooks.pem. */
  isSecure?: boolean;
  /** The addresses, as `127.0.0.1:<port>`, to which tunnels to these authorities lead instead. Other tunnels lead to their own address. */
  routes?: Record<string, string>;
  /** Returns the reaction; `index` counts from 0. A tunnel by default. */
  answer?(authority: string, index: number): ProxyAnswer;
}

export interface ConnectProxy {
  /** The address without credentials: `http://127.0.0.1:<port>`, or https. */
  url: string;
  port: number;
  /** The authorities of all CONNECT requests, with all headers. */
  asked: { authority: string; headers: IncomingMessage["headers"] }[];
  /** The requests that were no CONNECT. */
  otherRequests: string[];
  openSockets: Set<Socket>;
  close(): Promise<void>;
}

/** Starts a real HTTP proxy on a free port of 127.0.0.1 that supports only CONNECT (RFC 9110, section 9.3.6). */
export async function startConnectProxy(options: ConnectProxyOptions = {}): Promise<ConnectProxy> {
  const { credentials, routes = {}, answer = () => "tunnel" as const } = options;
  const expected = credentials && `Basic ${Buffer.from(credentials).toString("base64")}`;
  const server = options.isSecure
    ? createHttpsServer({ cert: readCertificate("hooks.pem"), key: readCertificate("hooks-key.pem") })
    : createServer();
  server.on("request", (request, response) => {
    proxy.otherRequests.push(`${request.method} ${request.url}`);
    response.writeHead(405).end();
  });
  server.on("connection", (socket: Socket) => {
    proxy.openSockets.add(socket);
    socket.on("close", () => proxy.openSockets.delete(socket));
  });
  server.on("connect", (request: IncomingMessage, client: Duplex, head: Buffer) => {
    const authority = request.url ?? "";
    const index = proxy.asked.push({ authority, headers: request.headers }) - 1;
    client.on("error", () => client.destroy());
    if (expected && request.headers["proxy-authorization"] !== expected)
      return client.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
    const does = answer(authority, index);
    if (does === "hang") return client.resume().on("end", () => client.end());
    if (does === "reset") return client.destroy();
    if (does === "tunnel") return tunnel(client, head, routes[authority] ?? authority);
    return client.end("bytes" in does ? does.bytes : `HTTP/1.1 ${does.status} No\r\ncontent-length: 4\r\n\r\nbody`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const proxy: ConnectProxy = {
    url: `${options.isSecure ? "https" : "http"}://127.0.0.1:${port}`,
    port,
    asked: [],
    otherRequests: [],
    openSockets: new Set(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of proxy.openSockets) socket.destroy();
      }),
  };
  return proxy;
}

function tunnel(client: Duplex, head: Buffer, authority: string): void {
  const [, host = "", port = ""] = /^\[?(.*?)\]?:(\d+)$/.exec(authority) ?? [];
  const upstream = connect(Number(port), host);
  let isConnected = false;
  upstream.once("connect", () => {
    isConnected = true;
    client.write("HTTP/1.1 200 Connection established\r\n\r\n");
    upstream.write(head);
    client.pipe(upstream).pipe(client);
  });
  upstream.on("error", () => (isConnected ? client.destroy() : client.end("HTTP/1.1 502 Bad Gateway\r\n\r\n")));
  upstream.on("close", () => isConnected && client.destroy());
  client.on("close", () => upstream.destroy());
}

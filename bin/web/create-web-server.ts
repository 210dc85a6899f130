import { createServer, type IncomingMessage, type ServerOptions, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Answerer } from "@/app/web-process";

export interface WebServer {
  /** Begins to take requests, and returns the port. Rejects when the address cannot be had. */
  listen(input: { hostname: string; port: number }): Promise<number>;
  /**
   * Takes no more connections, closes those on which nobody waits, and gives open requests `graceMs` to be answered. What is left then is
   * cut off.
   */
  close(graceMs: number): Promise<void>;
}

type Handler = (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<unknown>;

/** The limits until a request has arrived as a whole. The time of its answer is not limited here. */
const LIMITS: ServerOptions = {
  headersTimeout: 30_000,
  // The time that 10 MiB, the largest body allowed, take over a line of 1.5 Mbit/s.
  requestTimeout: 60_000,
  // Node looks for those who are too slow this often.
  connectionsCheckingInterval: 5_000,
  maxHeaderSize: 16 * 1_024,
  // Longer than the load balancers' own 60 s, so that none sends a request into a connection that is just being closed.
  keepAliveTimeout: 65_000,
};
const LOOK_FOR_IDLE_MS = 50;
/** A year. It says nothing of subdomains, which are other people's. */
const STRICT_TRANSPORT = "max-age=31536000";

/** Makes the HTTP server of a web process. Each request is offered to `answer` first, and goes to `handle` otherwise. */
export function createWebServer(input: {
  answer: Answerer;
  handle: Handler;
  /** True when people reach the server over https: browsers are then told never to use http (RFC 6797). */
  isHttps?: boolean;
  limits?: ServerOptions;
}): WebServer {
  const { answer, handle, isHttps = false } = input;
  const server = createServer({ ...LIMITS, ...input.limits }, (incoming, outgoing) => {
    if (isHttps) outgoing.setHeader("strict-transport-security", STRICT_TRANSPORT);
    if (answer(incoming, outgoing)) return;
    handle(incoming, outgoing).catch((error: unknown) => {
      console.error("A request could not be handled.", error);
      outgoing.destroy();
    });
  });

  return {
    listen: ({ hostname, port }) =>
      new Promise((resolve, reject) => {
        server.once("error", reject);
        server.listen(port, hostname, () => {
          server.off("error", reject);
          resolve((server.address() as AddressInfo).port);
        });
      }),
    async close(graceMs) {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      // A connection is kept open after its answer, for a next request that will not be taken.
      const looking = setInterval(() => server.closeIdleConnections(), LOOK_FOR_IDLE_MS);
      await Promise.race([closed, sleep(graceMs, undefined, { ref: false })]);
      clearInterval(looking);
      server.closeAllConnections();
    },
  };
}

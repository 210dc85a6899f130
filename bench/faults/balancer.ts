import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface Balancer {
  url: string;
  close(): Promise<void>;
}

/** Starts a balancer that hands each request to the next of several ports of this machine, and to another one where that is away. */
export async function startBalancer(ports: readonly number[]): Promise<Balancer> {
  let turn = 0;
  const server = createServer(async (incoming, outgoing) => {
    const body: Buffer[] = [];
    for await (const chunk of incoming) body.push(chunk as Buffer);
    turn += 1;
    const inTurn = ports.map((_, index) => ports[(turn + index) % ports.length] ?? 0);
    for (const port of inTurn) if (await pass({ port, incoming, outgoing, body: Buffer.concat(body) })) return;
    outgoing.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** Passes a request on. Resolves with false where the port did not take it, so that another may. */
function pass(input: { port: number; incoming: IncomingMessage; outgoing: ServerResponse; body: Buffer }): Promise<boolean> {
  const { port, incoming, outgoing, body } = input;
  const { method, url, headers } = incoming;
  return new Promise((resolve) => {
    const passed = request({ host: "127.0.0.1", port, method, path: url, headers, agent: false }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
      answer.on("error", () => outgoing.destroy());
      answer.on("close", () => resolve(true));
    });
    passed.on("error", (error) => {
      const isRefused = "code" in error && error.code === "ECONNREFUSED";
      if (!isRefused) outgoing.destroy();
      resolve(!isRefused);
    });
    passed.end(body);
  });
}

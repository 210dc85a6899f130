import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/**
 * The null receiver, a process of its own: it reads each request to its end and answers 200 without a body. `/hang…` is never
 * answered. `/timed…` records the time of each request by the `n` in its body. The parent asks over IPC.
 */
let received = 0;
const arrivedAtNs = new Map<number, bigint>();

export type ReceiverCommand = { type: "reset" } | { type: "stats" };
export interface ReceiverStats {
  received: number;
  /** Pairs of `n` and process.hrtime in ns, which is one clock for all processes of a machine. */
  arrivals: [number, string][];
}

function handle(request: IncomingMessage, response: ServerResponse): void {
  const path = request.url ?? "/";
  if (path.startsWith("/timed")) {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const match = /"n":(\d+)/.exec(Buffer.concat(chunks).toString("utf8"));
      if (match) arrivedAtNs.set(Number(match[1]), process.hrtime.bigint());
      received += 1;
      response.writeHead(200).end();
    });
    return;
  }
  request.resume();
  request.on("end", () => {
    received += 1;
    if (!path.startsWith("/hang")) response.writeHead(200).end();
  });
}

const addresses = process.argv.slice(2);
let port = 0;
for (const address of addresses) {
  const server = createServer({ keepAliveTimeout: 60_000 }, handle);
  port = await new Promise<number>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, address, 4096, () => {
      const bound = server.address();
      resolve(bound && typeof bound === "object" ? bound.port : 0);
    });
  });
}

process.on("message", (command: ReceiverCommand) => {
  if (command.type === "reset") {
    received = 0;
    arrivedAtNs.clear();
  }
  const stats: ReceiverStats = { received, arrivals: [...arrivedAtNs].map(([n, at]) => [n, at.toString()]) };
  process.send?.(stats);
});
process.on("disconnect", () => process.exit(0));
process.send?.({ port });

import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { Worker } from "node:worker_threads";

/** An address where connections are neither accepted nor refused, as behind a firewall that drops them. */
export interface BlackHole {
  port: number;
  close(): Promise<void>;
}

/**
 * The code of a listener that stops running after it has started: the kernel accepts as many connections as its queue holds, and
 * no more.
 */
const LISTENER = `
  const { createServer } = require("node:net");
  const { parentPort, workerData } = require("node:worker_threads");
  const server = createServer().listen({ port: 0, host: workerData.host, backlog: 1 }, () => {
    parentPort.postMessage(server.address().port);
    Atomics.wait(new Int32Array(workerData.memory), 0, 0);
  });
`;

const QUEUE_SETTLES_MS = 200;

/** Opens a black hole on a free port of the address. */
export async function openBlackHole(host: string): Promise<BlackHole> {
  const memory = new SharedArrayBuffer(4);
  const worker = new Worker(LISTENER, { eval: true, workerData: { host, memory } });
  const [port] = (await once(worker, "message")) as [number];
  const fillers: Socket[] = [];
  for (let isFull = false; !isFull; ) {
    const filler = connect(port, host);
    fillers.push(filler);
    isFull = await Promise.race([
      once(filler, "connect").then(() => false),
      new Promise<boolean>((resolve) => setTimeout(() => resolve(true), QUEUE_SETTLES_MS)),
    ]);
  }
  return {
    port,
    async close() {
      for (const filler of fillers) filler.destroy();
      Atomics.notify(new Int32Array(memory), 0);
      await worker.terminate();
    },
  };
}

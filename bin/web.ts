import { parseArgs } from "node:util";
import next from "next";
import { findProcess } from "@/app/web-process";
import { createWebServer } from "@/bin/web/create-web-server";

/**
 * The web process: an HTTP server of ours, the API before Next, and Next behind it (docs/decisions/026). `npm start` and `npm run dev`
 * run its bundle. Everything else it has is in the process object, which instrumentation.ts makes in Next's own graph of modules.
 */

/** `npm start` kills this process 20 s after it has told it to stop. */
const STOP_MS = 18_000;

const { values } = parseArgs({
  options: {
    hostname: { type: "string", default: "127.0.0.1" },
    port: { type: "string", default: "3000" },
    dev: { type: "boolean", default: false },
  },
});
const { hostname, dev } = values;
const port = Number(values.port);

const app = next({ dev, dir: process.cwd(), hostname, port });
const server = createWebServer({
  // There is no process object before Next has begun: until then Next has everybody wait.
  answer: (incoming, outgoing) => findProcess()?.answer(incoming, outgoing) ?? false,
  handle: app.getRequestHandler(),
});

async function stop(): Promise<never> {
  const untilMs = Date.now() + STOP_MS;
  const own = findProcess();
  own?.announceStop();
  // Requests are taken meanwhile: a load balancer finds out first, by the health check, that this process ends.
  await own?.drain();
  // In development a browser keeps its connection for good.
  await server.close(dev ? 0 : untilMs - Date.now());
  await app.close();
  await own?.close();
  process.exit(0);
}

/** Next's listeners would keep a process alive in which something was thrown. */
function fail(error: unknown): never {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

const asked = new AbortController();
asked.signal.addEventListener("abort", () => void stop().catch(fail));
for (const name of ["SIGTERM", "SIGINT", "disconnect"] as const) process.on(name, () => asked.abort());

app
  .prepare()
  .then(() => server.listen({ hostname, port }))
  .catch(fail);

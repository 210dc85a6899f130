import { parseArgs } from "node:util";
import next from "next";
import { findProcess } from "@/app/web-process";
import { sendBeats } from "@/bin/beats/send-beats";
import { createWebServer } from "@/bin/web/create-web-server";
import { loadEnv } from "@/server/platform/env";

/**
 * The web process: an HTTP server of ours, which answers the API itself and has Next behind it (docs/decisions/026). `npm start` and `npm
 * run dev` run its bundle. Everything else of the process is in the process object, which instrumentation.ts makes in Next's own graph of
 * modules.
 */

/** The time to stop. `npm start` kills this process 20 s after it has told it to stop. */
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
  // There is no process object before Next has begun; until then Next lets everybody wait.
  answer: (incoming, outgoing) => findProcess()?.answer(incoming, outgoing) ?? false,
  handle: app.getRequestHandler(),
  isHttps: loadEnv().isPublicUrlHttps,
});

async function stop(): Promise<never> {
  const untilMs = Date.now() + STOP_MS;
  const own = findProcess();
  own?.announceStop();
  // Requests are taken meanwhile, because a load balancer learns from the health check that this process ends.
  await own?.drain();
  // In development a browser keeps its connection for good.
  await server.close(dev ? 0 : untilMs - Date.now());
  await app.close();
  await own?.close();
  process.exit(0);
}

/** Prints the error and ends the process, because Next's listeners would otherwise keep it alive. */
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
  .then(sendBeats)
  .catch(fail);

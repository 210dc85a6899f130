import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Inngest, type InngestFunction } from "inngest";
import { serve } from "inngest/node";

/** The address of a real Inngest dev server, if the tests may use one. */
export const inngestUrl: string | undefined = process.env["TEST_INNGEST_URL"] || undefined;

const silent = { info: () => {}, warn: () => {}, error: () => {}, debug: () => {} };

/**
 * Serves functions on a port of this machine, and registers them at the Inngest dev server at `url`. They are an app of their
 * own, so that the functions of one test never serve another. `stop` removes them from the server.
 */
export async function startInngestApp(input: { url: string; define: (inngest: Inngest.Any) => InngestFunction.Any[] }) {
  const id = `test-${randomUUID()}`;
  const inngest = new Inngest({ id, isDev: true, baseUrl: input.url, logger: silent, aiMetadata: false });
  const server = createServer(serve({ client: inngest, functions: input.define(inngest) }));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}/api/inngest`, { method: "PUT" });
  if (!answer.ok) throw new Error(`The functions could not be made known to ${input.url}: ${await answer.text()}`);

  return {
    inngest,
    /** Waits up to a minute, since Inngest's own clock runs the schedules. */
    passMinute: () => new Promise<void>((resolve) => setTimeout(resolve, 60_000 - (Date.now() % 60_000))),
    stop: async () => {
      // The dev server stores any name of this machine as localhost.
      const forget = new URL(`/fn/remove?url=${encodeURIComponent(`http://localhost:${port}/api/inngest`)}`, input.url);
      const removed = await fetch(forget, { method: "DELETE" });
      if (!removed.ok) throw new Error(`The app could not be removed from ${input.url}: ${await removed.text()}`);
      server.close();
      server.closeAllConnections();
    },
  };
}

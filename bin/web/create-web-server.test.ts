import { Agent, get, type IncomingMessage, type ServerResponse } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, describe, expect, it } from "vitest";
import { createWebServer, type WebServer } from "@/bin/web/create-web-server";
import { PATIENCE_MS } from "@/tests/support/eventually";

const running: WebServer[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close(0)));
});

type Input = Parameters<typeof createWebServer>[0];

async function start(input: Partial<Input> = {}): Promise<{ server: WebServer; url: string; port: number }> {
  const server = createWebServer({
    answer: () => false,
    handle: async (_incoming, outgoing) => outgoing.end("handled"),
    ...input,
  });
  running.push(server);
  const port = await server.listen({ hostname: "127.0.0.1", port: 0 });
  return { server, url: `http://127.0.0.1:${port}`, port };
}

/** Makes a handler that keeps its requests until the test lets them go. */
function holdRequests() {
  const held: ServerResponse[] = [];
  let onHeld = () => {};
  const arrived = new Promise<void>((resolve) => {
    onHeld = resolve;
  });
  const handle = async (_incoming: IncomingMessage, outgoing: ServerResponse) => {
    held.push(outgoing);
    onHeld();
  };
  return { handle, arrived, letGo: () => held.map((outgoing) => outgoing.end("late")) };
}

describe("the web server", () => {
  it("hands on what is not answered before", async () => {
    const { url } = await start({
      answer: (incoming, outgoing) => {
        if (incoming.url !== "/v1") return false;
        outgoing.end("answered");
        return true;
      },
    });
    const read = async (path: string) => (await fetch(`${url}${path}`)).text();
    expect([await read("/v1"), await read("/login")]).toEqual(["answered", "handled"]);
  });

  it("gives open requests their answers when it is closed, and takes no more", async () => {
    const { handle, arrived, letGo } = holdRequests();
    const { server, url } = await start({ handle });
    const answer = fetch(url);
    await arrived;
    const closed = server.close(PATIENCE_MS);
    await expect(fetch(url)).rejects.toThrow();
    letGo();
    expect(await (await answer).text()).toBe("late");
    await closed;
  });

  it("does not wait for connections on which nobody asks for anything", async () => {
    const { server, url } = await start();
    const agent = new Agent({ keepAlive: true });
    const answer = await new Promise<IncomingMessage>((resolve) => get(url, { agent }, resolve));
    await text(answer);
    await server.close(PATIENCE_MS);
    agent.destroy();
  });

  it("cuts off what is not answered in time", async () => {
    const { handle, arrived } = holdRequests();
    const { server, url } = await start({ handle });
    const answer = fetch(url);
    await Promise.all([arrived.then(() => server.close(50)), expect(answer).rejects.toThrow()]);
  });

  it("refuses headers of more than 16 KiB with 431", async () => {
    const { url } = await start();
    const statusOf = async (length: number) => (await fetch(url, { headers: { "x-long": "x".repeat(length) } })).status;
    expect([await statusOf(8 * 1_024), await statusOf(16 * 1_024)]).toEqual([200, 431]);
  });

  it("lets go of who does not say in time what is wanted", async () => {
    const { port } = await start({ limits: { headersTimeout: 100, requestTimeout: 200, connectionsCheckingInterval: 20 } });
    const slow = connect(port, "127.0.0.1");
    slow.write("POST / HTTP/1.1\r\nhost: a\r\n");
    expect(await text(slow)).toMatch(/^HTTP\/1\.1 408 /);
  });

  it("tells browsers to use https alone, where people reach it so", async () => {
    const policyOf = async (isHttps: boolean) => (await fetch((await start({ isHttps })).url)).headers.get("strict-transport-security");
    expect([await policyOf(true), await policyOf(false)]).toEqual(["max-age=31536000", null]);
  });

  it("breaks off, and lives on, where a request cannot be handled", async () => {
    const { url } = await start({
      handle: async (incoming, outgoing) => {
        if (incoming.url === "/") throw new Error("This is expected.");
        outgoing.end();
      },
    });
    await expect(fetch(url)).rejects.toThrow();
    expect((await fetch(`${url}/other`)).status).toBe(200);
  });
});

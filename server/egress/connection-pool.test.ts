import { afterEach, describe, expect, it, vi } from "vitest";
import { ConnectionPool } from "@/server/egress/connection-pool";
import { createDirectDial } from "@/server/egress/direct-dial";
import type { EgressClient } from "@/server/egress/egress-client";
import type { EgressResult } from "@/server/egress/egress-result";
import { Exchange } from "@/server/egress/exchange";
import { createGuardedConnector } from "@/server/egress/guarded-connector";
import { TracedClient } from "@/server/egress/traced-client";
import { createAddressVetting } from "@/server/egress/vet-address";
import { createTestEgressClient, expectAnswer, expectFailure, LOOPBACK_ALLOWED, PATIENT, requestTo } from "@/tests/support/egress";
import { type HttpSink, startHttpSink } from "@/tests/support/http-sink";
import { startTcpSink } from "@/tests/support/tcp-sink";

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function startSink(...options: Parameters<typeof startHttpSink>): Promise<HttpSink> {
  const sink = await startHttpSink(...options);
  cleanUps.push(() => sink.close());
  return sink;
}

function createClient(...options: Parameters<typeof createTestEgressClient>): EgressClient {
  const client = createTestEgressClient(...options);
  cleanUps.push(() => client.close());
  return client;
}

describe("connections", () => {
  it("to one origin are reused, and never more than allowed", async () => {
    const sink = await startSink();
    const client = createClient({ connectionsPerOrigin: 4 });
    const results = await Promise.all(Array.from({ length: 100 }, () => client.send(requestTo(sink.url))));
    for (const result of results) expectAnswer(result);
    expect(sink.connectionCount).toBeLessThanOrEqual(4);
  });

  it("to one origin are never more than allowed when every second one cannot be made and others break", async () => {
    let lookUpCount = 0;
    let maxOpen = 0;
    const sink = await startSink({
      respond: (_, index) => {
        maxOpen = Math.max(maxOpen, sink.openConnectionCount);
        return { delayMs: 5, destroy: index % 7 === 0, headers: { connection: index % 3 === 0 ? "close" : "keep-alive" } };
      },
    });
    const resolve = async () => {
      lookUpCount += 1;
      return { addresses: lookUpCount % 2 === 0 ? ["127.0.0.1"] : [] };
    };
    const client = createClient({ connectionsPerOrigin: 8, resolver: { resolve } });
    const results = await Promise.all(
      Array.from({ length: 600 }, () => client.send(requestTo(`http://hooks.example.test:${sink.port}/`, { timeoutMs: 60_000 }))),
    );
    const answers = results.filter((result) => result.type === "answer");
    expect(answers.length).toBeGreaterThan(100);
    expect(answers.length).toBeLessThan(600);
    // A connection that the client has closed may stay open at the other end for a moment.
    expect(maxOpen).toBeLessThanOrEqual(16);
  });

  it("are given in the order in which requests came", async () => {
    const sink = await startSink({ respond: () => ({ delayMs: 2 }) });
    const client = createClient({ connectionsPerOrigin: 1 });
    await Promise.all(Array.from({ length: 20 }, (_, index) => client.send(requestTo(`${sink.url}/${index}`))));
    expect(sink.requests.map((request) => request.url)).toEqual(Array.from({ length: 20 }, (_, index) => `/${index}`));
  });

  it("that have nothing to do close by themselves", async () => {
    const sink = await startTcpSink({ onRequest: (socket) => socket.write("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n") });
    cleanUps.push(() => sink.close());
    const client = createClient({ idleTimeoutMs: 50 });
    expectAnswer(await client.send(requestTo(sink.url)));
    await expect.poll(() => sink.openSockets.size, PATIENT).toBe(0);
  });

  it("that have nothing to do stay few over many origins, and every origin is still reached", async () => {
    const sink = await startSink();
    const client = createClient({ maxIdleConnections: 20, resolver: { resolve: async () => ({ addresses: ["127.0.0.1"] }) } });
    for (let round = 0; round < 2; round += 1) {
      for (let first = 0; first < 300; first += 50) {
        const names = Array.from({ length: 50 }, (_, index) => `host-${first + index}.example.test`);
        const results = await Promise.all(names.map((name) => client.send(requestTo(`http://${name}:${sink.port}/`))));
        for (const result of results) expectAnswer(result);
      }
      await expect.poll(() => sink.openConnectionCount, PATIENT).toBeLessThanOrEqual(20);
    }
    expect(sink.requests).toHaveLength(600);
  });

  it("that are closed leave nothing behind of their origins, whether they answered, broke, timed out or were never made", async () => {
    const sink = await startSink({
      respond: ({ headers }) => ({ hang: headers.host?.startsWith("hang"), destroy: headers.host?.startsWith("break") }),
    });
    const vet = createAddressVetting(LOOPBACK_ALLOWED);
    const resolver = { resolve: async (name: string) => ({ addresses: name.startsWith("absent") ? [] : ["127.0.0.1"] }) };
    const connect = createGuardedConnector({ vet, resolver, dial: createDirectDial() });
    const makeClient = (origin: string) => new TracedClient(origin, { keepAliveTimeout: 50, keepAliveMaxTimeout: 50 }, connect);
    const pool = new ConnectionPool({ makeClient, connectionsPerOrigin: 2, maxIdleConnections: 5 });
    cleanUps.push(() => pool.close());
    const send = (name: string) =>
      new Promise<EgressResult>((resolve) => {
        const request = { path: "/", method: "POST" as const, headers: {}, body: "{}" };
        pool.dispatch(
          `http://${name}.example.test:${sink.port}`,
          new Exchange({ request, timeoutMs: 2_000, signal: undefined, retry: vi.fn(), resolve }),
        );
      });
    const names = ["answer", "break", "hang", "absent"].flatMap((kind) =>
      Array.from({ length: 20 }, (_, index) => `${kind}-${index % 10}`),
    );
    const results = await Promise.all(names.map(send));
    expect(new Set(results.map((result) => (result.type === "failure" ? result.code : result.type))).size).toBeGreaterThan(3);
    await expect.poll(() => pool.originCount, PATIENT).toBe(0);
  });

  it("all close with the client, whose open, waiting and later requests fail and say why", async () => {
    const sink = await startSink({ respond: () => ({ hang: true }) });
    const client = createClient({ connectionsPerOrigin: 1 });
    const open = client.send(requestTo(sink.url));
    await sink.waitForRequests(1);
    const waiting = client.send(requestTo(sink.url));
    await client.close();
    const later = client.send(requestTo(sink.url));
    for (const result of await Promise.all([open, waiting, later])) {
      expect(expectFailure(result)).toMatchObject({ code: "INTERNAL_ERROR", message: expect.stringContaining("shutting down") });
    }
    expect(sink.requests).toHaveLength(1);
    await expect.poll(() => sink.openConnectionCount, PATIENT).toBe(0);
  });
});

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { EgressClient } from "@/server/egress/egress-client";
import { createTestEgressClient, expectAnswer, expectFailure, PATIENT, requestTo } from "@/tests/support/egress";
import { type HttpSink, startHttpSink } from "@/tests/support/http-sink";
import { startTcpSink, type TcpSink, type TcpSinkOptions } from "@/tests/support/tcp-sink";

let sink: HttpSink;
let client: EgressClient;
const rudeSinks: TcpSink[] = [];
beforeAll(async () => {
  sink = await startHttpSink();
});
beforeEach(() => {
  sink.requests.length = 0;
  sink.setRespond(() => ({}));
  client = createTestEgressClient();
});
afterEach(async () => {
  await client.close();
  await Promise.all(rudeSinks.splice(0).map((rude) => rude.close()));
});
afterAll(() => sink.close());

async function startRude(options: TcpSinkOptions): Promise<string> {
  const rude = await startTcpSink(options);
  rudeSinks.push(rude);
  return rude.url;
}

/** Writes one piece every 20 ms without end. */
function drip(socket: Parameters<NonNullable<TcpSinkOptions["onRequest"]>>[0], piece: string): void {
  const timer = setInterval(() => socket.write(piece), 20);
  socket.on("close", () => clearInterval(timer));
}

describe("the deadline", () => {
  it("ends a request that is never answered, and its connection", async () => {
    sink.setRespond(() => ({ hang: true }));
    const result = expectFailure(await client.send(requestTo(sink.url, { timeoutMs: 1_000 })));
    expect(result).toMatchObject({ code: "TIMEOUT", message: "The endpoint did not answer within 1 s.", remoteAddress: "127.0.0.1" });
    expect(result.timings.totalMs).toBeGreaterThanOrEqual(990);
    await expect.poll(() => sink.openConnectionCount, PATIENT).toBe(0);
  });

  it("ends headers that drip", async () => {
    const url = await startRude({
      onRequest: (socket) => {
        socket.write("HTTP/1.1 200 OK\r\n");
        drip(socket, "x-drip: 1\r\n");
      },
    });
    const result = expectFailure(await client.send(requestTo(url, { timeoutMs: 1_000 })));
    expect(result).toMatchObject({ code: "TIMEOUT", message: "The endpoint did not answer within 1 s." });
  });

  it("ends informational answers without end", async () => {
    const url = await startRude({ onRequest: (socket) => drip(socket, "HTTP/1.1 102 Processing\r\n\r\n") });
    expect(expectFailure(await client.send(requestTo(url, { timeoutMs: 200 }))).code).toBe("TIMEOUT");
  });

  it("ends a body that drips: the answer's status stands", async () => {
    const url = await startRude({
      onRequest: (socket) => {
        socket.write("HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n");
        drip(socket, "x");
      },
    });
    const answer = expectAnswer(await client.send(requestTo(url, { timeoutMs: 1_000 })));
    expect(answer).toMatchObject({ statusCode: 200, body: expect.stringMatching(/^x+$/), cut: "deadline" });
  });

  it("ends a TLS handshake that gets no answer", async () => {
    const url = await startRude({});
    const result = expectFailure(await client.send(requestTo(url.replace("http:", "https:"), { timeoutMs: 200 })));
    expect(result).toMatchObject({ code: "TIMEOUT", message: "There was no connection to the endpoint within 0.2 s." });
  });

  it("counts the wait for a free connection, and what timed out while waiting is never sent", async () => {
    const narrow = createTestEgressClient({ connectionsPerOrigin: 1 });
    sink.setRespond((request) => (request.url === "/slow" ? { delayMs: 400 } : {}));
    const slow = narrow.send(requestTo(`${sink.url}/slow`));
    const waiting = expectFailure(await narrow.send(requestTo(`${sink.url}/waiting`, { timeoutMs: 100 })));
    expect(waiting.code).toBe("TIMEOUT");
    expectAnswer(await slow);
    expectAnswer(await narrow.send(requestTo(`${sink.url}/after`)));
    expect(sink.requests.map((request) => request.url)).toEqual(["/slow", "/after"]);
    expect(sink.connectionCount).toBeGreaterThan(0);
    await narrow.close();
  });

  it("leaves other requests to the same origin alone", async () => {
    sink.setRespond((request) => (request.url === "/hang" ? { hang: true } : {}));
    const end = new AbortController();
    const hanging = Array.from({ length: 10 }, () => client.send(requestTo(`${sink.url}/hang`, { signal: end.signal })));
    const others = await Promise.all(Array.from({ length: 50 }, () => client.send(requestTo(`${sink.url}/ok`))));
    for (const result of others) expectAnswer(result);
    // The requests stay open until now.
    end.abort();
    for (const result of await Promise.all(hanging)) expect(expectFailure(result).message).toContain("was stopped");
  });
});

describe("a signal", () => {
  it("stops a request under way", async () => {
    sink.setRespond(() => ({ hang: true }));
    const abort = new AbortController();
    const sending = client.send(requestTo(sink.url, { signal: abort.signal }));
    await sink.waitForRequests(1);
    abort.abort();
    expect(expectFailure(await sending)).toMatchObject({
      code: "INTERNAL_ERROR",
      message: "The request was stopped before it was answered.",
    });
    await expect.poll(() => sink.openConnectionCount, PATIENT).toBe(0);
  });

  it("that was given already sends nothing", async () => {
    expect(expectFailure(await client.send(requestTo(sink.url, { signal: AbortSignal.abort() }))).code).toBe("INTERNAL_ERROR");
    expectAnswer(await client.send(requestTo(`${sink.url}/next`)));
    expect(sink.requests.map((request) => request.url)).toEqual(["/next"]);
  });
});

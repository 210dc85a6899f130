import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { EgressClient } from "@/server/egress/egress-client";
import { createTestEgressClient, expectAnswer, expectFailure, requestTo } from "@/tests/support/egress";
import { findClosedPort, startTcpSink, type TcpSink, type TcpSinkOptions } from "@/tests/support/tcp-sink";

const OK = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

let client: EgressClient;
const sinks: TcpSink[] = [];
beforeEach(() => {
  client = createTestEgressClient();
});
afterEach(async () => {
  await client.close();
  await Promise.all(sinks.splice(0).map((sink) => sink.close()));
});

async function start(options: TcpSinkOptions): Promise<TcpSink> {
  const sink = await startTcpSink(options);
  sinks.push(sink);
  return sink;
}

/** Returns the number of requests that came in. */
function requestCount(sink: TcpSink): number {
  return sink.received.split("POST / HTTP/1.1").length - 1;
}

describe("a connection that cannot be made", () => {
  it("to a closed port fails with CONNECTION_ERROR, and says where", async () => {
    const port = await findClosedPort();
    const result = expectFailure(await client.send(requestTo(`http://127.0.0.1:${port}/`)));
    expect(result).toMatchObject({
      code: "CONNECTION_ERROR",
      message: `The connection to 127.0.0.1:${port} was refused: nothing accepts connections there.`,
      remoteAddress: "127.0.0.1",
    });
    expect(result.timings.connectMs).toBeGreaterThan(0);
  });

  it("fails for all who wait for it, and not for those who come when the endpoint is back", async () => {
    const closed = await start({ onRequest: (socket) => socket.write(OK) });
    await closed.close();
    const results = await Promise.all(Array.from({ length: 100 }, () => client.send(requestTo(closed.url))));
    for (const result of results) expect(expectFailure(result).code).toBe("CONNECTION_ERROR");
    const back = await start({ onRequest: (socket) => socket.write(OK) });
    expectAnswer(await client.send(requestTo(back.url)));
  });
});

describe("a new connection that is reset before an answer", () => {
  it.each([
    ["closed", (socket: { destroy(): void }) => socket.destroy()],
    ["reset", (socket: { resetAndDestroy(): void }) => socket.resetAndDestroy()],
  ])("fails with CONNECTION_ERROR when %s, and is not tried again", async (_, breakOff) => {
    const sink = await start({ onRequest: (socket) => breakOff(socket) });
    const result = expectFailure(await client.send(requestTo(sink.url)));
    expect(result).toMatchObject({ code: "CONNECTION_ERROR", message: "The endpoint closed the connection without an answer." });
    expect([sink.connectionCount, requestCount(sink)]).toEqual([1, 1]);
  });
});

describe("a reused connection", () => {
  beforeEach(async () => {
    await client.close();
    // With one connection, the second request has to reuse that of the first.
    client = createTestEgressClient({ connectionsPerOrigin: 1 });
  });

  it("that is reset before the first byte is tried once more at once, on a new one", async () => {
    const sink = await start({ onRequest: (socket, index) => (index === 1 ? socket.resetAndDestroy() : socket.write(OK)) });
    expectAnswer(await client.send(requestTo(sink.url)));
    const answer = expectAnswer(await client.send(requestTo(sink.url)));
    expect(answer.timings.connectMs).toBeGreaterThan(0);
    expect([sink.connectionCount, requestCount(sink)]).toEqual([2, 3]);
  });

  it("whose second try is reset too fails, after two tries", async () => {
    const sink = await start({ onRequest: (socket, index) => (index === 0 ? socket.write(OK) : socket.resetAndDestroy()) });
    expectAnswer(await client.send(requestTo(sink.url)));
    expect(expectFailure(await client.send(requestTo(sink.url))).code).toBe("CONNECTION_ERROR");
    expect(requestCount(sink)).toBe(3);
  });

  it("that breaks after the first byte is not tried again: the endpoint has the message", async () => {
    const sink = await start({ onRequest: (socket, index) => (index === 0 ? socket.write(OK) : socket.end("HTTP/1.1 2")) });
    expectAnswer(await client.send(requestTo(sink.url)));
    expect(expectFailure(await client.send(requestTo(sink.url))).code).toBe("CONNECTION_ERROR");
    expect(requestCount(sink)).toBe(2);
  });

  it("that the endpoint closed in the meantime costs nothing", async () => {
    const sink = await start({ onRequest: (socket) => socket.end(OK) });
    for (let count = 0; count < 5; count += 1) expectAnswer(await client.send(requestTo(sink.url)));
    expect(requestCount(sink)).toBe(5);
  });

  it("keeps to the one deadline over both tries", async () => {
    const sink = await start({
      onRequest: (socket, index) => {
        if (index === 0) socket.write(OK);
        if (index === 1) socket.resetAndDestroy();
      },
    });
    expectAnswer(await client.send(requestTo(sink.url)));
    const result = expectFailure(await client.send(requestTo(sink.url, { timeoutMs: 200 })));
    expect(result.code).toBe("TIMEOUT");
    expect(result.timings.totalMs).toBeLessThan(2_000);
  });
});

describe("a header", () => {
  it.each([
    ["a line break in its value", { "x-custom": "a\r\nx-injected: 1" }],
    ["a lone line feed in its value", { "x-custom": "a\nx-injected: 1" }],
    ["a lone carriage return in its value", { "x-custom": "a\rx-injected: 1" }],
    ["a NUL in its value", { "x-custom": "a\0b" }],
    ["a character beyond Latin-1 in its value", { "x-custom": "✓" }],
    ["a line break in its name", { "x-custom: a\r\nx-injected": "1" }],
    ["a space in its name", { "x custom": "1" }],
    ["no name", { "": "1" }],
    ["the name host", { Host: "internal" }],
    ["the name content-length", { "Content-Length": "0" }],
    ["the name transfer-encoding", { "transfer-encoding": "chunked" }],
    ["the name connection", { connection: "close" }],
    ["the name upgrade", { upgrade: "h2c" }],
    ["the name te", { TE: "trailers" }],
    ["the name proxy-authorization", { "proxy-authorization": "Basic eA==" }],
    ["the name expect", { expect: "100-continue" }],
  ])("with %s is refused, and nothing is sent", async (_, headers) => {
    const sink = await start({ onRequest: (socket) => socket.write(OK) });
    const result = expectFailure(await client.send(requestTo(sink.url, { headers: headers as Record<string, string> })));
    expect(result.code).toBe("INTERNAL_ERROR");
    expect(result.message).toMatch(/header/);
    expect(sink.connectionCount).toBe(0);
  });

  it("with a secret is not repeated in the message that refuses it", async () => {
    const result = expectFailure(await client.send(requestTo("http://127.0.0.1:1/", { headers: { "x-api-key": "s3cret\n" } })));
    expect(result.message).not.toContain("s3cret");
  });
});

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createEgressClient, type EgressClient } from "@/server/egress/egress-client";
import { type ConnectProxy, startConnectProxy } from "@/tests/support/connect-proxy";
import { createFakeResolver, expectAnswer, expectFailure, LOOPBACK_ALLOWED, PATIENT, requestTo } from "@/tests/support/egress";
import { readCertificate, startTcpSink, type TcpSink, type TcpSinkOptions } from "@/tests/support/tcp-sink";

const CHUNKED = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";

let client: EgressClient;
let proxy: ConnectProxy;
const sinks: TcpSink[] = [];
beforeEach(async () => {
  proxy = await startConnectProxy();
  const resolver = createFakeResolver({ "hooks.example.test": [["127.0.0.1"]] });
  const ca = readCertificate("ca.pem");
  client = createEgressClient({ policy: LOOPBACK_ALLOWED, resolver, ca, connectionsPerOrigin: 1, staticIpProxyUrl: proxy.url });
});
afterEach(async () => {
  await client.close();
  await Promise.all(sinks.splice(0).map((sink) => sink.close()));
  await proxy.close();
});

/** Starts a server that writes the piece again and again, as fast as it is taken. */
async function startFlood(head: string, piece: string, options: TcpSinkOptions = {}): Promise<TcpSink> {
  const sink = await startTcpSink({
    ...options,
    onRequest: (socket) => {
      const pump = () => {
        while (!socket.destroyed && socket.write(piece));
      };
      socket.write(head);
      socket.on("drain", pump);
      pump();
    },
  });
  sinks.push(sink);
  return sink;
}

const CUT_OFF = {
  code: "CONNECTION_ERROR",
  message: "The endpoint went on sending without coming to the end of its answer, and was cut off.",
};

const CUT_ANSWER = { statusCode: 200, cut: "too_long" };

describe("an endpoint that floods", () => {
  it.each([
    ["informational answers", "", "HTTP/1.1 102 Processing\r\n\r\n".repeat(2_000)],
    ["a status line", "HTTP/1.1 200 ", "a".repeat(65_536)],
    ["empty lines before its answer", "", "\r\n".repeat(32_768)],
  ])("with %s is cut off long before the deadline", async (_, head, piece) => {
    const sink = await startFlood(head, piece);
    const result = expectFailure(await client.send(requestTo(sink.url, { timeoutMs: 60_000 })));
    expect(result).toMatchObject(CUT_OFF);
    expect(result.timings.totalMs).toBeLessThan(20_000);
    await expect.poll(() => sink.openSockets.size, PATIENT).toBe(0);
  });

  it.each([
    ["a chunk's extension", `${CHUNKED}1;`, "a".repeat(65_536)],
    ["a chunk's length", CHUNKED, "0".repeat(65_536)],
    ["chunks of one byte with long extensions", CHUNKED, `1;${"a".repeat(65_536)}\r\nx\r\n`],
  ])("behind its head, with %s, is cut off too, and its status stands", async (_, head, piece) => {
    const sink = await startFlood(head, piece);
    const answer = expectAnswer(await client.send(requestTo(sink.url, { timeoutMs: 60_000 })));
    expect(answer).toMatchObject(CUT_ANSWER);
    expect(answer.timings.totalMs).toBeLessThan(20_000);
    await expect.poll(() => sink.openSockets.size, PATIENT).toBe(0);
  });

  it.each([
    ["over TLS", false],
    ["over TLS in a tunnel", true],
  ])("%s is cut off too", async (_, viaStaticIp) => {
    const sink = await startFlood(`${CHUNKED}1;`, "a".repeat(65_536), { certificate: "hooks" });
    const url = `https://hooks.example.test:${sink.port}/`;
    expect(expectAnswer(await client.send(requestTo(url, { viaStaticIp, timeoutMs: 60_000 })))).toMatchObject(CUT_ANSWER);
    await expect.poll(() => [sink.openSockets.size, proxy.openSockets.size], PATIENT).toEqual([0, 0]);
  });

  it("behind a tunnel through a secure proxy is cut off too", async () => {
    const secure = await startConnectProxy({ isSecure: true });
    const ca = readCertificate("ca.pem");
    const resolver = createFakeResolver({ "hooks.example.test": [["127.0.0.1"]] });
    const other = createEgressClient({ policy: LOOPBACK_ALLOWED, ca, resolver, staticIpProxyUrl: secure.url });
    for (const certificate of ["hooks", undefined] as const) {
      const sink = await startFlood(`${CHUNKED}1;`, "a".repeat(65_536), { certificate });
      const url = `${certificate ? "https" : "http"}://hooks.example.test:${sink.port}/`;
      const request = requestTo(url, { viaStaticIp: true, timeoutMs: 60_000 });
      expect(expectAnswer(await other.send(request))).toMatchObject(CUT_ANSWER);
    }
    await other.close();
    await secure.close();
  });

  it("is told from one that answers long but honestly, many times over one connection", async () => {
    const headers = `x-long: ${"h".repeat(1_000)}\r\n`.repeat(30);
    const body = "1;e\r\nx\r\n".repeat(60_000);
    const answer = `HTTP/1.1 200 OK\r\n${headers}transfer-encoding: chunked\r\n\r\n${body}0\r\n\r\n`;
    const sink = await startTcpSink({ onRequest: (socket) => socket.write(answer) });
    sinks.push(sink);
    for (let count = 0; count < 5; count += 1) {
      expect(expectAnswer(await client.send(requestTo(sink.url))).body).toHaveLength(60_000);
    }
    expect(sink.connectionCount).toBe(1);
  });
});

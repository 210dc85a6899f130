import type { Dispatcher } from "undici";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AnswerCut } from "@/domain/delivery/answer-cut";
import type { EgressResult } from "@/server/egress/egress-result";
import { Exchange } from "@/server/egress/exchange";
import { type ClauseStage, OK, setClauseStage, TWO } from "@/tests/support/clause-stage";
import { createTestEgressClient, expectAnswer, requestTo } from "@/tests/support/egress";
import { readCertificate } from "@/tests/support/tcp-sink";

// The clauses of docs/decisions/019-what-counts-as-delivered.md about a body that is cut.

const CHUNKED = `${OK}transfer-encoding: chunked\r\n\r\n`;

let stage: ClauseStage;
beforeEach(() => {
  stage = setClauseStage();
});
afterEach(() => stage.close());

describe("a complete head whose body is not", () => {
  const broken: [string, string, string][] = [
    ["breaks off inside a known length", `${OK}content-length: 9\r\n\r\nhalf`, "half"],
    ["never comes", `${OK}content-length: 9\r\n\r\n`, ""],
    ["breaks off inside a chunk", `${CHUNKED}9\r\nhalf`, "half"],
    ["has no last chunk", `${CHUNKED}4\r\nhalf\r\n`, "half"],
    ["has a last chunk without its end", `${CHUNKED}4\r\nhalf\r\n0\r\n`, "half"],
    ["has trailers that break off", `${CHUNKED}4\r\nhalf\r\n0\r\nx: `, "half"],
  ];
  it.each(broken)("because it %s is that answer, its body cut", async (_, bytes, body) => {
    const sink = await stage.startWith(bytes, { isClosing: true });
    expect(expectAnswer(await stage.sendTwo(sink))).toMatchObject({ statusCode: 200, body, cut: "broken_off" });
  });

  it.each(broken)("because it %s and the connection is reset is that answer, sent once", async (_, bytes) => {
    const sink = await stage.start({ onRequest: (socket) => socket.write(bytes, () => setImmediate(() => socket.resetAndDestroy())) });
    expect(expectAnswer(await stage.client.send(requestTo(sink.url)))).toMatchObject({ statusCode: 200, cut: "broken_off" });
    expect(sink.connectionCount).toBe(1);
  });

  it.each([
    ["a chunk that is none", `${CHUNKED}4\r\nhalf\r\nzz\r\n`, "half"],
    ["a chunk longer than it says", `${CHUNKED}4\r\nhalf and more\r\n0\r\n\r\n`, "half"],
    ["a chunk beyond counting", `${CHUNKED}ffffffffffffffffff\r\nok`, ""],
    ["chunks whose lines end with line feeds alone", `${CHUNKED}2\nok\n0\n\n`, ""],
    ["white space behind a chunk's size", `${CHUNKED}2 \r\nok\r\n0\r\n\r\n`, ""],
    ["more trailers than anyone reads", `${CHUNKED}4\r\nhalf\r\n0\r\n${"x: y\r\n".repeat(20_000)}\r\n`, "half"],
  ])("because it has %s is that answer, its body cut", async (_, bytes, body) => {
    const sink = await stage.startWith(bytes);
    expect(expectAnswer(await stage.sendTwo(sink))).toMatchObject({ statusCode: 200, body, cut: "broken_off" });
    expect(sink.connectionCount).toBe(2);
  });

  it("keeps the status that it has: a 5xx is still that 5xx", async () => {
    const sink = await stage.startWith("HTTP/1.1 503 Down\r\nretry-after: 7\r\ncontent-length: 9\r\n\r\nhalf", { isClosing: true });
    expect(expectAnswer(await stage.sendTwo(sink))).toMatchObject({
      statusCode: 503,
      headers: { "retry-after": "7" },
      body: "half",
      cut: "broken_off",
    });
  });

  it.each<[string, string, AnswerCut]>([
    ["is not complete at the deadline", `${OK}content-length: 9\r\n\r\nhalf`, "deadline"],
    ["is to end with a connection that stays open", `${OK}\r\nhalf`, "deadline"],
  ])("because it %s is that answer, its body cut", async (_, bytes, cut) => {
    const sink = await stage.startWith(bytes);
    expect(expectAnswer(await stage.sendTwo(sink, { timeoutMs: 300 }))).toMatchObject({ statusCode: 200, body: "half", cut });
  });

  it("because this process stops is that answer", async () => {
    const result = await new Promise<EgressResult>((resolve) => {
      const request = { path: "/", method: "POST" } as const;
      const exchange = new Exchange({ request, timeoutMs: 60_000, signal: undefined, retry: () => undefined, resolve });
      const controller = { abort: () => undefined } as unknown as Dispatcher.DispatchController;
      exchange.onRequestStart(controller);
      exchange.onResponseStart(controller, 200, {});
      exchange.onResponseData(controller, Buffer.from("half"));
      exchange.cancel();
    });
    expect(result).toMatchObject({ type: "answer", statusCode: 200, body: "half", cut: "stopped" });
  });

  it("because TLS ends without close_notify is that answer", async () => {
    const sink = await stage.start({
      certificate: "hooks",
      onRequest: (socket) => socket.write(`${OK}content-length: 9\r\n\r\nhalf`, () => setImmediate(() => socket.destroy())),
    });
    const secure = createTestEgressClient({
      ca: readCertificate("ca.pem"),
      resolver: { resolve: async () => ({ addresses: ["127.0.0.1"] }) },
    });
    const answer = expectAnswer(await secure.send(requestTo(`https://hooks.example.test:${sink.port}/`)));
    expect(answer).toMatchObject({ statusCode: 200, body: "half", cut: "broken_off" });
    await secure.close();
  });
});

describe("an answer before the request was read", () => {
  it("is that answer", async () => {
    const sink = await stage.start({ onConnection: (socket) => socket.end(`HTTP/1.1 413 Too Large\r\nconnection: close\r\n${TWO}`) });
    const result = await stage.client.send(requestTo(sink.url));
    expect(result).toMatchObject({ type: "answer", statusCode: 413 });
  });
});

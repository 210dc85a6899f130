import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ClauseStage, NEXT, OK, setClauseStage, TWO } from "@/tests/support/clause-stage";
import { expectAnswer, expectFailure, PATIENT, requestTo } from "@/tests/support/egress";

// The clauses of docs/decisions/019-what-counts-as-delivered.md, except those about a body that is cut.

const CHUNKED = `${OK}transfer-encoding: chunked\r\n\r\n`;

let stage: ClauseStage;
beforeEach(() => {
  stage = setClauseStage();
});
afterEach(() => stage.close());

describe("an answer that ends at its head", () => {
  it.each([
    ["204 with a length and a body", "HTTP/1.1 204 No Content\r\ncontent-length: 2\r\n\r\n{}", 204],
    ["204 with a length and no body", "HTTP/1.1 204 No Content\r\ncontent-length: 2\r\n\r\n", 204],
    ["204 with a length of 0", "HTTP/1.1 204 No Content\r\ncontent-length: 0\r\n\r\n", 204],
    ["204 with chunks", "HTTP/1.1 204 No Content\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", 204],
    ["204 with an invalid length that is repeated", "HTTP/1.1 204 No Content\r\ncontent-length: 2\r\ncontent-length: 2\r\n\r\n{}", 204],
    ["304 with a length", "HTTP/1.1 304 Not Modified\r\ncontent-length: 2\r\n\r\n", 304],
    ["304 with a length and a body", "HTTP/1.1 304 Not Modified\r\ncontent-length: 2\r\n\r\n{}", 304],
    [
      "204 with another answer behind it",
      "HTTP/1.1 204 No Content\r\ncontent-length: 34\r\n\r\nHTTP/1.1 500 x\r\ncontent-length: 0\r\n\r\n",
      204,
    ],
  ])("%s is that answer, and nothing behind it answers the next request", async (_, bytes, statusCode) => {
    const sink = await stage.startWith(bytes);
    expect(expectAnswer(await stage.sendTwo(sink))).toMatchObject({ statusCode, body: "", cut: null });
    expect(sink.connectionCount).toBe(2);
  });

  it.each(["{}", "HTTP/1.1 500 Stray\r\ncontent-length: 0\r\n\r\n"])(
    "204 without a length, and %j behind it, is that answer",
    async (stray) => {
      const sink = await stage.startWith(`HTTP/1.1 204 No Content\r\n\r\n${stray}`);
      expect(expectAnswer(await stage.sendTwo(sink))).toMatchObject({ statusCode: 204, body: "", cut: null });
      expect(sink.connectionCount).toBe(2);
    },
  );

  it.each([
    ["a length", "content-length: 2\r\n\r\n"],
    ["a length and a body", "content-length: 2\r\n\r\nok"],
    ["chunks and a body", "transfer-encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n"],
    ["a body alone", "\r\nok"],
  ])("of HEAD, with %s, is that answer", async (_, rest) => {
    const sink = await stage.startWith(`${OK}${rest}`);
    expect(expectAnswer(await stage.sendTwo(sink, { method: "HEAD", body: null }))).toMatchObject({ statusCode: 200, body: "", cut: null });
  });

  it("keeps its connection where it says nothing of a body", async () => {
    const sink = await stage.startWith("HTTP/1.1 204 No Content\r\n\r\n");
    expectAnswer(await stage.sendTwo(sink));
    expect(sink.connectionCount).toBe(1);
  });

  it("keeps what it says of a body in its headers", async () => {
    const sink = await stage.startWith("HTTP/1.1 204 No Content\r\nContent-Length: 2\r\n\r\n{}");
    expect(expectAnswer(await stage.sendTwo(sink)).headers).toEqual({ "content-length": "2" });
  });
});

describe("interim answers", () => {
  it.each([
    ["100 that nobody asked for", "HTTP/1.1 100 Continue\r\n\r\n"],
    ["102 and 103", "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n"],
    ["one that HTTP does not know", "HTTP/1.1 199 Something\r\n\r\n"],
    ["a thousand of them", "HTTP/1.1 100 Continue\r\n\r\n".repeat(1_000)],
    ["with a length, which they cannot have", "HTTP/1.1 103 Early Hints\r\ncontent-length: 2\r\n\r\n"],
  ])("%s stand before the answer and change nothing of it", async (_, interim) => {
    const sink = await stage.startWith(`${interim}HTTP/1.1 201 Created\r\n${TWO}`);
    const answer = expectAnswer(await stage.sendTwo(sink));
    expect(answer).toMatchObject({ statusCode: 201, headers: { "content-length": "2" }, body: "ok", cut: null });
    expect(sink.connectionCount).toBe(1);
  });

  it("that come apart from the answer, in pieces, change nothing", async () => {
    const bytes = `HTTP/1.1 100 Continue\r\n\r\n${OK}${TWO}`;
    const sink = await stage.start({
      onRequest: async (socket) => {
        socket.setNoDelay(true);
        for (const byte of bytes) await new Promise<void>((resolve) => socket.write(byte, () => setImmediate(resolve)));
      },
    });
    expect(expectAnswer(await stage.client.send(requestTo(sink.url)))).toMatchObject({ statusCode: 200, body: "ok", cut: null });
  });

  it("are no answer by themselves, and no reason to send again at once", async () => {
    const sink = await stage.start({
      onRequest: (socket, index) =>
        index === 0 ? socket.write(NEXT) : socket.write("HTTP/1.1 102 x\r\n\r\n", () => socket.resetAndDestroy()),
    });
    expectAnswer(await stage.client.send(requestTo(sink.url)));
    expect(expectFailure(await stage.client.send(requestTo(sink.url))).code).toBe("CONNECTION_ERROR");
    expect(sink.received.split("POST /").length - 1).toBe(2);
  });
});

describe("a head that a client must or may take", () => {
  it.each([
    ["a folded field", `${OK}x: a\r\n b\r\n${TWO}`, { x: "a b" }],
    ["white space before the first field", `${OK} x: a\r\n${TWO}`, {}],
    ["line feeds alone", "HTTP/1.1 200 OK\nx: a\ncontent-length: 2\n\nok", { x: "a" }],
    ["an empty line of a line feed alone", `${OK}content-length: 2\r\n\nok`, {}],
    ["white space before a colon", `${OK}x: a\r\ncontent-length : 2\r\n\r\nok`, { x: "a" }],
    ["more white space in its status line", `HTTP/1.1  200\tOK\r\n${TWO}`, {}],
    ["a higher minor version", `HTTP/1.2 200 OK\r\n${TWO}`, {}],
    ["a version in lower case", `http/1.1 200 OK\r\n${TWO}`, {}],
    ["a NUL in a value", `${OK}x: a\0b\r\n${TWO}`, { x: "a b" }],
    ["a lone carriage return in a value", `${OK}x: a\rb\r\n${TWO}`, { x: "a b" }],
    ["the same length twice", `${OK}content-length: 2\r\n${TWO}`, {}],
    ["the same length in a list", `${OK}content-length: 2, 2\r\n\r\nok`, {}],
    [
      "a length and chunks",
      `${OK}content-length: 9\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n`,
      { "transfer-encoding": "chunked" },
    ],
    ["a length and no coding called identity", `${OK}transfer-encoding: identity\r\n${TWO}`, {}],
    ["chunks told of twice", `${OK}transfer-encoding: chunked\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n`, {}],
    ["chunks in HTTP/1.0", "HTTP/1.0 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n", {}],
  ])("with %s is repaired, and its connection closed", async (_, bytes, headers) => {
    const sink = await stage.startWith(bytes);
    expect(expectAnswer(await stage.sendTwo(sink))).toMatchObject({ statusCode: 200, body: "ok", cut: null, headers });
    expect(sink.connectionCount).toBe(2);
  });

  it.each([
    ["empty lines before it", `\r\n\r\n\n${OK}${TWO}`],
    ["no reason", `HTTP/1.1 200\r\n${TWO}`],
    ["bytes beyond ASCII", `HTTP/1.1 200 gr\xfc\xdfe\r\nx: \xe4\r\n${TWO}`],
    ["chunk extensions", `${CHUNKED}1;a=b;c="d"\r\no\r\n1;e\r\nk\r\n0;f\r\n\r\n`],
    ["trailers", `${CHUNKED}2\r\nok\r\n0\r\nx: y\r\n\r\n`],
  ])("with %s is taken as it is, and its connection kept", async (_, bytes) => {
    const sink = await stage.startWith(bytes);
    expect(expectAnswer(await stage.sendTwo(sink))).toMatchObject({ statusCode: 200, body: "ok", cut: null });
    expect(sink.connectionCount).toBe(1);
  });

  it.each([
    ["HTTP/1.0", `HTTP/1.0 200 OK\r\n${TWO}`],
    ["no length", `${OK}\r\nok`],
    ["a transfer coding that nobody knows", `${OK}transfer-encoding: klingon\r\n\r\nok`],
  ])("with %s may end with its connection", async (_, bytes) => {
    const sink = await stage.startWith(bytes, { isClosing: true });
    const { statusCode } = expectAnswer(await stage.sendTwo(sink));
    expect(statusCode).toBe(200);
  });

  it.each([600, 999])("with the status %i is given with it", async (status) => {
    const sink = await stage.startWith(`HTTP/1.1 ${status} ?\r\n${TWO}`);
    expect(expectAnswer(await stage.sendTwo(sink)).statusCode).toBe(status);
  });

  it("with bytes behind its body is given, and they answer no other request", async () => {
    const sink = await stage.startWith(`${OK}content-length: 2\r\n\r\nokHTTP/1.1 500 Stray\r\ncontent-length: 0\r\n\r\n`);
    expect(expectAnswer(await stage.sendTwo(sink))).toMatchObject({ statusCode: 200, body: "ok", cut: null });
    expect(sink.connectionCount).toBe(2);
  });
});

describe("what is no answer", () => {
  it.each([
    ["is no HTTP", "SSH-2.0-OpenSSH_9.6\r\n\r\n"],
    ["is HTTP/0.9, a body alone", "hello\r\n\r\n"],
    ["speaks HTTP/2", "HTTP/2 200\r\n\r\n"],
    ["has two lengths that differ", `${OK}content-length: 1\r\n${TWO}`],
    ["has a length with a sign", `${OK}content-length: +2\r\n\r\nok`],
    ["has a length below zero", `${OK}content-length: -1\r\n\r\nok`],
    ["has a length that is no number", `${OK}content-length: two\r\n\r\nok`],
    ["has an empty length", `${OK}content-length:\r\n\r\nok`],
    ["has a length beyond counting", `${OK}content-length: 99999999999999999999999\r\n\r\nok`],
    ["has a line that is no field", `${OK}what\r\n${TWO}`],
    ["has a field without a name", `${OK}: a\r\n${TWO}`],
    ["has a name with a space in it", `${OK}x y: a\r\n${TWO}`],
    ["has a status below 100", `HTTP/1.1 000 OK\r\n${TWO}`],
    ["has a status of four digits", `HTTP/1.1 2000 OK\r\n${TWO}`],
    ["has a head without end", `${OK}${"x-long: 0123456789\r\n".repeat(5_000)}`],
    ["has a head that is too long", `${OK}${"x-long: 0123456789\r\n".repeat(2_500)}${TWO}`],
    [
      "switches to a protocol that nobody asked for",
      "HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n",
    ],
  ])("because it %s is tried again", async (_, bytes) => {
    const sink = await stage.startWith(bytes);
    const { code, message } = expectFailure(await stage.sendTwo(sink));
    expect(code).toBe("CONNECTION_ERROR");
    expect(message).toMatch(/not valid HTTP|too long/);
    await expect.poll(() => sink.openSockets.size, PATIENT).toBe(1);
  });

  it.each([
    ["its status line", "HTTP/1.1 2"],
    ["its fields", `${OK}content-le`],
    ["its empty line", `${OK}content-length: 2\r\n`],
  ])("because it breaks off inside %s is tried again", async (_, bytes) => {
    const sink = await stage.startWith(bytes, { isClosing: true });
    expect(expectFailure(await stage.sendTwo(sink))).toMatchObject({
      code: "CONNECTION_ERROR",
      message: "The endpoint began an answer that is not valid HTTP, or broke off before its head was complete.",
    });
  });
});

import * as zlib from "node:zlib";
import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ACCEPTED_ENCODINGS } from "@/server/egress/content-decoder";
import type { EgressClient } from "@/server/egress/egress-client";
import { createTestEgressClient, expectAnswer, requestTo } from "@/tests/support/egress";
import { type HttpSink, startHttpSink } from "@/tests/support/http-sink";
import { startTcpSink, type TcpSink } from "@/tests/support/tcp-sink";

const LIMIT = 64 * 1024;
const text = JSON.stringify({ message: "grüße ✓" });
/** A text that can only be packed to about half. */
const noise = Array.from({ length: 60_000 }, (_, index) => (index * 7919).toString(36)).join(" ");

let sink: HttpSink;
let client: EgressClient;
const rudeSinks: TcpSink[] = [];
beforeAll(async () => {
  sink = await startHttpSink();
});
beforeEach(() => {
  client = createTestEgressClient();
});
afterEach(async () => {
  await client.close();
  await Promise.all(rudeSinks.splice(0).map((rude) => rude.close()));
});
afterAll(() => sink.close());

async function answerWith(encoding: string, body: Buffer, headers: Record<string, string> = {}) {
  sink.setRespond(() => ({ status: 202, headers: { "content-encoding": encoding, ...headers }, body }));
  return expectAnswer(await client.send(requestTo(sink.url)));
}

/** Answers with these chunks, and then with the last chunk, the end of the connection, or nothing. */
async function answerInChunks(headers: string, chunks: readonly Buffer[], end: "whole" | "broken" | "open") {
  const framed = chunks.flatMap((chunk) => [Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from("\r\n")]);
  const head = Buffer.from(`HTTP/1.1 200 OK\r\n${headers}\r\n\r\n`);
  const bytes = Buffer.concat([head, ...framed, ...(end === "whole" ? [Buffer.from("0\r\n\r\n")] : [])]);
  const rude = await startTcpSink({ onRequest: (socket) => (end === "broken" ? socket.end(bytes) : socket.write(bytes)) });
  rudeSinks.push(rude);
  return expectAnswer(await client.send(requestTo(rude.url, { timeoutMs: 20_000 })));
}

/** Returns one frame of Zstandard with the text as it is (RFC 8878, section 3.1.1). */
function zstdFrame(content: string): Buffer {
  const bytes = Buffer.from(content);
  const blockHeader = Buffer.alloc(4);
  blockHeader.writeUInt32LE((bytes.length << 3) | 1);
  return Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x20, bytes.length]), blockHeader.subarray(0, 3), bytes]);
}

describe("a compressed answer", () => {
  it.each([
    ["gzip", gzipSync(text)],
    ["GZIP", gzipSync(text)],
    ["x-gzip", gzipSync(text)],
    ["gzip", Buffer.concat([gzipSync(text.slice(0, 5)), gzipSync(text.slice(5))])],
    ["deflate", deflateSync(text)],
    ["deflate", deflateRawSync(text)],
    ["deflate", deflateRawSync(text, { level: 0 })],
    ["br", brotliCompressSync(text)],
    ["identity", Buffer.from(text)],
    ["gzip, br", brotliCompressSync(gzipSync(text))],
    ["deflate,identity , GZIP", gzipSync(deflateRawSync(text))],
    ["br, gzip, deflate", deflateSync(gzipSync(brotliCompressSync(text)))],
  ])("with %s is readable", async (encoding, body) => {
    expect(await answerWith(encoding, body)).toMatchObject({ statusCode: 202, body: text, cut: null });
  });

  it("is read by its charset once it is unpacked", async () => {
    const answer = await answerWith("gzip", gzipSync(Buffer.from("grüße", "latin1")), { "content-type": "text/plain; charset=iso-8859-1" });
    expect(answer.body).toBe("grüße");
  });

  it("with zstd is readable where this Node has it, and asked for only there", async () => {
    const isThere = "createZstdDecompress" in zlib;
    const frame = zstdFrame(text);
    expect((await answerWith("zstd", frame)).body).toBe(
      isThere ? text : `[${frame.length} bytes, content-encoding zstd: not readable as text]`,
    );
    expect(ACCEPTED_ENCODINGS).toBe(isThere ? "gzip, deflate, br, zstd" : "gzip, deflate, br");
  });

  it("without a byte is an empty one", async () => {
    expect(await answerWith("gzip", Buffer.alloc(0))).toMatchObject({ body: "", cut: null });
  });

  it("is unpacked where the transfer was packed, too", async () => {
    expect(await answerInChunks("transfer-encoding: gzip, chunked", [gzipSync(text)], "whole")).toMatchObject({ body: text, cut: null });
  });

  it("that comes byte by byte is read as one that comes at once", async () => {
    const chunks = [...deflateRawSync(gzipSync(text))].map((byte) => Buffer.from([byte]));
    const answer = await answerInChunks("content-encoding: gzip, deflate\r\ntransfer-encoding: chunked", chunks, "whole");
    expect(answer).toMatchObject({ body: text, cut: null });
  });
});

describe("the 64 KiB of a compressed answer", () => {
  it("count what is unpacked: just as much is whole, a byte more is cut", async () => {
    expect(await answerWith("gzip", gzipSync("x".repeat(LIMIT)))).toMatchObject({ body: "x".repeat(LIMIT), cut: null });
    expect(await answerWith("gzip", gzipSync("x".repeat(LIMIT + 1)))).toMatchObject({ body: "x".repeat(LIMIT), cut: "too_long" });
  });

  it("may take more bytes than that when they are packed", async () => {
    const body = gzipSync(noise.slice(0, LIMIT), { level: 0 });
    expect(body.length).toBeGreaterThan(LIMIT);
    expect(await answerWith("gzip", body)).toMatchObject({ body: noise.slice(0, LIMIT), cut: null });
  });

  it.each([
    ["gzip", gzipSync(noise)],
    ["br", brotliCompressSync(noise, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })],
  ])("are filled from a long one in %s", async (encoding, body) => {
    expect(body.length).toBeGreaterThan(LIMIT);
    expect(await answerWith(encoding, body)).toMatchObject({ body: noise.slice(0, LIMIT), cut: "too_long" });
  });

  it("end one that never ends as soon as they are full", async () => {
    const packed = gzipSync(noise.slice(0, LIMIT + 1), { level: 0, finishFlush: constants.Z_SYNC_FLUSH });
    const answer = await answerInChunks("content-encoding: gzip\r\ntransfer-encoding: chunked", [packed], "open");
    expect(answer).toMatchObject({ body: noise.slice(0, LIMIT), cut: "too_long" });
  });

  it.each([
    ["gzip", gzipSync(Buffer.alloc(50 * 1024 * 1024))],
    ["br", brotliCompressSync(Buffer.alloc(50 * 1024 * 1024))],
    ["gzip, gzip", gzipSync(gzipSync(Buffer.alloc(50 * 1024 * 1024)))],
    ["deflate, gzip, br", brotliCompressSync(gzipSync(deflateSync(Buffer.alloc(50 * 1024 * 1024))))],
  ])("are all that is unpacked of a bomb in %s", async (encoding, body) => {
    const { body: unpacked, cut } = await answerWith(encoding, body);
    expect(Buffer.byteLength(unpacked)).toBeLessThanOrEqual(LIMIT);
    expect(cut).toBe("too_long");
  });

  it("are not waited for where one coding's output is another's padding without end", async () => {
    // The padding is an empty stored block that is not the last one (RFC 1951, section 3.2.4), over and over. It unpacks to nothing.
    const padding = Buffer.alloc(50 * 1024 * 1024, Buffer.from([0x00, 0x00, 0x00, 0xff, 0xff]));
    const answer = await answerWith("deflate, gzip", gzipSync(padding));
    expect(answer.cut).toBe("too_long");
  });
});

describe("a compressed answer that is not whole", () => {
  it("is shown as far as it came", async () => {
    const packed = gzipSync(noise.slice(0, 4_000));
    const half = packed.subarray(0, packed.length / 2);
    for (const headers of ["content-encoding: gzip", "content-encoding: br, gzip"]) {
      const bytes = headers.includes("br") ? gzipSync(brotliCompressSync(noise.slice(0, 4_000))).subarray(0, half.length) : half;
      const answer = await answerInChunks(`${headers}\r\ntransfer-encoding: chunked`, [bytes], "broken");
      expect(answer.cut).toBe("broken_off");
    }
    const answer = await answerInChunks("content-encoding: gzip\r\ntransfer-encoding: chunked", [half], "broken");
    expect(answer.body.length).toBeGreaterThan(1_000);
    expect(noise.startsWith(answer.body)).toBe(true);
  });

  it("though its framing is, is said to be cut", async () => {
    const packed = gzipSync(noise.slice(0, 4_000));
    const answer = await answerWith("gzip", packed.subarray(0, packed.length - 9));
    expect(answer.cut).toBe("broken_off");
    expect(noise.startsWith(answer.body)).toBe(true);
    expect(answer.body.length).toBeGreaterThan(1_000);
  });

  it.each([
    ["gzip", Buffer.from("not gzip at all")],
    ["deflate", Buffer.from("not deflate")],
    ["compress", Buffer.from([0x1f, 0x9d, 0x90])],
    ["gzip, klingon", gzipSync("ab")],
    ["gzip, br", Buffer.from("ab")],
    ["gzip, gzip, gzip, gzip", gzipSync("ab")],
    ["__proto__", Buffer.from("ab")],
    ["constructor", Buffer.from("ab")],
  ])("because %s cannot be unpacked says so, and its status still counts", async (encoding, body) => {
    const answer = await answerWith(encoding, body);
    expect(answer).toMatchObject({ statusCode: 202, body: `[${body.length} bytes, content-encoding ${encoding}: not readable as text]` });
  });
});

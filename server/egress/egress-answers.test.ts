import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { EgressClient } from "@/server/egress/egress-client";
import { createTestEgressClient, expectAnswer, PATIENT, requestTo } from "@/tests/support/egress";
import { type HttpSink, startHttpSink } from "@/tests/support/http-sink";
import { startTcpSink, type TcpSink, type TcpSinkOptions } from "@/tests/support/tcp-sink";

const LIMIT = 64 * 1024;

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

describe("a request", () => {
  it("arrives with its method, path, query, headers and the exact bytes of its body", async () => {
    const body = '{"title":"Überraschung ✓ 🎉","n":1.0}';
    const headers = { "content-type": "application/json", "webhook-id": "msg_1", "X-Mixed-Case": "a  b\tc" };
    await client.send(requestTo(`${sink.url}/a%20b/ü?x=1&y=%2F`, { method: "PUT", headers, body }));
    expect(sink.requests[0]).toMatchObject({ method: "PUT", url: "/a%20b/%C3%BC?x=1&y=%2F", rawBody: body });
    expect(sink.requests[0]?.headers).toMatchObject({
      "webhook-id": "msg_1",
      "x-mixed-case": "a  b\tc",
      "content-length": String(Buffer.byteLength(body)),
    });
  });

  it.each(["GET", "HEAD", "OPTIONS"] as const)("with %s and no body sends neither a body nor a length", async (method) => {
    expectAnswer(await client.send(requestTo(sink.url, { method, headers: {}, body: null })));
    expect(sink.requests[0]).toMatchObject({ method, rawBody: "" });
    expect(sink.requests[0]?.headers).not.toHaveProperty("content-length");
    expect(sink.requests[0]?.headers).not.toHaveProperty("transfer-encoding");
  });

  it.each(["POST", "PUT", "PATCH", "DELETE"] as const)("with %s carries its body", async (method) => {
    expectAnswer(await client.send(requestTo(sink.url, { method, body: '{"a":1}' })));
    expect(sink.requests[0]).toMatchObject({ method, rawBody: '{"a":1}' });
  });
});

describe("an answer", () => {
  it("is given with its status, its headers in lower case, repeated ones joined, and its body", async () => {
    const headers = { "X-Trace": "abc", "set-cookie": ["a=1", "b=2"], "content-type": "text/plain" };
    sink.setRespond(() => ({ status: 418, headers, body: "grüße" }));
    const answer = expectAnswer(await client.send(requestTo(sink.url)));
    expect(answer).toMatchObject({ statusCode: 418, body: "grüße", cut: null, remoteAddress: "127.0.0.1" });
    expect(answer.headers).toMatchObject({ "x-trace": "abc", "set-cookie": "a=1, b=2" });
  });

  it("may have headers named like what every object has", async () => {
    const head = "HTTP/1.1 200 OK\r\n__proto__: a\r\n__proto__: b\r\nconstructor: c\r\nconstructor: d\r\ntostring: e\r\ncontent-length: 2";
    const url = await startRude({ onRequest: (socket) => socket.write(`${head}\r\n\r\nok`) });
    const { headers } = expectAnswer(await client.send(requestTo(url)));
    expect(JSON.stringify(headers)).toBe('{"__proto__":"a, b","constructor":"c, d","tostring":"e","content-length":"2"}');
  });

  it.each([301, 302, 303, 307, 308])("with the redirect %i is given as it is, and the redirect is not followed", async (status) => {
    const other = await startHttpSink();
    sink.setRespond(() => ({ status, headers: { location: `${other.url}/elsewhere` }, body: "" }));
    const answer = expectAnswer(await client.send(requestTo(sink.url)));
    expect(answer).toMatchObject({ statusCode: status, headers: { location: `${other.url}/elsewhere` } });
    expect(sink.requests).toHaveLength(1);
    expect(other.requests).toHaveLength(0);
    await other.close();
  });

  it("that begins with informational answers is the final one", async () => {
    const url = await startRude({
      onRequest: (socket) =>
        socket.write("HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\nHTTP/1.1 201 Created\r\ncontent-length: 2\r\n\r\nok"),
    });
    expect(expectAnswer(await client.send(requestTo(url)))).toMatchObject({
      statusCode: 201,
      body: "ok",
      headers: { "content-length": "2" },
    });
  });

  it("whose body ends with the connection is complete", async () => {
    const url = await startRude({ onRequest: (socket) => socket.end("HTTP/1.1 200 OK\r\n\r\nuntil the end") });
    expect(expectAnswer(await client.send(requestTo(url))).body).toBe("until the end");
  });

  it("has NUL and bytes that are no UTF-8 replaced, so that PostgreSQL can keep it", async () => {
    sink.setRespond(() => ({ body: Buffer.from([0x61, 0x00, 0x62, 0xff, 0x63]) }));
    expect(expectAnswer(await client.send(requestTo(sink.url))).body).toBe("a\uFFFDb\uFFFDc");
  });

  it("of exactly 64 KiB is whole, and one byte more is cut and said to be", async () => {
    sink.setRespond(() => ({ body: "x".repeat(LIMIT) }));
    const whole = expectAnswer(await client.send(requestTo(sink.url)));
    expect([whole.body.length, whole.cut]).toEqual([LIMIT, null]);
    sink.setRespond(() => ({ body: "x".repeat(LIMIT + 1) }));
    const cut = expectAnswer(await client.send(requestTo(sink.url)));
    expect([cut.body.length, cut.cut]).toEqual([LIMIT, "too_long"]);
  });

  it("is cut between characters, never inside one", async () => {
    sink.setRespond(() => ({ body: `x${"✓".repeat(LIMIT / 2)}` }));
    const { body, cut } = expectAnswer(await client.send(requestTo(sink.url)));
    expect(cut).toBe("too_long");
    expect(body).toBe(`x${"✓".repeat(Math.floor((LIMIT - 1) / 3))}`);
  });

  it("of binary content stays within 64 KiB of text although each replacement is longer than its byte", async () => {
    sink.setRespond(() => ({ body: Buffer.alloc(LIMIT, 0xff) }));
    const { body, cut } = expectAnswer(await client.send(requestTo(sink.url)));
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(LIMIT);
    expect(cut).toBe("too_long");
  });

  it("that comes byte by byte is read as one that comes at once", async () => {
    const text = "grüße ✓ ".repeat(9_000);
    const chunks = [...Buffer.from(text)].map((byte) => Buffer.concat([Buffer.from("1\r\n"), Buffer.from([byte]), Buffer.from("\r\n")]));
    const head = Buffer.from("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n");
    const url = await startRude({ onRequest: (socket) => socket.write(Buffer.concat([head, ...chunks, Buffer.from("0\r\n\r\n")])) });
    const { body, cut } = expectAnswer(await client.send(requestTo(url)));
    expect(cut).toBe("too_long");
    expect(text.startsWith(body)).toBe(true);
    expect(LIMIT - Buffer.byteLength(body)).toBeLessThan(4);
  });

  it("without end is cut, and its connection closed", async () => {
    const chunk = `4000\r\n${"x".repeat(0x4000)}\r\n`;
    let open = 0;
    const url = await startRude({
      onRequest: (socket) => {
        open += 1;
        socket.write("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n");
        const pump = () => {
          while (!socket.destroyed && socket.write(chunk));
        };
        socket.on("drain", pump);
        socket.on("close", () => {
          open -= 1;
        });
        pump();
      },
    });
    const answer = expectAnswer(await client.send(requestTo(url)));
    expect([answer.body.length, answer.cut]).toEqual([LIMIT, "too_long"]);
    await expect.poll(() => open, PATIENT).toBe(0);
  });
});

describe("timings", () => {
  it("name the phases of a new connection, and leave them out on a reused one", async () => {
    const first = expectAnswer(await client.send(requestTo(sink.url)));
    expect(first.timings.connectMs).toBeGreaterThan(0);
    expect(first.timings).not.toHaveProperty("tlsMs");
    expect(first.timings).not.toHaveProperty("dnsMs");
    await expect.poll(async () => expectAnswer(await client.send(requestTo(sink.url))).timings, PATIENT).not.toHaveProperty("connectMs");
  });

  it("measure the endpoint's own time as the time to the first byte, within the total", async () => {
    sink.setRespond(() => ({ delayMs: 80 }));
    const { timings } = expectAnswer(await client.send(requestTo(sink.url)));
    expect(timings.firstByteMs).toBeGreaterThanOrEqual(75);
    expect(timings.totalMs).toBeGreaterThanOrEqual(timings.firstByteMs ?? 0);
  });
});

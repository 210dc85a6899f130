import { describe, expect, it } from "vitest";
import { createTestEgressClient, expectAnswer, PATIENT, requestTo } from "@/tests/support/egress";
import { startTcpSink } from "@/tests/support/tcp-sink";

const OK = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

/** Makes a source of numbers in [0, 1) that are the same in every run (a linear congruential generator). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

describe("the guarded client in a storm of resets, hangs, broken and endless answers", () => {
  it("gives every request exactly one result in time, works as ever when it is over, and leaves no connection behind", async () => {
    const random = createRandom(42);
    let isCalm = false;
    const sink = await startTcpSink({
      onConnection: (socket) => {
        if (!isCalm && random() < 0.05) socket.resetAndDestroy();
      },
      onRequest: (socket) => {
        const kind = isCalm ? 11 : Math.floor(random() * 12);
        if (kind === 0) socket.resetAndDestroy();
        else if (kind === 1) socket.end(OK);
        else if (kind === 2) socket.write(OK, () => socket.resetAndDestroy());
        else if (kind === 3) socket.write("HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\nhalf", () => socket.destroy());
        else if (kind === 4) socket.write(`HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n11170\r\n${"x".repeat(0x11170)}\r\n`);
        else if (kind === 5) socket.write("garbage\r\n\r\n");
        else if (kind === 6) setTimeout(() => socket.write(OK), 20);
        else if (kind !== 7) socket.write(OK);
      },
    });
    const client = createTestEgressClient({
      connectionsPerOrigin: 8,
      idleTimeoutMs: 30,
      maxIdleConnections: 4,
      resolver: { resolve: async () => ({ addresses: ["127.0.0.1"] }) },
    });
    const counts = { answer: 0, failure: 0 };
    const codes = new Set<string>();
    let sent = 0;
    const sendSome = async () => {
      while (sent < 600) {
        sent += 1;
        const timeoutMs = 1_000 + Math.floor(random() * 500);
        const host = `host-${sent % 5}.example.test`;
        const result = await client.send(requestTo(`http://${host}:${sink.port}/`, { timeoutMs }));
        counts[result.type] += 1;
        if (result.type === "failure") codes.add(result.code);
        // Timers run late when the machine is busy, but never by seconds.
        expect(result.timings.totalMs).toBeLessThan(timeoutMs + 5_000);
      }
    };
    await Promise.all(Array.from({ length: 80 }, sendSome));
    expect(counts.answer + counts.failure).toBe(600);
    expect(counts.answer).toBeGreaterThan(0);
    expect([...codes].sort()).toEqual(["CONNECTION_ERROR", "TIMEOUT"]);

    isCalm = true;
    const calm = await Promise.all(
      Array.from({ length: 200 }, (_, index) => client.send(requestTo(`http://host-${index % 5}.example.test:${sink.port}/`))),
    );
    for (const result of calm) expectAnswer(result);
    await client.close();
    await expect.poll(() => sink.openSockets.size, PATIENT).toBe(0);
    await sink.close();
  });
});

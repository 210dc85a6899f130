import { Socket } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { ConnectError } from "@/server/egress/connect-error";
import { type Connection, type DialLimits, withCode } from "@/server/egress/connection";
import { createDirectDial } from "@/server/egress/direct-dial";
import { interleaveFamilies, type RaceInput, raceAddresses } from "@/server/egress/race-addresses";
import { openBlackHole } from "@/tests/support/black-hole";
import { PATIENT } from "@/tests/support/egress";
import { startTcpSink, type TcpSink, type TcpSinkOptions } from "@/tests/support/tcp-sink";

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  vi.useRealTimers();
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function startSink(options?: TcpSinkOptions): Promise<TcpSink> {
  const sink = await startTcpSink(options);
  cleanUps.push(() => sink.close());
  return sink;
}

async function openHole(host: string): Promise<number> {
  const hole = await openBlackHole(host);
  cleanUps.push(() => hole.close());
  return hole.port;
}

const dialDirectly = createDirectDial();

/** Dials each address at a port of its own. */
function dialPorts(ports: Record<string, number>, protocol = "http:"): RaceInput["dial"] {
  return (address, limits) => {
    const port = String(ports[address]);
    return dialDirectly({ address, name: "hooks.example.test", hostname: "hooks.example.test", protocol, port }, limits);
  };
}

const refused = (address: string, code = "ECONNREFUSED") =>
  new ConnectError("CONNECTION_ERROR", `${address} failed.`, { timings: { connectMs: 1 }, remoteAddress: address, cause: withCode(code) });

/** Returns the number of this process's sockets that wait for their connection. */
const countConnecting = () => process.getActiveResourcesInfo().filter((kind) => kind.endsWith("ConnectWrap")).length;

const name = "hooks.example.test";

describe("raceAddresses", () => {
  it.each([
    ["127.0.0.1", "::1"],
    ["::1", "127.0.0.1"],
  ])("reaches the other family where nothing comes back from %s, long before a connection is given up", async (dead, live) => {
    const sink = await startSink({ host: live });
    const dial = dialPorts({ [dead]: await openHole(dead), [live]: sink.port });
    const connectingBefore = countConnecting();
    const startedAt = performance.now();
    const connection = await raceAddresses({ name, addresses: [dead, live], dial, timeoutMs: 10_000 });
    const tookMs = performance.now() - startedAt;
    expect(connection.remoteAddress).toBe(live);
    expect(tookMs).toBeLessThan(3_000);
    // The winner's time includes the delay.
    expect(connection.timings.connectMs).toBeGreaterThan(240);
    expect(connection.timings.connectMs).toBeLessThanOrEqual(tookMs + 1);
    await expect.poll(countConnecting, PATIENT).toBe(connectingBefore);
    connection.socket.destroy();
    await expect.poll(() => [sink.connectionCount, sink.openSockets.size], PATIENT).toEqual([1, 0]);
  });

  it("goes to the next address at once where one refuses", async () => {
    const sink = await startSink();
    const closed = await startTcpSink({ host: "::1" });
    await closed.close();
    const startedAt = performance.now();
    const dial = dialPorts({ "::1": closed.port, "127.0.0.1": sink.port });
    const connection = await raceAddresses({ name, addresses: ["::1", "127.0.0.1"], dial, timeoutMs: 60_000 });
    expect(connection.remoteAddress).toBe("127.0.0.1");
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    connection.socket.destroy();
  });

  it("asks nobody else where the first address connects", async () => {
    const tried: string[] = [];
    const dial = async (address: string) => {
      tried.push(address);
      return { socket: new Socket(), remoteAddress: address, timings: {} };
    };
    await raceAddresses({ name, addresses: ["127.0.0.1", "127.0.0.2"], dial, timeoutMs: 10_000 });
    expect(tried).toEqual(["127.0.0.1"]);
  });

  it.each([
    ["a quarter of a second where nothing has come back", false, 250],
    ["two seconds where its handshake is under way", true, 2_000],
  ])("asks the next address after %s", async (_, isReached, delayMs) => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
    const tried: string[] = [];
    const dial = (address: string, { onReached }: DialLimits) => {
      tried.push(address);
      if (isReached) onReached?.();
      return new Promise<Connection>(() => undefined);
    };
    const canceller = new AbortController();
    const { signal } = canceller;
    const race = raceAddresses({ name, addresses: ["127.0.0.1", "127.0.0.2"], dial, timeoutMs: 10_000, signal });
    vi.advanceTimersByTime(delayMs - 1);
    expect(tried).toEqual(["127.0.0.1"]);
    vi.advanceTimersByTime(1);
    expect(tried).toEqual(["127.0.0.1", "127.0.0.2"]);
    canceller.abort();
    await expect(race).rejects.toThrow();
  });

  it("closes every connection but the first, also one that stands in the same moment", async () => {
    const sink = await startSink({ host: "0.0.0.0" });
    const sockets: Socket[] = [];
    let letGo = () => {};
    const allTried = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const addresses = ["127.0.0.1", "127.0.0.2", "127.0.0.3"];
    const connection = await raceAddresses({
      name,
      addresses,
      timeoutMs: 60_000,
      dial: async (address, limits) => {
        const made = await dialPorts({ [address]: sink.port })(address, { timeoutMs: limits.timeoutMs });
        sockets.push(made.socket);
        if (sockets.length === addresses.length) letGo();
        await allTried;
        return made;
      },
    });
    await expect.poll(() => sockets.map((socket) => socket.destroyed).sort(), PATIENT).toEqual([false, true, true]);
    expect(connection.socket.destroyed).toBe(false);
    await expect.poll(() => sink.openSockets.size, PATIENT).toBe(1);
    connection.socket.destroy();
  });

  it("goes on to the next address where a handshake is broken off, and to none where it fails for good", async () => {
    const broken = await startSink({ onConnection: (socket) => socket.resetAndDestroy() });
    const expired = await startSink({ certificate: "expired", host: "127.0.0.2" });
    const dial = dialPorts({ "127.0.0.1": broken.port, "127.0.0.2": expired.port, "127.0.0.3": expired.port }, "https:");
    const race = raceAddresses({ name, addresses: ["127.0.0.1", "127.0.0.2", "127.0.0.3"], dial, timeoutMs: 10_000 });
    await expect(race).rejects.toMatchObject({ failureCode: "TLS_ERROR", remoteAddress: "127.0.0.2" });
  });

  it("gives up all that is under way when it is given up itself", async () => {
    const dial = dialPorts({ "127.0.0.1": await openHole("127.0.0.1") });
    const before = countConnecting();
    const canceller = new AbortController();
    const race = raceAddresses({ name, addresses: ["127.0.0.1"], dial, timeoutMs: 60_000, signal: canceller.signal });
    await expect.poll(countConnecting, PATIENT).toBe(before + 1);
    canceller.abort();
    await expect(race).rejects.toMatchObject({ code: "ECONNABORTED" });
    await expect.poll(countConnecting, PATIENT).toBe(before);
  });

  it("gives up in time where nothing comes back from any address", async () => {
    const dial = dialPorts({ "127.0.0.1": await openHole("127.0.0.1"), "::1": await openHole("::1") });
    const race = raceAddresses({ name, addresses: ["127.0.0.1", "::1"], dial, timeoutMs: 400 });
    await expect(race).rejects.toMatchObject({
      failureCode: "CONNECTION_ERROR",
      message: expect.stringContaining("got no answer in time"),
    });
  });

  it("tells of the address that was reached rather than of a network that cannot be reached from here", async () => {
    for (const addresses of [
      ["192.0.2.1", "2001:db8::1"],
      ["2001:db8::1", "192.0.2.1"],
    ]) {
      const dial = (address: string) => Promise.reject(refused(address, address.includes(":") ? "ENETUNREACH" : "ECONNREFUSED"));
      await expect(raceAddresses({ name, addresses, dial, timeoutMs: 1_000 })).rejects.toThrow("192.0.2.1 failed.");
    }
  });

  it("tries an address that comes late when all others have failed, and fails when none comes", async () => {
    const sink = await startSink({ host: "::1" });
    const dial: RaceInput["dial"] = (address, limits) =>
      address === "::1" ? dialPorts({ "::1": sink.port })(address, limits) : Promise.reject(refused(address));
    const late = (addresses: string[]) => new Promise<string[]>((resolve) => setImmediate(resolve, addresses));
    const connection = await raceAddresses({ name, addresses: ["127.0.0.1"], later: late(["::1"]), dial, timeoutMs: 10_000 });
    expect(connection.remoteAddress).toBe("::1");
    connection.socket.destroy();
    await expect(raceAddresses({ name, addresses: ["127.0.0.1"], later: late([]), dial, timeoutMs: 10_000 })).rejects.toThrow("failed.");
  });

  it("does not wait for late addresses beyond its time", async () => {
    const dial = (address: string) => Promise.reject(refused(address));
    const later = new Promise<never>(() => undefined);
    await expect(raceAddresses({ name, addresses: ["127.0.0.1"], later, dial, timeoutMs: 50 })).rejects.toThrow("127.0.0.1 failed.");
  });

  it("drops what is under way when an address that comes late may not be reached", async () => {
    const dial = dialPorts({ "127.0.0.1": await openHole("127.0.0.1") });
    const before = countConnecting();
    let refuse = (_: Error) => {};
    const later = new Promise<string[]>((_, reject) => {
      refuse = reject;
    });
    const race = raceAddresses({ name, addresses: ["127.0.0.1"], later, dial, timeoutMs: 60_000 });
    await expect.poll(countConnecting, PATIENT).toBe(before + 1);
    refuse(new ConnectError("BLOCKED_ADDRESS", "No.", { timings: {} }));
    await expect(race).rejects.toMatchObject({ failureCode: "BLOCKED_ADDRESS" });
    await expect.poll(countConnecting, PATIENT).toBe(before);
  });
});

describe("interleaveFamilies", () => {
  it.each([
    [
      ["v4-a", "v4-b", "::a", "::b"],
      ["v4-a", "::a", "v4-b", "::b"],
    ],
    [
      ["::a", "::b", "::c", "v4-a"],
      ["::a", "v4-a", "::b", "::c"],
    ],
    [
      ["v4-a", "v4-b"],
      ["v4-a", "v4-b"],
    ],
    [[], []],
  ])("makes %j into %j", (addresses, order) => {
    expect(interleaveFamilies(addresses)).toEqual(order);
  });
});

import { afterEach, describe, expect, it } from "vitest";
import { ConnectError } from "@/server/egress/connect-error";
import { createDirectDial } from "@/server/egress/direct-dial";
import { createGuardedConnector } from "@/server/egress/guarded-connector";
import { createAddressVetting } from "@/server/egress/vet-address";
import { createFakeResolver, LOOPBACK_ALLOWED, PATIENT } from "@/tests/support/egress";
import { startTcpSink, type TcpSink } from "@/tests/support/tcp-sink";

const vet = createAddressVetting(LOOPBACK_ALLOWED);
const dial = createDirectDial();

const sinks: TcpSink[] = [];
afterEach(async () => {
  await Promise.all(sinks.splice(0).map((sink) => sink.close()));
});

async function start(): Promise<TcpSink> {
  const sink = await startTcpSink();
  sinks.push(sink);
  return sink;
}

describe("createGuardedConnector", () => {
  it("gives up a look-up that hangs", async () => {
    const connect = createGuardedConnector({ vet, dial, resolver: { resolve: () => new Promise(() => undefined) }, dnsTimeoutMs: 50 });
    await expect(connect({ hostname: "hang.example.test", protocol: "http:", port: "80" })).rejects.toMatchObject({
      failureCode: "DNS_ERROR",
      message: "hang.example.test could not be resolved: the name servers did not answer in time.",
    });
  });

  it("gives up a handshake that hangs, and closes its socket", async () => {
    const sink = await start();
    const connect = createGuardedConnector({ vet, dial, resolver: createFakeResolver({}), connectTimeoutMs: 100 });
    await expect(connect({ hostname: "127.0.0.1", protocol: "https:", port: String(sink.port) })).rejects.toMatchObject({
      failureCode: "TLS_ERROR",
      message: "No secure connection to 127.0.0.1 could be made: the handshake was not finished in time.",
      remoteAddress: "127.0.0.1",
    });
    await expect.poll(() => sink.openSockets.size, PATIENT).toBe(0);
  });

  it("vets again for each connection, and connects to no address that it was not given", async () => {
    const sink = await start();
    const resolver = createFakeResolver({ "rebind.example.test": [["127.0.0.1"], ["127.0.0.1", "192.168.1.1"], ["127.0.0.1"]] });
    const connect = createGuardedConnector({ vet, dial, resolver });
    const target = { hostname: "rebind.example.test", protocol: "http:", port: String(sink.port) };
    (await connect(target)).socket.destroy();
    await expect(connect(target)).rejects.toMatchObject({ failureCode: "BLOCKED_ADDRESS" });
    (await connect(target)).socket.destroy();
    expect(resolver.lookUps).toHaveLength(3);
    await expect.poll(() => sink.connectionCount, PATIENT).toBe(2);
  });

  it("knocks at no more than eight of a name's addresses", async () => {
    const tried: string[] = [];
    const addresses = Array.from({ length: 1_000 }, (_, index) => `127.1.${Math.floor(index / 250)}.${index % 250}`);
    const connect = createGuardedConnector({
      vet,
      resolver: createFakeResolver({ "many.example.test": [addresses] }),
      dial: async ({ address }) => {
        tried.push(address);
        throw new ConnectError("CONNECTION_ERROR", "No.", { timings: {} });
      },
    });
    await expect(connect({ hostname: "many.example.test", protocol: "http:", port: "80" })).rejects.toThrow("No.");
    expect(tried).toEqual(addresses.slice(0, 8));
  });

  it("refuses a name of whose many addresses the last may not be reached", async () => {
    const resolver = createFakeResolver({ "many.example.test": [[...new Array<string>(99).fill("127.0.0.1"), "10.0.0.1"]] });
    const connect = createGuardedConnector({ vet, dial, resolver });
    const target = { hostname: "many.example.test", protocol: "http:", port: "80" };
    await expect(connect(target)).rejects.toMatchObject({ failureCode: "BLOCKED_ADDRESS" });
  });

  it("never asks the resolver about a literal address", async () => {
    const sink = await start();
    const resolver = createFakeResolver({});
    const connect = createGuardedConnector({ vet, dial, resolver });
    const connection = await connect({ hostname: "127.0.0.1", protocol: "http:", port: String(sink.port) });
    expect(connection).toMatchObject({ remoteAddress: "127.0.0.1" });
    expect(connection.timings).not.toHaveProperty("dnsMs");
    expect(resolver.lookUps).toEqual([]);
    connection.socket.destroy();
  });
});

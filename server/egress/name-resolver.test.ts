import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { createNameResolver } from "@/server/egress/name-resolver";
import { type DnsAnswer, type DnsServer, startDnsServer } from "@/tests/support/dns-server";

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

async function start(zone: Record<string, DnsAnswer>): Promise<DnsServer> {
  const server = await startDnsServer((name) => zone[name.toLowerCase()]);
  cleanUps.push(() => server.close());
  return server;
}

/** Nothing of the machine's own settings counts, but for what is given. */
const BARE = { hostsFile: "/does/not/exist", resolvConf: "/does/not/exist", hostname: "here" };

function createResolver(server: DnsServer, options: Parameters<typeof createNameResolver>[0] = {}) {
  return createNameResolver({ ...BARE, servers: [server.address], queryTimeoutMs: 100, ...options });
}

describe("createNameResolver", () => {
  it("gives every IPv4 and IPv6 address of a name", async () => {
    const server = await start({ "both.example.test": { a: ["192.0.2.1", "192.0.2.2"], aaaa: ["2001:db8:0:0:0:0:0:1"] } });
    expect(await createResolver(server).resolve("both.example.test")).toEqual({ addresses: ["192.0.2.1", "192.0.2.2", "2001:db8::1"] });
  });

  it("gives the addresses of one family when the other has none or fails", async () => {
    const server = await startDnsServer((_, type) => (type === "A" ? { a: ["192.0.2.1"] } : { rcode: 2 }));
    cleanUps.push(() => server.close());
    expect(await createResolver(server).resolve("v4.example.test")).toEqual({ addresses: ["192.0.2.1"] });
  });

  it.each([
    ["ENOTFOUND", "that does not exist", undefined],
    ["ENODATA", "without address records", {}],
    ["ESERVFAIL", "whose server fails", { rcode: 2 }],
    ["EREFUSED", "whose server refuses", { rcode: 5 }],
    ["ETIMEOUT", "whose server is silent", { isSilent: true }],
  ])("rejects with %s for a name %s", async (code, _, answer) => {
    const server = await startDnsServer(() => answer);
    cleanUps.push(() => server.close());
    await expect(createResolver(server).resolve("x.example.test")).rejects.toMatchObject({ code });
  });

  it("answers others while the servers are silent about many names", async () => {
    const server = await startDnsServer((name) => (name.startsWith("dead") ? { isSilent: true } : { a: ["192.0.2.1"] }));
    cleanUps.push(() => server.close());
    const resolver = createResolver(server, { queryTimeoutMs: 3_000 });
    let failures = 0;
    for (let index = 0; index < 50; index++) resolver.resolve(`dead-${index}.example.test`).catch(() => failures++);
    expect(await resolver.resolve("live.example.test")).toEqual({ addresses: ["192.0.2.1"] });
    expect(failures).toBe(0);
  });

  it("asks for one name once at a time, and again when its time to live is over", async () => {
    let now = 1_000_000;
    const server = await start({ "a.example.test": { a: ["192.0.2.1"], ttlSeconds: 20 } });
    const resolver = createResolver(server, { nowMs: () => now });
    await Promise.all([resolver.resolve("a.example.test"), resolver.resolve("A.Example.Test"), resolver.resolve("a.example.test")]);
    now += 19_000;
    await resolver.resolve("a.example.test");
    expect(server.questions).toEqual(["A a.example.test", "AAAA a.example.test"]);
    now += 2_000;
    await resolver.resolve("a.example.test");
    expect(server.questions).toHaveLength(4);
  });

  it("asks again after half a minute, however long the time to live", async () => {
    let now = 1_000_000;
    const server = await start({ "a.example.test": { a: ["192.0.2.1"], ttlSeconds: 86_400 } });
    const resolver = createResolver(server, { nowMs: () => now });
    await resolver.resolve("a.example.test");
    now += 30_001;
    await resolver.resolve("a.example.test");
    expect(server.questions).toHaveLength(4);
  });

  it("remembers a failure for two seconds, so that a dead name is not asked for by every delivery", async () => {
    let now = 1_000_000;
    const server = await start({});
    const resolver = createResolver(server, { nowMs: () => now });
    for (let count = 0; count < 5; count += 1) await expect(resolver.resolve("x.example.test")).rejects.toThrow();
    expect(server.questions).toHaveLength(2);
    now += 2_001;
    await expect(resolver.resolve("x.example.test")).rejects.toThrow();
    expect(server.questions).toHaveLength(4);
  });

  it("takes the hosts file first", async () => {
    const folder = mkdtempSync(join(tmpdir(), "postern-hosts-"));
    cleanUps.push(() => rmSync(folder, { recursive: true }));
    const hostsFile = join(folder, "hosts");
    writeFileSync(
      hostsFile,
      "# comment\n127.0.0.1 localhost\n\n10.1.2.3\tReceiver receiver.internal # neighbour\nfd00::5 receiver\nnonsense line\n",
    );
    const server = await start({});
    const resolver = createResolver(server, { hostsFile });
    expect(await resolver.resolve("receiver")).toEqual({ addresses: ["10.1.2.3", "fd00::5"] });
    expect(await resolver.resolve("RECEIVER.internal")).toEqual({ addresses: ["10.1.2.3"] });
    expect(server.questions).toEqual([]);
  });

  it("knows localhost and the names under it without asking", async () => {
    const server = await start({});
    const resolver = createResolver(server);
    expect(await resolver.resolve("localhost")).toEqual({ addresses: ["127.0.0.1", "::1"] });
    expect(await resolver.resolve("App.LocalHost")).toEqual({ addresses: ["127.0.0.1", "::1"] });
    expect(server.questions).toEqual([]);
  });
});

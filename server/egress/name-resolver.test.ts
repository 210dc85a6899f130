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

/** Settings that ignore those of the machine; the given ones count. */
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

/** Returns an answer, and the function with which the test gives it. */
function holdAnswer(): { answer: Promise<DnsAnswer>; give(answer: DnsAnswer): void } {
  let give = (_: DnsAnswer) => {};
  const answer = new Promise<DnsAnswer>((resolve) => {
    give = resolve;
  });
  return { answer, give };
}

async function startByType(byType: Record<"A" | "AAAA", () => DnsAnswer | Promise<DnsAnswer> | undefined>): Promise<DnsServer> {
  const server = await startDnsServer((_, type) => byType[type]());
  cleanUps.push(() => server.close());
  return server;
}

describe("a name whose one family is not told", () => {
  it.each([
    ["AAAA", { A: () => ({ a: ["192.0.2.1"] }), AAAA: () => ({ isSilent: true }) }, "192.0.2.1"],
    ["A", { A: () => ({ isSilent: true }), AAAA: () => ({ aaaa: ["2001:db8:0:0:0:0:0:1"] }) }, "2001:db8::1"],
  ])("is known without %s, long before the name server is given up", async (_, byType, address) => {
    const resolver = createResolver(await startByType(byType), { queryTimeoutMs: 3_000 });
    const startedAt = performance.now();
    const { addresses, later } = await resolver.resolve("x.example.test");
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    expect(addresses).toEqual([address]);
    expect(later).toBeInstanceOf(Promise);
  });

  it("gives at once what it has to whoever asks while the rest is awaited, without another question", async () => {
    const server = await startByType({ A: () => ({ a: ["192.0.2.1"] }), AAAA: () => ({ isSilent: true }) });
    const resolver = createResolver(server, { queryTimeoutMs: 3_000 });
    await resolver.resolve("x.example.test");
    expect(await resolver.resolve("x.example.test")).toMatchObject({ addresses: ["192.0.2.1"], later: expect.any(Promise) });
    expect(server.questions).toHaveLength(2);
  });

  it("gives what comes late to whoever waits for it, and to whoever asks then, however short its time to live", async () => {
    let now = 1_000_000;
    const held = holdAnswer();
    const server = await startByType({ A: () => ({ a: ["192.0.2.1"], ttlSeconds: 0 }), AAAA: () => held.answer });
    const resolver = createResolver(server, { nowMs: () => now, queryTimeoutMs: 3_000 });
    const { later } = await resolver.resolve("x.example.test");
    now += 2_500;
    held.give({ aaaa: ["fd00:0:0:0:0:0:0:1"], ttlSeconds: 0 });
    expect(await later).toEqual(["fd00::1"]);
    expect(await resolver.resolve("x.example.test")).toEqual({ addresses: ["192.0.2.1", "fd00::1"] });
    expect(server.questions).toHaveLength(2);
    now += 1_001;
    await resolver.resolve("x.example.test");
    expect(server.questions).toHaveLength(4);
  });

  it.each([
    ["fails", () => ({ rcode: 2 })],
    ["is silent", () => ({ isSilent: true })],
  ])("is asked for again two seconds after its server %s, whatever the other family's time to live", async (_, aaaa) => {
    let now = 1_000_000;
    const server = await startByType({ A: () => ({ a: ["192.0.2.1"], ttlSeconds: 300 }), AAAA: aaaa });
    const resolver = createResolver(server, { nowMs: () => now });
    const { later } = await resolver.resolve("x.example.test");
    expect((await later) ?? []).toEqual([]);
    const questionCount = server.questions.length;
    now += 1_999;
    expect(await resolver.resolve("x.example.test")).toEqual({ addresses: ["192.0.2.1"] });
    expect(server.questions).toHaveLength(questionCount);
    now += 2;
    await resolver.resolve("x.example.test");
    expect(server.questions.length).toBeGreaterThan(questionCount);
  });

  it("stays known for its time to live where the other family is known not to be there", async () => {
    let now = 1_000_000;
    const server = await startByType({ A: () => ({ a: ["192.0.2.1"], ttlSeconds: 20 }), AAAA: () => undefined });
    const resolver = createResolver(server, { nowMs: () => now });
    expect(await resolver.resolve("x.example.test")).toEqual({ addresses: ["192.0.2.1"] });
    now += 19_000;
    await resolver.resolve("x.example.test");
    expect(server.questions).toHaveLength(2);
  });
});

describe("a short name", () => {
  function writeConf(text: string): string {
    const folder = mkdtempSync(join(tmpdir(), "postern-resolv-"));
    cleanUps.push(() => rmSync(folder, { recursive: true }));
    const resolvConf = join(folder, "resolv.conf");
    writeFileSync(resolvConf, text);
    return resolvConf;
  }

  const KUBERNETES = "search shop.svc.test svc.test\noptions ndots:5\n";

  it("is looked for in the search list, in its order, up to the first that has addresses", async () => {
    const server = await start({ "receiver.svc.test": { a: ["10.0.0.5"] }, receiver: { a: ["10.0.0.6"] } });
    const resolver = createResolver(server, { resolvConf: writeConf(KUBERNETES) });
    expect(await resolver.resolve("Receiver")).toEqual({ addresses: ["10.0.0.5"] });
    const names = server.questions.map((question) => question.split(" ")[1]);
    expect([...new Set(names)]).toEqual(["receiver.shop.svc.test", "receiver.svc.test"]);
    await resolver.resolve("receiver");
    expect(server.questions).toHaveLength(names.length);
  });

  it("with a dot at its end stands for itself alone", async () => {
    const server = await start({ "receiver.shop.svc.test": { a: ["10.0.0.5"] } });
    const resolver = createResolver(server, { resolvConf: writeConf(KUBERNETES) });
    await expect(resolver.resolve("receiver.")).rejects.toMatchObject({ code: "ENOTFOUND" });
    expect(await resolver.resolve("receiver")).toEqual({ addresses: ["10.0.0.5"] });
    expect(server.questions.slice(0, 2)).toEqual(["A receiver", "AAAA receiver"]);
  });

  it("that is nowhere is said not to exist", async () => {
    const server = await start({});
    const resolver = createResolver(server, { resolvConf: writeConf(KUBERNETES) });
    await expect(resolver.resolve("receiver")).rejects.toMatchObject({ code: "ENOTFOUND" });
    expect(new Set(server.questions)).toContain("A receiver");
  });

  it("is found although a domain before has no address for it, or its server fails", async () => {
    const server = await start({ "r.empty.test": {}, "r.broken.test": { rcode: 2 }, "r.good.test": { a: ["10.0.0.5"] } });
    const resolver = createResolver(server, { resolvConf: writeConf("search empty.test broken.test good.test") });
    expect(await resolver.resolve("r")).toEqual({ addresses: ["10.0.0.5"] });
  });

  it("is found although the name server never answers AAAA", async () => {
    const server = await startDnsServer((name, type) => {
      if (type === "AAAA") return { isSilent: true };
      return name === "receiver.svc.test" ? { a: ["10.0.0.5"] } : undefined;
    });
    cleanUps.push(() => server.close());
    const resolver = createResolver(server, { resolvConf: writeConf(KUBERNETES), queryTimeoutMs: 3_000 });
    const startedAt = performance.now();
    expect(await resolver.resolve("receiver")).toMatchObject({ addresses: ["10.0.0.5"] });
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });

  it("is not looked for further where a server is silent: what it would have said is not known", async () => {
    const server = await start({ "r.silent.test": { isSilent: true }, "r.good.test": { a: ["10.0.0.5"] } });
    const resolver = createResolver(server, { resolvConf: writeConf("search silent.test good.test") });
    await expect(resolver.resolve("r")).rejects.toMatchObject({ code: "ETIMEOUT" });
  });

  it("is not confused with a whole name, whose failing server sends nothing to the domains of the list", async () => {
    const server = await start({ "hooks.example.test": { rcode: 2 }, "hooks.example.test.corp.test": { a: ["10.0.0.5"] } });
    const resolver = createResolver(server, { resolvConf: writeConf("search corp.test") });
    await expect(resolver.resolve("hooks.example.test")).rejects.toMatchObject({ code: "ESERVFAIL" });
    expect(await resolver.resolve("hooks.example.test.corp.test")).toEqual({ addresses: ["10.0.0.5"] });
  });

  it("is looked for in the new list once the file has changed", async () => {
    let now = 1_000_000;
    const server = await start({ "r.old.test": { a: ["10.0.0.5"] }, "r.other.test": { a: ["10.0.0.6"] } });
    const resolvConf = writeConf("search old.test");
    const resolver = createResolver(server, { resolvConf, nowMs: () => now });
    expect(await resolver.resolve("r")).toEqual({ addresses: ["10.0.0.5"] });
    writeFileSync(resolvConf, "search other.test");
    now += 5_001;
    expect(await resolver.resolve("r")).toEqual({ addresses: ["10.0.0.6"] });
  });
});

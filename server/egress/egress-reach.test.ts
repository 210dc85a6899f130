import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { createEgressClient, type EgressClient } from "@/server/egress/egress-client";
import { createNameResolver, type Resolution } from "@/server/egress/name-resolver";
import { openBlackHole } from "@/tests/support/black-hole";
import { startConnectProxy } from "@/tests/support/connect-proxy";
import { type DnsAnswer, type DnsServer, startDnsServer } from "@/tests/support/dns-server";
import { expectAnswer, expectFailure, PATIENT, requestTo } from "@/tests/support/egress";
import { type HttpSink, startHttpSink } from "@/tests/support/http-sink";
import { readCertificate, startTcpSink } from "@/tests/support/tcp-sink";

const OK = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";
const BOTH_LOOPBACKS = { isHttpsRequired: false, allowedPrivateNetworks: ["127.0.0.0/8", "::1/128"] };
const IPV6_LOOPBACK = "0:0:0:0:0:0:0:1";

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function startNames(...[answer]: Parameters<typeof startDnsServer>): Promise<DnsServer> {
  const server = await startDnsServer(answer);
  cleanUps.push(() => server.close());
  return server;
}

async function startSink(): Promise<HttpSink> {
  const sink = await startHttpSink();
  cleanUps.push(() => sink.close());
  return sink;
}

/** Returns settings that ignore those of the machine. */
function bareSettings({ address }: DnsServer) {
  return { servers: [address], hostsFile: "/does/not/exist", resolvConf: "/does/not/exist", hostname: "here", queryTimeoutMs: 4_000 };
}

/** Returns the number of this process's sockets that wait for their connection. */
const countConnecting = () => process.getActiveResourcesInfo().filter((kind) => kind.endsWith("ConnectWrap")).length;

/** Makes a client whose names come from this server alone. `conf` is its resolv.conf. */
function createClient(
  names: DnsServer,
  { conf = "", ...options }: { conf?: string; ca?: string; staticIpProxyUrl?: string } = {},
): EgressClient {
  const folder = mkdtempSync(join(tmpdir(), "postern-reach-"));
  cleanUps.push(() => rmSync(folder, { recursive: true }));
  const resolvConf = join(folder, "resolv.conf");
  writeFileSync(resolvConf, conf);
  const resolver = createNameResolver({ ...bareSettings(names), resolvConf });
  const client = createEgressClient({ policy: BOTH_LOOPBACKS, resolver, ...options });
  cleanUps.push(() => client.close());
  return client;
}

/** Returns a promise, and the function with which the test resolves it. */
function hold<T>(): { held: Promise<T>; letGo(value: T): void } {
  let letGo = (_: T) => {};
  const held = new Promise<T>((resolve) => {
    letGo = resolve;
  });
  return { held, letGo };
}

describe("a name server that does not answer for one family", () => {
  it.each([
    ["AAAA", { a: ["127.0.0.1"] }, "127.0.0.1"],
    ["A", { aaaa: [IPV6_LOOPBACK] }, "::1"],
  ])("costs no request more than a moment where it is %s", async (silent, records, address) => {
    const names = await startNames((_, type) => (type === silent ? { isSilent: true } : records));
    const sink = await startTcpSink({ host: address, onRequest: (socket) => socket.write(OK) });
    cleanUps.push(() => sink.close());
    const client = createClient(names);
    const answer = expectAnswer(await client.send(requestTo(`http://hooks.example.test:${sink.port}/`)));
    expect(answer.remoteAddress).toBe(address);
    expect(answer.timings.dnsMs).toBeLessThan(1_500);
    expect(answer.timings.totalMs).toBeLessThan(3_000);
  });

  it("is told as the cause where it answers for none", async () => {
    const names = await startNames((_, type) => (type === "AAAA" ? { rcode: 2 } : undefined));
    const result = expectFailure(await createClient(names).send(requestTo("http://hooks.example.test/")));
    expect(result).toMatchObject({
      code: "DNS_ERROR",
      message: "hooks.example.test could not be resolved: the name server failed.",
    });
  });

  it("is waited for no longer than the request's own deadline", async () => {
    const names = await startNames(() => ({ isSilent: true }));
    const result = expectFailure(await createClient(names).send(requestTo("http://hooks.example.test/", { timeoutMs: 200 })));
    expect(result).toMatchObject({ code: "TIMEOUT" });
  });
});

describe("an address that is told late and may not be reached", () => {
  const REFUSED = { code: "BLOCKED_ADDRESS", message: "hooks.example.test leads to a private address, which deliveries may not reach." };

  /** Makes a client for a name that also has the private address. The server gives that one when the test says so. */
  async function createLateClient() {
    const { held, letGo } = hold<DnsAnswer>();
    const names = await startNames((_, type) => (type === "A" ? { a: ["127.0.0.1"] } : held));
    const inner = createNameResolver(bareSettings(names));
    let later: Resolution["later"];
    const resolve = async (name: string) => {
      const resolution = await inner.resolve(name);
      later ??= resolution.later;
      return resolution;
    };
    const client = createEgressClient({ policy: BOTH_LOOPBACKS, resolver: { resolve } });
    cleanUps.push(() => client.close());
    const tellPrivateAddress = async () => {
      letGo({ aaaa: ["fd00:0:0:0:0:0:0:1"] });
      expect(await later).toEqual(["fd00::1"]);
      // Everything that waits for it has been told after one turn of the event loop.
      await new Promise(setImmediate);
    };
    return { client, tellPrivateAddress };
  }

  it("refuses the request whose connection is not made yet", async () => {
    const hole = await openBlackHole("127.0.0.1");
    cleanUps.push(() => hole.close());
    const connectingBefore = countConnecting();
    const { client, tellPrivateAddress } = await createLateClient();
    const url = `http://hooks.example.test:${hole.port}/`;
    const sent = client.send(requestTo(url, { timeoutMs: 60_000 }));
    await expect.poll(countConnecting, PATIENT).toBe(connectingBefore + 1);
    await tellPrivateAddress();
    expect(expectFailure(await sent)).toMatchObject(REFUSED);
    expect(expectFailure(await client.send(requestTo(url)))).toMatchObject(REFUSED);
    await expect.poll(countConnecting, PATIENT).toBe(connectingBefore);
  });

  it("ends nothing that was sent before, and lets nothing be sent afterwards, on the same connection or another", async () => {
    const { held: mayAnswer, letGo: answer } = hold<void>();
    const sink = await startHttpSink({ respond: () => mayAnswer.then(() => ({})) });
    cleanUps.push(() => sink.close());
    const { client, tellPrivateAddress } = await createLateClient();
    const url = `http://hooks.example.test:${sink.port}/`;
    const first = client.send(requestTo(url, { timeoutMs: 60_000 }));
    await sink.waitForRequests(1);
    await tellPrivateAddress();
    expect(expectFailure(await client.send(requestTo(url)))).toMatchObject(REFUSED);
    answer();
    expectAnswer(await first);
    expect(expectFailure(await client.send(requestTo(url)))).toMatchObject(REFUSED);
    expect(sink.requests).toHaveLength(1);
    await expect.poll(() => sink.openConnectionCount, PATIENT).toBe(0);
  });

  it("closes the connection that has nothing to do, long before it would close by itself", async () => {
    const sink = await startTcpSink({ onRequest: (socket) => socket.write(OK.replace("\r\n\r\n", "\r\nkeep-alive: timeout=30\r\n\r\n")) });
    cleanUps.push(() => sink.close());
    const { client, tellPrivateAddress } = await createLateClient();
    const url = `http://hooks.example.test:${sink.port}/`;
    expectAnswer(await client.send(requestTo(url)));
    expect(sink.openSockets.size).toBe(1);
    await tellPrivateAddress();
    await expect.poll(() => sink.openSockets.size, { timeout: 15_000 }).toBe(0);
    expect(expectFailure(await client.send(requestTo(url)))).toMatchObject(REFUSED);
    expect(sink.connectionCount).toBe(1);
  });
});

describe("an address where nothing answers", () => {
  it("costs a quarter of a second, and the one that answers is recorded", async () => {
    const hole = await openBlackHole("127.0.0.1");
    cleanUps.push(() => hole.close());
    const connectingBefore = countConnecting();
    const sink = await startTcpSink({ host: "::1", port: hole.port, onRequest: (socket) => socket.write(OK) });
    cleanUps.push(() => sink.close());
    const names = await startNames(() => ({ a: ["127.0.0.1"], aaaa: [IPV6_LOOPBACK] }));
    const client = createClient(names);
    const answer = expectAnswer(await client.send(requestTo(`http://hooks.example.test:${sink.port}/`)));
    expect(answer.remoteAddress).toBe("::1");
    expect(answer.timings.connectMs).toBeGreaterThan(240);
    expect(answer.timings.totalMs).toBeLessThan(3_000);
    await expect.poll(countConnecting, PATIENT).toBe(connectingBefore);
  });

  it("costs no more behind the proxy for static IP addresses, whose lost tunnels are closed", async () => {
    const sink = await startSink();
    const proxy = await startConnectProxy({
      answer: (authority) => (authority.startsWith("[") ? "tunnel" : "hang"),
      routes: { [`[::1]:${sink.port}`]: `127.0.0.1:${sink.port}` },
    });
    cleanUps.push(() => proxy.close());
    const names = await startNames(() => ({ a: ["127.0.0.1"], aaaa: [IPV6_LOOPBACK] }));
    const client = createClient(names, { staticIpProxyUrl: proxy.url });
    const answer = expectAnswer(await client.send(requestTo(`http://hooks.example.test:${sink.port}/`, { viaStaticIp: true })));
    expect(answer.remoteAddress).toBe("::1");
    expect(answer.timings.totalMs).toBeLessThan(3_000);
    expect(proxy.asked.map(({ authority }) => authority)).toEqual([`127.0.0.1:${sink.port}`, `[::1]:${sink.port}`]);
    await expect.poll(() => proxy.openSockets.size, PATIENT).toBe(1);
  });
});

describe("a short name", () => {
  const conf = "search shop.svc.test example.test\noptions ndots:5\n";

  it("is reached by the search list, with the name that the URL has in the host header", async () => {
    const sink = await startSink();
    const names = await startNames((name) => (name === "receiver.shop.svc.test" ? { a: ["127.0.0.1"] } : undefined));
    expectAnswer(await createClient(names, { conf }).send(requestTo(`http://receiver:${sink.port}/hook`)));
    expect(sink.requests[0]?.headers.host).toBe(`receiver:${sink.port}`);
  });

  it("is asked for in TLS, and of the certificate, as the URL has it", async () => {
    const serverNames: string[] = [];
    const SNICallback = (name: string, done: (error: null) => void) => {
      serverNames.push(name);
      done(null);
    };
    const sink = await startTcpSink({ certificate: "hooks", tls: { SNICallback } });
    cleanUps.push(() => sink.close());
    const names = await startNames((name) => (name === "hooks.example.test" ? { a: ["127.0.0.1"] } : undefined));
    const client = createClient(names, { conf, ca: readCertificate("ca.pem") });
    const result = expectFailure(await client.send(requestTo(`https://hooks:${sink.port}/`)));
    expect(result.message).toBe("No secure connection to hooks could be made: its certificate is for another name.");
    expect(serverNames).toEqual(["hooks"]);
  });

  it("that leads to an address that may not be reached is refused", async () => {
    const names = await startNames((name) => (name === "receiver.shop.svc.test" ? { a: ["10.0.0.1"] } : undefined));
    const result = expectFailure(await createClient(names, { conf }).send(requestTo("http://receiver/hook")));
    expect(result).toMatchObject({
      code: "BLOCKED_ADDRESS",
      message: "receiver leads to a private address, which deliveries may not reach.",
    });
  });

  it("with a dot at its end is not looked for in the list", async () => {
    const names = await startNames((name) => (name === "receiver.shop.svc.test" ? { a: ["127.0.0.1"] } : undefined));
    const result = expectFailure(await createClient(names, { conf }).send(requestTo("http://receiver./hook")));
    expect(result).toMatchObject({ code: "DNS_ERROR", message: "receiver could not be resolved: there is no such name." });
  });
});

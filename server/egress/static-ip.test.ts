import { afterEach, describe, expect, it } from "vitest";
import { createEgressClient, type EgressClient, type EgressClientOptions } from "@/server/egress/egress-client";
import { type ConnectProxy, type ConnectProxyOptions, startConnectProxy } from "@/tests/support/connect-proxy";
import { createFakeResolver, expectAnswer, expectFailure, LOOPBACK_ALLOWED, PATIENT, PUBLIC_ONLY, requestTo } from "@/tests/support/egress";
import { type HttpSink, startHttpSink } from "@/tests/support/http-sink";
import { readCertificate, startTcpSink, type TcpSink, type TcpSinkOptions } from "@/tests/support/tcp-sink";

const OK = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";
/** Addresses that only the test's proxy can reach, by its routes. */
const PUBLIC = "93.184.215.14";
const PUBLIC_TOO = "2606:2800:21f:cb07:6820:80da:af6b:8b2c";

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function startProxy(options?: ConnectProxyOptions): Promise<ConnectProxy> {
  const proxy = await startConnectProxy(options);
  cleanUps.push(() => proxy.close());
  return proxy;
}

async function startSink(): Promise<HttpSink> {
  const sink = await startHttpSink();
  cleanUps.push(() => sink.close());
  return sink;
}

async function startTls(options: TcpSinkOptions): Promise<TcpSink> {
  const sink = await startTcpSink({ onRequest: (socket) => socket.write(OK), ...options });
  cleanUps.push(() => sink.close());
  return sink;
}

/** Makes a client that may reach no private address, not even the proxy's own. */
function createClient(staticIpProxyUrl: string, options: Partial<EgressClientOptions> = {}): EgressClient {
  const client = createEgressClient({ policy: PUBLIC_ONLY, staticIpProxyUrl, ca: readCertificate("ca.pem"), ...options });
  cleanUps.push(() => client.close());
  return client;
}

const viaStaticIp = true;

describe("a request by the static IP", () => {
  it("goes through a tunnel to the vetted address, asked for by address, and keeps the name in its host header", async () => {
    const sink = await startSink();
    const proxy = await startProxy({ routes: { [`${PUBLIC}:80`]: `127.0.0.1:${sink.port}` } });
    const client = createClient(proxy.url, { resolver: createFakeResolver({ "hooks.example.test": [[PUBLIC]] }) });
    const answer = expectAnswer(await client.send(requestTo("http://hooks.example.test/a?b=c", { viaStaticIp })));
    expect(answer).toMatchObject({ statusCode: 200, body: "ok", remoteAddress: PUBLIC });
    expect(proxy.asked).toMatchObject([{ authority: `${PUBLIC}:80`, headers: { host: `${PUBLIC}:80` } }]);
    expect(proxy.asked[0]?.headers).not.toHaveProperty("proxy-authorization");
    expect(sink.requests).toMatchObject([{ method: "POST", url: "/a?b=c", rawBody: "{}", headers: { host: "hooks.example.test" } }]);
    expect(sink.requests[0]?.headers).not.toHaveProperty("proxy-authorization");
    expect(proxy.otherRequests).toEqual([]);
  });

  it("over https makes TLS with the endpoint itself, by its name", async () => {
    const sink = await startTls({ certificate: "hooks" });
    const proxy = await startProxy({ routes: { [`${PUBLIC}:443`]: `127.0.0.1:${sink.port}` } });
    const client = createClient(proxy.url, { resolver: createFakeResolver({ "hooks.example.test": [[PUBLIC]] }) });
    const answer = expectAnswer(await client.send(requestTo("https://hooks.example.test/", { viaStaticIp })));
    expect(answer.remoteAddress).toBe(PUBLIC);
    expect(sink.serverNames).toEqual(["hooks.example.test"]);
    expect(sink.received).toContain("host: hooks.example.test\r\n");
    for (const phase of ["dnsMs", "connectMs", "tlsMs", "firstByteMs"] as const) expect(answer.timings[phase]).toBeGreaterThan(0);
  });

  it.each([
    ["another name", "hooks", "other.example.test", "its certificate is for another name"],
    ["no authority", "self-signed", "hooks.example.test", "its certificate is self-signed"],
  ] as const)("refuses an endpoint whose certificate is for %s, and sends nothing", async (_, certificate, name, cause) => {
    const sink = await startTls({ certificate });
    const proxy = await startProxy({ routes: { [`${PUBLIC}:443`]: `127.0.0.1:${sink.port}` } });
    const client = createClient(proxy.url, { resolver: createFakeResolver({ [name]: [[PUBLIC, PUBLIC_TOO]] }) });
    const result = expectFailure(await client.send(requestTo(`https://${name}/`, { viaStaticIp })));
    expect(result).toMatchObject({
      code: "TLS_ERROR",
      message: `No secure connection to ${name} could be made: ${cause}.`,
      remoteAddress: PUBLIC,
    });
    expect(sink.received).toBe("");
    expect(proxy.asked).toHaveLength(1);
    await expect.poll(() => proxy.openSockets.size, PATIENT).toBe(0);
  });

  it("reaches an IPv6 address, and the proxy over TLS", async () => {
    const sink = await startTls({ certificate: "hooks" });
    const proxy = await startProxy({ isSecure: true, routes: { [`[${PUBLIC_TOO}]:8443`]: `127.0.0.1:${sink.port}` } });
    const client = createClient(proxy.url, { resolver: createFakeResolver({ "hooks.example.test": [[PUBLIC_TOO]] }) });
    const answer = expectAnswer(await client.send(requestTo("https://hooks.example.test:8443/", { viaStaticIp })));
    expect(answer.remoteAddress).toBe(PUBLIC_TOO);
    expect(proxy.asked).toMatchObject([{ authority: `[${PUBLIC_TOO}]:8443` }]);
  });

  it("tries each of the name's addresses in turn", async () => {
    const sink = await startSink();
    const proxy = await startProxy({
      routes: { [`${PUBLIC}:80`]: `127.0.0.1:${sink.port}` },
      answer: (authority) => (authority === `${PUBLIC}:80` ? "tunnel" : { status: 502 }),
    });
    const client = createClient(proxy.url, { resolver: createFakeResolver({ "hooks.example.test": [[PUBLIC_TOO, PUBLIC]] }) });
    expect(expectAnswer(await client.send(requestTo("http://hooks.example.test/", { viaStaticIp }))).remoteAddress).toBe(PUBLIC);
    expect(proxy.asked.map(({ authority }) => authority)).toEqual([`[${PUBLIC_TOO}]:80`, `${PUBLIC}:80`]);
  });

  it("reuses its tunnel, and is tried once more on a new one when the old one was reset", async () => {
    const sink = await startSink();
    const proxy = await startProxy({ routes: { [`${PUBLIC}:80`]: `127.0.0.1:${sink.port}` } });
    const client = createClient(proxy.url, { connectionsPerOrigin: 1 });
    const send = () => client.send(requestTo(`http://${PUBLIC}/`, { viaStaticIp }));
    expect(expectAnswer(await send()).timings.connectMs).toBeGreaterThan(0);
    expect(expectAnswer(await send()).timings).not.toHaveProperty("connectMs");
    expect(proxy.asked).toHaveLength(1);
    sink.setRespond((_, index) => ({ destroy: index === 2 }));
    expect(expectAnswer(await send()).timings.connectMs).toBeGreaterThan(0);
    expect([proxy.asked.length, sink.requests.length]).toEqual([2, 4]);
  });

  it("never shares a connection with a direct one, in either direction", async () => {
    const sink = await startSink();
    const proxy = await startProxy();
    const client = createClient(proxy.url, { policy: LOOPBACK_ALLOWED });
    for (const way of [false, true, false, true]) {
      expectAnswer(await client.send(requestTo(sink.url, { viaStaticIp: way })));
    }
    expect(proxy.asked).toHaveLength(1);
    expect(sink.connectionCount).toBe(2);
  });

  it("fails where the installation has no proxy, rather than go out directly", async () => {
    const sink = await startSink();
    const client = createEgressClient({ policy: LOOPBACK_ALLOWED });
    cleanUps.push(() => client.close());
    const result = expectFailure(await client.send(requestTo(sink.url, { viaStaticIp })));
    expect(result).toMatchObject({ code: "INTERNAL_ERROR", message: expect.stringContaining("POSTERN_STATIC_IP_PROXY_URL") });
    expect(sink.connectionCount).toBe(0);
  });
});

describe("the address check behind the proxy", () => {
  it.each([
    ["a private address", ["10.0.0.1"]],
    ["a public address and a private one", [PUBLIC, "169.254.169.254"]],
    ["the proxy's own address", ["127.0.0.1"]],
  ])("refuses a name that leads to %s, and asks the proxy for nothing", async (_, addresses) => {
    const proxy = await startProxy();
    const client = createClient(proxy.url, { resolver: createFakeResolver({ "hooks.example.test": [addresses] }) });
    const result = expectFailure(await client.send(requestTo(`http://hooks.example.test:${proxy.port}/`, { viaStaticIp })));
    expect(result.code).toBe("BLOCKED_ADDRESS");
    expect([proxy.asked.length, proxy.openSockets.size]).toEqual([0, 0]);
  });

  it("does not make the proxy an allowed target, directly or through itself", async () => {
    const proxy = await startProxy();
    const client = createClient(proxy.url);
    for (const way of [true, false]) {
      const result = expectFailure(await client.send(requestTo(`${proxy.url}/`, { viaStaticIp: way })));
      expect(result.code).toBe("BLOCKED_ADDRESS");
    }
    expect([proxy.asked, proxy.otherRequests]).toEqual([[], []]);
  });

  it("is not undone by a name that changes its address: the proxy gets the one that was checked", async () => {
    const sink = await startSink();
    const proxy = await startProxy({ routes: { [`${PUBLIC}:80`]: `127.0.0.1:${sink.port}` } });
    const resolver = createFakeResolver({ "rebind.example.test": [[PUBLIC], ["10.0.0.1"]] });
    const client = createClient(proxy.url, { resolver });
    const request = requestTo("http://rebind.example.test/", { viaStaticIp, method: "HEAD", body: null });
    expectAnswer(await client.send(request));
    expect(proxy.asked.map(({ authority }) => authority)).toEqual([`${PUBLIC}:80`]);
    expect(expectFailure(await client.send(request)).code).toBe("BLOCKED_ADDRESS");
    expect(proxy.asked).toHaveLength(1);
  });

  it("still refuses public http for a request that carries credentials", async () => {
    const proxy = await startProxy();
    const client = createClient(proxy.url);
    const result = expectFailure(await client.send(requestTo(`http://${PUBLIC}/`, { viaStaticIp, isPublicHttpRefused: true })));
    expect(result.code).toBe("BLOCKED_ADDRESS");
    expect(proxy.asked).toEqual([]);
  });
});

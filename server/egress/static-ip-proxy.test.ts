import { afterEach, describe, expect, it } from "vitest";
import { ConnectError } from "@/server/egress/connect-error";
import { createEgressClient, type EgressClient, type EgressClientOptions } from "@/server/egress/egress-client";
import { createProxyDial } from "@/server/egress/proxy-dial";
import { readProxyUrl } from "@/server/egress/proxy-url";
import { type ConnectProxy, type ConnectProxyOptions, startConnectProxy } from "@/tests/support/connect-proxy";
import { createFakeResolver, expectAnswer, expectFailure, PATIENT, PUBLIC_ONLY, requestTo } from "@/tests/support/egress";
import { startHttpSink } from "@/tests/support/http-sink";
import { findClosedPort, readCertificate, startTcpSink, type TcpSinkOptions } from "@/tests/support/tcp-sink";

const PUBLIC = "93.184.215.14";
const PROXY = "The proxy for static IP addresses (POSTERN_STATIC_IP_PROXY_URL)";

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function startProxy(options?: ConnectProxyOptions): Promise<ConnectProxy> {
  const proxy = await startConnectProxy(options);
  cleanUps.push(() => proxy.close());
  return proxy;
}

async function startRude(options: TcpSinkOptions) {
  const sink = await startTcpSink(options);
  cleanUps.push(() => sink.close());
  return sink;
}

function createClient(staticIpProxyUrl: string, options: Partial<EgressClientOptions> = {}): EgressClient {
  const client = createEgressClient({ policy: PUBLIC_ONLY, staticIpProxyUrl, ca: readCertificate("ca.pem"), ...options });
  cleanUps.push(() => client.close());
  return client;
}

async function failVia(proxyUrl: string, options?: Partial<EgressClientOptions>, timeoutMs = 5_000) {
  const request = requestTo(`http://${PUBLIC}/`, { viaStaticIp: true, timeoutMs });
  return expectFailure(await createClient(proxyUrl, options).send(request));
}

describe("the proxy for static IP addresses", () => {
  it("is given the URL's user and password, decoded, and no endpoint sees them", async () => {
    const sink = await startHttpSink();
    cleanUps.push(() => sink.close());
    const proxy = await startProxy({ credentials: "po@stern:s:é%c", routes: { [`${PUBLIC}:80`]: `127.0.0.1:${sink.port}` } });
    const client = createClient(proxy.url.replace("//", "//po%40stern:s:%C3%A9%25c@"));
    expectAnswer(await client.send(requestTo(`http://${PUBLIC}/`, { viaStaticIp: true })));
    expect(JSON.stringify(sink.requests)).not.toMatch(/proxy-authorization/i);
  });

  it("that does not take the credentials is named as the cause, without them", async () => {
    const proxy = await startProxy({ credentials: "user:right" });
    const resolver = createFakeResolver({ "two.example.test": [[PUBLIC, "93.184.215.15"]] });
    const client = createClient(proxy.url.replace("//", "//user:wr0ng@"), { resolver });
    const result = expectFailure(await client.send(requestTo("http://two.example.test/", { viaStaticIp: true })));
    expect(result).toMatchObject({
      code: "CONNECTION_ERROR",
      message: `${PROXY} did not accept this installation's credentials for it (407).`,
    });
    expect(JSON.stringify(result)).not.toMatch(/wr0ng|dXNlcjp3cjBuZw/);
    expect(proxy.asked).toHaveLength(1);
  });

  it.each([403, 500, 502, 503, 504, 301])("that answers %i to CONNECT is named as the cause", async (status) => {
    const proxy = await startProxy({ answer: () => ({ status }) });
    const result = await failVia(proxy.url);
    expect(result).toMatchObject({
      code: "CONNECTION_ERROR",
      message: `${PROXY} made no connection to ${PUBLIC}:80: it answered ${status}.`,
      remoteAddress: PUBLIC,
    });
    expect(result.timings.connectMs).toBeGreaterThan(0);
    await expect.poll(() => proxy.openSockets.size, PATIENT).toBe(0);
  });

  it("that cannot reach the endpoint is named as the cause", async () => {
    const closedPort = await findClosedPort();
    const proxy = await startProxy({ routes: { [`${PUBLIC}:80`]: `127.0.0.1:${closedPort}` } });
    expect((await failVia(proxy.url)).message).toBe(`${PROXY} made no connection to ${PUBLIC}:80: it answered 502.`);
  });

  it("that refuses connections is named as the cause, without its address", async () => {
    const port = await findClosedPort();
    const result = await failVia(`http://user:s3cret@127.0.0.1:${port}`);
    expect(result).toMatchObject({
      code: "CONNECTION_ERROR",
      message: `${PROXY} could not be used: no connection to it could be made (ECONNREFUSED).`,
    });
    expect(result).not.toHaveProperty("remoteAddress");
    expect(JSON.stringify(result)).not.toMatch(/s3cret|127\.0\.0\.1/);
  });

  it("whose name does not resolve is named as the cause", async () => {
    const result = await failVia("http://proxy.internal:3128", { resolver: createFakeResolver({}) });
    expect(result).toMatchObject({
      code: "CONNECTION_ERROR",
      message: `${PROXY} could not be used: its name could not be resolved (ENOTFOUND).`,
    });
  });

  it("is found by its name, on each of its addresses in turn, private as they are", async () => {
    const sink = await startHttpSink();
    cleanUps.push(() => sink.close());
    const proxy = await startProxy({ routes: { [`${PUBLIC}:80`]: `127.0.0.1:${sink.port}` } });
    const resolver = createFakeResolver({ "proxy.internal": [["127.0.0.2", "127.0.0.1"]] });
    const client = createClient(`http://proxy.internal:${proxy.port}`, { resolver });
    expectAnswer(await client.send(requestTo(`http://${PUBLIC}/`, { viaStaticIp: true })));
  });

  it("over https must have a certificate for its own name", async () => {
    const proxy = await startProxy({ isSecure: true });
    const resolver = createFakeResolver({ "other.example.test": [["127.0.0.1"]] });
    const result = await failVia(`https://other.example.test:${proxy.port}`, { resolver });
    expect(result).toMatchObject({
      code: "CONNECTION_ERROR",
      message: `${PROXY} could not be used: no secure connection to it could be made (ERR_TLS_CERT_ALTNAME_INVALID).`,
    });
    expect(proxy.asked).toEqual([]);
  });

  it("that breaks off is named as the cause", async () => {
    const proxy = await startProxy({ answer: () => "reset" });
    const { code, message } = await failVia(proxy.url);
    expect({ code, message }).toEqual({
      code: "CONNECTION_ERROR",
      message: `${PROXY} made no connection to ${PUBLIC}:80: its own connection broke (ECONNRESET).`,
    });
  });

  it.each([
    ["is no HTTP", "SSH-2.0-OpenSSH_9.6\r\n\r\n"],
    ["has a head without end", `HTTP/1.1 200 OK\r\n${"x-long: 0123456789\r\n".repeat(5_000)}`],
  ])("whose answer %s is named as the cause", async (_, bytes) => {
    const proxy = await startProxy({ answer: () => ({ bytes }) });
    const result = await failVia(proxy.url);
    expect(result.code).toBe("CONNECTION_ERROR");
    expect(result.message).toContain(`${PROXY} made no connection to ${PUBLIC}:80: its answer is not valid HTTP (HPE_`);
    await expect.poll(() => proxy.openSockets.size, PATIENT).toBe(0);
  });

  it("is not waited for beyond the request's own deadline", async () => {
    const proxy = await startProxy({ answer: () => "hang" });
    const result = await failVia(proxy.url, {}, 200);
    expect(result).toMatchObject({ code: "TIMEOUT", message: "There was no connection to the endpoint within 0.2 s." });
  });
});

describe("createProxyDial", () => {
  const target = { address: PUBLIC, name: PUBLIC, hostname: PUBLIC, protocol: "https:", port: "" };
  const resolver = createFakeResolver({ "hang.internal": [["127.0.0.1"]] });

  it("gives up a proxy that hangs after it was asked, names it, and closes its socket", async () => {
    const proxy = await startProxy({ answer: () => "hang" });
    const dial = createProxyDial({ proxyUrl: proxy.url, resolver });
    const error = await dial(target, { timeoutMs: 100 }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ConnectError);
    expect(error).toMatchObject({
      failureCode: "CONNECTION_ERROR",
      message: `${PROXY} made no connection to ${PUBLIC}:443 in time.`,
      timings: { connectMs: expect.any(Number) },
      isFinal: false,
    });
    await expect.poll(() => proxy.openSockets.size, PATIENT).toBe(0);
  });

  it("gives up a proxy that hangs in its own TLS handshake, and names it", async () => {
    const rude = await startRude({});
    const dial = createProxyDial({ proxyUrl: `https://127.0.0.1:${rude.port}`, resolver });
    await expect(dial(target, { timeoutMs: 100 })).rejects.toMatchObject({
      failureCode: "CONNECTION_ERROR",
      message: `${PROXY} could not be used: no secure connection to it could be made (ETIMEDOUT).`,
      isFinal: true,
    });
    await expect.poll(() => rude.openSockets.size, PATIENT).toBe(0);
  });

  it("gives up an endpoint that hangs in its TLS handshake behind the tunnel, and names the endpoint", async () => {
    const rude = await startRude({});
    const proxy = await startProxy({ routes: { [`${PUBLIC}:443`]: `127.0.0.1:${rude.port}` } });
    const dial = createProxyDial({ proxyUrl: proxy.url, resolver });
    await expect(dial(target, { timeoutMs: 200 })).rejects.toMatchObject({
      failureCode: "TLS_ERROR",
      message: `No secure connection to ${PUBLIC} could be made: the handshake was not finished in time.`,
      timings: { connectMs: expect.any(Number), tlsMs: expect.any(Number) },
    });
    await expect.poll(() => [rude.openSockets.size, proxy.openSockets.size], PATIENT).toEqual([0, 0]);
  });
});

describe("readProxyUrl", () => {
  it.each([
    ["http://proxy.example:3128", { protocol: "http:", hostname: "proxy.example", port: "3128", authorization: undefined }],
    ["https://user@[::1]/", { protocol: "https:", hostname: "::1", port: "", authorization: "Basic dXNlcjo=" }],
    ["http://user:50%@10.0.0.1", { protocol: "http:", hostname: "10.0.0.1", port: "", authorization: "Basic dXNlcjo1MCU=" }],
  ])("reads %s", (url, proxy) => {
    expect(readProxyUrl(url)).toEqual(proxy);
  });

  it.each(["socks5://user:s3cret@proxy.example", "user:s3cret@proxy.example:3128", ""])("refuses %j without repeating it", (url) => {
    expect(() => readProxyUrl(url)).toThrow(/^The proxy's URL must begin with http:\/\/ or https:\/\/\.$/);
  });
});

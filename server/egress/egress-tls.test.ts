import { afterEach, describe, expect, it, vi } from "vitest";
import { createEgressClient, type EgressClient } from "@/server/egress/egress-client";
import { startConnectProxy } from "@/tests/support/connect-proxy";
import { createFakeResolver, expectAnswer, expectFailure, LOOPBACK_ALLOWED, requestTo } from "@/tests/support/egress";
import { readCertificate, startTcpSink, type TcpSink, type TcpSinkOptions } from "@/tests/support/tcp-sink";

const OK = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

const sinks: TcpSink[] = [];
const clients: EgressClient[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all(clients.splice(0).map((client) => client.close()));
  await Promise.all(sinks.splice(0).map((sink) => sink.close()));
});

async function start(options: TcpSinkOptions): Promise<TcpSink> {
  const sink = await startTcpSink({ onRequest: (socket) => socket.write(OK), ...options });
  sinks.push(sink);
  return sink;
}

/** Makes a client that trusts the test authority and finds every name under example.test on this machine. */
function createClient(options: { ca?: string; staticIpProxyUrl?: string } = { ca: readCertificate("ca.pem") }): EgressClient {
  const names = ["hooks.example.test", "other.example.test"];
  const resolver = createFakeResolver(Object.fromEntries(names.map((name) => [name, [["127.0.0.1"]]])));
  const client = createEgressClient({ policy: { ...LOOPBACK_ALLOWED, isHttpsRequired: true }, resolver, ...options });
  clients.push(client);
  return client;
}

describe("https", () => {
  it("delivers to an endpoint whose certificate is valid for its name, and times the handshake", async () => {
    const sink = await start({ certificate: "hooks" });
    const answer = expectAnswer(await createClient().send(requestTo(`https://hooks.example.test:${sink.port}/`)));
    expect(answer).toMatchObject({ statusCode: 200, body: "ok", remoteAddress: "127.0.0.1" });
    expect(answer.timings.tlsMs).toBeGreaterThan(0);
    expect(answer.timings.connectMs).toBeGreaterThan(0);
    expect(sink.received).toContain(`host: hooks.example.test:${sink.port}`);
  });

  it("delivers to a name with a dot at its end, which no certificate has", async () => {
    const sink = await start({ certificate: "hooks" });
    expectAnswer(await createClient().send(requestTo(`https://hooks.example.test.:${sink.port}/`)));
  });

  it("checks the certificate of a literal address against the address", async () => {
    const named = await start({ certificate: "hooks" });
    expectAnswer(await createClient().send(requestTo(`https://127.0.0.1:${named.port}/`)));
    const unnamed = await start({ certificate: "self-signed" });
    const client = createClient({ ca: readCertificate("self-signed.pem") });
    expect(expectFailure(await client.send(requestTo(`https://127.0.0.1:${unnamed.port}/`))).code).toBe("TLS_ERROR");
  });

  it.each([
    ["another name", "hooks", "other.example.test", "its certificate is for another name"],
    ["no authority", "self-signed", "hooks.example.test", "its certificate is self-signed"],
    ["a time that has passed", "expired", "hooks.example.test", "its certificate has expired"],
  ] as const)("refuses a certificate for %s, and sends nothing", async (_, certificate, name, cause) => {
    const sink = await start({ certificate });
    const result = expectFailure(await createClient().send(requestTo(`https://${name}:${sink.port}/`)));
    expect(result).toMatchObject({ code: "TLS_ERROR", message: `No secure connection to ${name} could be made: ${cause}.` });
    expect(result.remoteAddress).toBe("127.0.0.1");
    expect(sink.received).toBe("");
  });

  it("refuses a certificate of an authority that it does not know", async () => {
    const sink = await start({ certificate: "hooks" });
    const result = expectFailure(await createClient({}).send(requestTo(`https://hooks.example.test:${sink.port}/`)));
    expect(result.code).toBe("TLS_ERROR");
    expect(result.message).toContain("issuer is not known");
    expect(sink.received).toBe("");
  });

  it("fails with TLS_ERROR where the port does not speak TLS", async () => {
    const sink = await start({ onConnection: (socket) => socket.write("HTTP/1.1 400 Bad Request\r\n\r\n") });
    const result = expectFailure(await createClient().send(requestTo(`https://hooks.example.test:${sink.port}/`)));
    expect(result.code).toBe("TLS_ERROR");
    expect(result.message).toContain("does not speak TLS");
  });

  it("fails with TLS_ERROR where the handshake is broken off", async () => {
    const sink = await start({ onConnection: (socket) => socket.destroy() });
    const result = expectFailure(await createClient().send(requestTo(`https://hooks.example.test:${sink.port}/`)));
    expect(result.code).toBe("TLS_ERROR");
  });

  it.each([
    ["TLSv1.2", "{}", "handshake_failure"],
    ["TLSv1.3", "{}", "certificate_required"],
    ["TLSv1.3", `"${"x".repeat(1_000_000)}"`, "certificate_required"],
  ] as const)("fails with TLS_ERROR where the endpoint wants a client certificate by %s, and says so", async (version, body, alert) => {
    const tls = { requestCert: true, rejectUnauthorized: true, minVersion: version, maxVersion: version };
    const sink = await start({ certificate: "hooks", tls });
    const client = createClient();
    for (let round = 0; round < 3; round += 1) {
      const result = expectFailure(await client.send(requestTo(`https://hooks.example.test:${sink.port}/`, { body })));
      expect(result).toMatchObject({ code: "TLS_ERROR", remoteAddress: "127.0.0.1" });
      expect(result.message).toMatch(/^No secure connection to .* could be made: it wants a client certificate, .*\.$/);
      expect(result.message).toContain(`(TLS alert ${alert})`);
    }
    expect(sink.received).toBe("");
    expect(sink.openSockets.size).toBe(0);
  });

  it("tells of a client certificate that is wanted behind the proxy for static IP addresses too", async () => {
    const tls = { requestCert: true, rejectUnauthorized: true };
    const sink = await start({ certificate: "hooks", tls });
    const proxy = await startConnectProxy();
    const client = createClient({ ca: readCertificate("ca.pem"), staticIpProxyUrl: proxy.url });
    const request = requestTo(`https://hooks.example.test:${sink.port}/`, { viaStaticIp: true });
    const result = expectFailure(await client.send(request));
    expect(result.code).toBe("TLS_ERROR");
    expect(result.message).toContain("it wants a client certificate");
    await proxy.close();
  });

  it("names the alert where the handshake itself is refused", async () => {
    const sink = await start({ certificate: "hooks", tls: { ALPNProtocols: ["none-of-ours"] } });
    const result = expectFailure(await createClient().send(requestTo(`https://hooks.example.test:${sink.port}/`)));
    expect(result).toMatchObject({
      code: "TLS_ERROR",
      message:
        "No secure connection to hooks.example.test could be made: it does not speak HTTP/1.1 there (TLS alert no_application_protocol).",
    });
  });

  it("cannot be weakened by the environment", async () => {
    vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", "0");
    const sink = await start({ certificate: "self-signed" });
    const result = expectFailure(await createClient().send(requestTo(`https://hooks.example.test:${sink.port}/`)));
    expect(result.code).toBe("TLS_ERROR");
  });
});

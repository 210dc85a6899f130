import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createEgressClient } from "@/server/egress/egress-client";
import { createNameResolver, type Resolution } from "@/server/egress/name-resolver";
import { startDnsServer } from "@/tests/support/dns-server";
import {
  createFakeResolver,
  createTestEgressClient,
  expectAnswer,
  expectFailure,
  LOOPBACK_ALLOWED,
  PUBLIC_ONLY,
  requestTo,
} from "@/tests/support/egress";
import { type HttpSink, startHttpSink } from "@/tests/support/http-sink";

let sink: HttpSink;
beforeAll(async () => {
  sink = await startHttpSink();
});
beforeEach(() => {
  sink.requests.length = 0;
  sink.connectionCount = 0;
});
afterAll(() => sink.close());

describe("a literal address", () => {
  const spellings = [
    "127.0.0.1",
    "127.0.0.1.",
    "127.1",
    "127.0.1",
    "2130706433",
    "0x7f000001",
    "0x7f.0.0.1",
    "0177.0.0.1",
    "017700000001",
    "1２7.0.0.1",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[0:0:0:0:0:ffff:7f00:1]",
    "[::127.0.0.1]",
    "[64:ff9b::127.0.0.1]",
    "[2002:7f00:1::]",
    "[::1]",
    "[::]",
    "0.0.0.0",
    "0",
    "127。0。0。1",
    "127．0．0．1",
    "①②⑦.0.0.1",
    "%31%32%37.0.0.1",
    "127%2e0%2e0%2e1",
    "0x7F.0x0.0x0.0x1",
    "00000177.0.0.1",
    "127.0.0.1\\@example.com",
    "[::ffff:0:127.0.0.1]",
    "[64:ff9b:1::127.0.0.1]",
    "[::ffff:0.0.0.0]",
    "[fe80::1]",
    "[fe80::1%25eth0]",
    "[::1%25lo]",
  ];

  it.each(spellings)("is refused as what it is when spelled %s", async (spelling) => {
    const client = createEgressClient({ policy: PUBLIC_ONLY });
    const result = expectFailure(await client.send(requestTo(`http://${spelling}:${sink.port}/`)));
    expect(result.code).toBe("BLOCKED_ADDRESS");
    expect(sink.connectionCount).toBe(0);
    await client.close();
  });

  it("is reached in any spelling once its network is allowed", async () => {
    const client = createTestEgressClient();
    for (const spelling of ["127.1", "2130706433", "0x7f.1"]) {
      const answer = expectAnswer(await client.send(requestTo(`http://${spelling}:${sink.port}/`)));
      expect(answer.remoteAddress).toBe("127.0.0.1");
    }
    await client.close();
  });
});

describe("a name", () => {
  const url = (name: string) => `http://${name}:${sink.port}/hook`;

  it("that leads to an allowed address is connected to there, with the name in the host header", async () => {
    const client = createTestEgressClient({ resolver: createFakeResolver({ "hooks.example.test": [["127.0.0.1"]] }) });
    const answer = expectAnswer(await client.send(requestTo(url("hooks.example.test"))));
    expect(answer.remoteAddress).toBe("127.0.0.1");
    expect(answer.timings.dnsMs).toBeGreaterThanOrEqual(0);
    expect(sink.requests[0]?.headers.host).toBe(`hooks.example.test:${sink.port}`);
    await client.close();
  });

  it.each([
    ["a private address", ["10.0.0.1"]],
    ["the cloud's metadata address", ["169.254.169.254"]],
    ["an allowed address and a private one", ["127.0.0.1", "10.0.0.1"]],
    ["a private address and an allowed one", ["10.0.0.1", "127.0.0.1"]],
    ["an allowed IPv4 address and a private IPv6 one", ["127.0.0.1", "fd00::1"]],
    ["a public address and a private one", ["93.184.216.34", "192.168.0.1"]],
    ["something that is no address", ["127.0.0.1", "not-an-address"]],
  ])("that leads to %s is refused without a connection", async (_, addresses) => {
    const client = createTestEgressClient({ resolver: createFakeResolver({ "mixed.example.test": [addresses] }) });
    const result = expectFailure(await client.send(requestTo(url("mixed.example.test"))));
    expect(result.code).toBe("BLOCKED_ADDRESS");
    expect(result.message).toContain("mixed.example.test leads to");
    expect(result.message).not.toContain("10.0.0.1");
    expect(sink.connectionCount).toBe(0);
    await client.close();
  });

  it("that changes its address between check and connection changes nothing: it is looked up once a connection", async () => {
    const resolver = createFakeResolver({ "rebind.example.test": [["127.0.0.1"], ["10.0.0.1"]] });
    const client = createTestEgressClient({ resolver });
    expectAnswer(await client.send(requestTo(url("rebind.example.test"))));
    expect(resolver.lookUps).toHaveLength(1);
    expect(sink.requests).toHaveLength(1);
    await client.close();
  });

  it("that has changed to a private address is refused when the next connection is made", async () => {
    const resolver = createFakeResolver({ "rebind.example.test": [["127.0.0.1"], ["10.0.0.1"]] });
    const client = createTestEgressClient({ resolver });
    const closing = requestTo(url("rebind.example.test"), { method: "HEAD", body: null });
    expectAnswer(await client.send(closing));
    const result = expectFailure(await client.send(closing));
    expect(result.code).toBe("BLOCKED_ADDRESS");
    expect(sink.requests).toHaveLength(1);
    await client.close();
  });

  it("whose servers say something else each time, to be kept for no time, reaches only what was allowed when it was asked for", async () => {
    const forbidden = await startHttpSink({ host: "127.0.0.2", port: sink.port });
    let count = 0;
    const server = await startDnsServer((_, type) => {
      if (type === "A") count += 1;
      return { ttlSeconds: 0, a: type === "A" ? [count % 2 === 1 ? "127.0.0.1" : "127.0.0.2"] : [] };
    });
    let now = 0;
    const resolver = createNameResolver({ servers: [server.address], hostsFile: "/does/not/exist", nowMs: () => (now += 10_000) });
    const policy = { isHttpsRequired: false, allowedPrivateNetworks: ["127.0.0.1/32"] };
    const client = createEgressClient({ policy, resolver });
    const outcomes = new Set<string>();
    for (let round = 0; round < 12; round += 1) {
      const result = await client.send(requestTo(url("flip.example.test"), { method: "HEAD", body: null }));
      outcomes.add(result.type === "answer" ? result.remoteAddress : result.code);
    }
    expect([...outcomes].sort()).toEqual(["127.0.0.1", "BLOCKED_ADDRESS"]);
    expect(forbidden.connectionCount).toBe(0);
    await Promise.all([client.close(), server.close(), forbidden.close()]);
  });

  it("with a dead address and a live one is reached at the live one", async () => {
    const policy = { isHttpsRequired: false, allowedPrivateNetworks: ["127.0.0.0/8", "::1/128"] };
    const resolver = createFakeResolver({ "two.example.test": [["::1", "127.0.0.1"]] });
    const client = createEgressClient({ policy, resolver });
    const answer = expectAnswer(await client.send(requestTo(url("two.example.test"))));
    expect(answer.remoteAddress).toBe("127.0.0.1");
    await client.close();
  });

  it("that does not resolve fails with DNS_ERROR and says so", async () => {
    const client = createTestEgressClient({ resolver: createFakeResolver({}) });
    const result = expectFailure(await client.send(requestTo(url("missing.example.test"))));
    expect(result).toMatchObject({ code: "DNS_ERROR", message: "missing.example.test could not be resolved: there is no such name." });
    await client.close();
  });

  it("that resolves to nothing fails with DNS_ERROR", async () => {
    const client = createTestEgressClient({ resolver: createFakeResolver({ "empty.example.test": [[]] }) });
    expect(expectFailure(await client.send(requestTo(url("empty.example.test")))).code).toBe("DNS_ERROR");
    await client.close();
  });

  it("whose look-up hangs holds up no other name, and ends at the request's deadline", async () => {
    const resolver = {
      resolve: (name: string) =>
        name === "dead.example.test" ? new Promise<Resolution>(() => undefined) : Promise.resolve({ addresses: ["127.0.0.1"] }),
    };
    const client = createTestEgressClient({ resolver });
    const dead = Array.from({ length: 20 }, () => client.send(requestTo(url("dead.example.test"), { timeoutMs: 200 })));
    expectAnswer(await client.send(requestTo(url("live.example.test"))));
    for (const result of await Promise.all(dead)) expect(expectFailure(result).code).toBe("TIMEOUT");
    await client.close();
  });

  it("localhost is reached when one of the loopback networks is allowed, and refused otherwise", async () => {
    const allowed = createEgressClient({ policy: LOOPBACK_ALLOWED });
    expectAnswer(await allowed.send(requestTo(url("localhost"))));
    await allowed.close();
    const refused = createEgressClient({ policy: PUBLIC_ONLY });
    const spellings = [
      "localhost",
      "LOCALHOST",
      "localhost.",
      "app.localhost",
      "localhost%2E",
      "ｌｏｃａｌｈｏｓｔ",
      "loc\u00adalhost",
      "localhost。",
    ];
    for (const name of spellings) {
      expect(expectFailure(await refused.send(requestTo(url(name)))).code).toBe("BLOCKED_ADDRESS");
    }
    expect(sink.requests).toHaveLength(1);
    await refused.close();
  });
});

describe("a URL", () => {
  it.each([
    ["of another scheme", "ftp://hooks.example.test/"],
    ["of a file", "file:///etc/passwd"],
    ["with credentials", "http://user:secret@127.0.0.1/"],
    ["that is none", "hooks.example.test"],
  ])("%s is refused", async (_, url) => {
    const client = createTestEgressClient();
    const result = expectFailure(await client.send(requestTo(url)));
    expect(result.code).toBe("BLOCKED_ADDRESS");
    expect(result.message).not.toContain("secret");
    await client.close();
  });

  it("with http is refused where https is required", async () => {
    const client = createEgressClient({ policy: { ...LOOPBACK_ALLOWED, isHttpsRequired: true } });
    expect(expectFailure(await client.send(requestTo(sink.url))).code).toBe("BLOCKED_ADDRESS");
    expect(sink.connectionCount).toBe(0);
    await client.close();
  });
});

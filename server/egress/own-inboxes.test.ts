import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newInboxId } from "@/domain/ids";
import { inboxesAddress } from "@/domain/inbox/inbox-address";
import { checkEndpointUrl } from "@/server/egress/check-endpoint-url";
import { createEgressClient, type EgressClient, type EgressClientOptions } from "@/server/egress/egress-client";
import { checkTokenEndpoint } from "@/server/oauth/check-token-endpoint";
import { createFakeResolver, expectAnswer, expectFailure, PUBLIC_ONLY, requestTo } from "@/tests/support/egress";
import { type HttpSink, startHttpSink } from "@/tests/support/http-sink";

/** The installation's own web server; its address is the public URL. */
let own: HttpSink;
let neighbour: HttpSink;
let client: EgressClient;
const id = newInboxId();

const clientFor = (publicUrl: string, options: Partial<EgressClientOptions> = {}) =>
  createEgressClient({ policy: { ...PUBLIC_ONLY, ownInboxes: inboxesAddress(publicUrl) }, ...options });

beforeAll(async () => {
  [own, neighbour] = await Promise.all([startHttpSink(), startHttpSink()]);
  client = clientFor(own.url, { resolver: createFakeResolver({ "own.example.test": [["127.0.0.1"]] }) });
});
beforeEach(() => {
  own.setRespond(() => ({}));
  for (const sink of [own, neighbour]) {
    sink.requests.length = 0;
    sink.connectionCount = 0;
  }
});
afterAll(() => Promise.all([client.close(), own.close(), neighbour.close()]));

/** Addresses that look like that of an own inbox and must not be reached. */
const LOOKALIKES: [what: string, url: (port: number) => string][] = [
  ["the root", (port) => `http://127.0.0.1:${port}/`],
  ["the API", (port) => `http://127.0.0.1:${port}/v1/tokens`],
  ["no inbox", (port) => `http://127.0.0.1:${port}/inbox/`],
  ["an inbox without a slash", (port) => `http://127.0.0.1:${port}/inbox${id}`],
  ["a shorter id", (port) => `http://127.0.0.1:${port}/inbox/${id.slice(1)}`],
  ["a longer id", (port) => `http://127.0.0.1:${port}/inbox/${id}a`],
  ["a slash at the end", (port) => `http://127.0.0.1:${port}/inbox/${id}/`],
  ["a path below it", (port) => `http://127.0.0.1:${port}/inbox/${id}/requests`],
  ["two slashes before", (port) => `http://127.0.0.1:${port}//inbox/${id}`],
  ["two slashes between", (port) => `http://127.0.0.1:${port}/inbox//${id}`],
  ["a path before", (port) => `http://127.0.0.1:${port}/v1/inbox/${id}`],
  ["upper case", (port) => `http://127.0.0.1:${port}/INBOX/${id}`],
  ["a step up", (port) => `http://127.0.0.1:${port}/inbox/../v1/tokens`],
  ["a step up behind it", (port) => `http://127.0.0.1:${port}/inbox/${id}/../../v1/tokens`],
  ["an escaped step up", (port) => `http://127.0.0.1:${port}/inbox/%2e%2e/v1/tokens`],
  ["an escaped slash", (port) => `http://127.0.0.1:${port}/inbox/${id}%2f..%2f..%2fv1`],
  ["an escaped slash between", (port) => `http://127.0.0.1:${port}/inbox%2f${id}`],
  ["backslashes", (port) => `http://127.0.0.1:${port}/inbox/${id}\\..\\..\\v1`],
  ["an escaped backslash", (port) => `http://127.0.0.1:${port}/inbox/${id}%5c..`],
  ["an escaped NUL", (port) => `http://127.0.0.1:${port}/inbox/${id}%00`],
  ["an escaped line break", (port) => `http://127.0.0.1:${port}/inbox/${id}%0d%0aHost:%20evil`],
  ["an escaped letter", (port) => `http://127.0.0.1:${port}/inbox/%41${id.slice(1)}`],
  ["a parameter of the path", (port) => `http://127.0.0.1:${port}/inbox/${id};x`],
  ["it as a query", (port) => `http://127.0.0.1:${port}/v1/tokens?/inbox/${id}`],
  ["it as a fragment", (port) => `http://127.0.0.1:${port}/v1/tokens#/inbox/${id}`],
  ["it as a user name", (port) => `http://127.0.0.1:${port}%2Finbox%2F${id}@127.0.0.1:${port}/v1`],
  ["a user name", (port) => `http://postern@127.0.0.1:${port}/inbox/${id}`],
  ["a password", (port) => `http://:secret@127.0.0.1:${port}/inbox/${id}`],
  ["https", (port) => `https://127.0.0.1:${port}/inbox/${id}`],
  ["another scheme", (port) => `ws://127.0.0.1:${port}/inbox/${id}`],
  ["localhost", (port) => `http://localhost:${port}/inbox/${id}`],
  ["a name that leads to the same address", (port) => `http://own.example.test:${port}/inbox/${id}`],
  ["the address within IPv6", (port) => `http://[::ffff:127.0.0.1]:${port}/inbox/${id}`],
  ["another loopback address", (port) => `http://127.0.0.2:${port}/inbox/${id}`],
  ["the unspecified address", (port) => `http://0.0.0.0:${port}/inbox/${id}`],
  ["the metadata service", () => `http://169.254.169.254/inbox/${id}`],
];

describe("the installation's own inboxes", () => {
  it("are reached although they are local, with what a query says", async () => {
    const answer = expectAnswer(await client.send(requestTo(`${own.url}/inbox/${id}?a=%2Fb`)));
    expect(answer).toMatchObject({ statusCode: 200, remoteAddress: "127.0.0.1" });
    expect(own.requests).toMatchObject([{ url: `/inbox/${id}?a=%2Fb`, rawBody: "{}" }]);
  });

  it("are the same in another spelling of the same number", async () => {
    expectAnswer(await client.send(requestTo(`http://0x7f.1:${own.port}/inbox/./${id}`)));
    expect(own.requests).toMatchObject([{ url: `/inbox/${id}`, headers: { host: `127.0.0.1:${own.port}` } }]);
  });

  it.each(LOOKALIKES)("are not %s: nothing is sent", async (_what, url) => {
    // There is an open and idle connection to an inbox now.
    expectAnswer(await client.send(requestTo(`${own.url}/inbox/${id}`)));
    own.requests.length = 0;
    own.connectionCount = 0;
    const { code } = expectFailure(await client.send(requestTo(url(own.port))));
    expect(["BLOCKED_ADDRESS", "DNS_ERROR"]).toContain(code);
    expect([own.requests, own.connectionCount]).toEqual([[], 0]);
    // A name is judged by its addresses at the connection. Everything else is judged when a webhook is saved.
    const isName = url(own.port).includes("own.example.test");
    const policy = { ...PUBLIC_ONLY, ownInboxes: inboxesAddress(own.url) };
    if (!isName) expect(checkEndpointUrl({ url: url(own.port), policy })).toBeTypeOf("string");
  });

  it("are not those at another port", async () => {
    expect(expectFailure(await client.send(requestTo(`${neighbour.url}/inbox/${id}`))).code).toBe("BLOCKED_ADDRESS");
    expect(neighbour.connectionCount).toBe(0);
  });

  it("lead nowhere else: a redirect is not followed", async () => {
    own.setRespond(() => ({ status: 307, headers: { location: "/v1/tokens" } }));
    expect(expectAnswer(await client.send(requestTo(`${own.url}/inbox/${id}`))).statusCode).toBe(307);
    expect(own.requests).toHaveLength(1);
  });

  it("are none where the policy names none", async () => {
    const plain = createEgressClient({ policy: PUBLIC_ONLY });
    expect(expectFailure(await plain.send(requestTo(`${own.url}/inbox/${id}`))).code).toBe("BLOCKED_ADDRESS");
    await plain.close();
  });

  it("get no token requests, and are no token endpoints", async () => {
    const url = `${own.url}/inbox/${id}`;
    const request = requestTo(url, { isPublicHttpRefused: true });
    expect(expectFailure(await client.send(request)).code).toBe("BLOCKED_ADDRESS");
    expect(own.connectionCount).toBe(0);
    const policy = { ...PUBLIC_ONLY, ownInboxes: inboxesAddress(own.url) };
    expect(checkTokenEndpoint({ url, policy })).toMatch(/loopback/);
    expect(checkEndpointUrl({ url, policy })).toBeNull();
  });

  it("are not reached past the static IP address that was asked for", async () => {
    const result = await client.send(requestTo(`${own.url}/inbox/${id}`, { viaStaticIp: true }));
    expect(expectFailure(result).message).toContain("static IP");
    expect(own.connectionCount).toBe(0);
  });

  it("with a public name are reached at the private address that it leads to, and never at a link-local one", async () => {
    const url = `http://postern.example.test:${own.port}`;
    const reach = async (addresses: string[]) => {
      const named = clientFor(url, { resolver: createFakeResolver({ "postern.example.test": [addresses] }) });
      const result = await named.send(requestTo(`${url}/inbox/${id}`));
      const elsewhere = await named.send(requestTo(`${url}/v1/tokens`));
      await named.close();
      expect(expectFailure(elsewhere).code).toBe("BLOCKED_ADDRESS");
      return result;
    };
    expectAnswer(await reach(["127.0.0.1"]));
    expect(own.requests).toMatchObject([{ url: `/inbox/${id}`, headers: { host: `postern.example.test:${own.port}` } }]);
    expect(expectFailure(await reach(["169.254.169.254"])).code).toBe("BLOCKED_ADDRESS");
    expect(expectFailure(await reach(["127.0.0.1", "169.254.169.254"])).code).toBe("BLOCKED_ADDRESS");
    expect(own.requests).toHaveLength(1);
  });

  it("stay the only thing that arrives, whatever address is made up", async () => {
    const part = fc.constantFrom(
      "inbox",
      id,
      "/",
      "//",
      "..",
      ".",
      "%2e%2e",
      "%2f",
      "\\",
      "@",
      "?",
      "#",
      ";",
      ":",
      "v1",
      "%00",
      "%0d%0a",
      " ",
      "\t",
      "é",
    );
    const path = fc.array(part, { minLength: 1, maxLength: 8 }).map((parts) => parts.join(""));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom("/", "", "/inbox/"), path, async (start, rest) => {
        await client.send(requestTo(`${own.url}${start}${rest}`, { timeoutMs: 2_000 }));
      }),
      { numRuns: 500, examples: [["/inbox/", id]] },
    );
    expect(own.requests.length).toBeGreaterThan(0);
    for (const { url } of own.requests) expect(url).toMatch(/^\/inbox\/[0-9A-Za-z]{24}(\?.*)?$/);
  });
});

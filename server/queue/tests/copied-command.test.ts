import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HTTP_METHODS, isBodiless } from "@/domain/webhook/http-methods";
import { toCurl } from "@/domain/webhook/to-curl";
import type { EgressClient, EgressRequest } from "@/server/egress/egress-client";
import { isCurlHere, pasteCurl } from "@/tests/support/curl";
import { createTestEgressClient, expectAnswer, requestTo } from "@/tests/support/egress";
import { type HttpSink, type SinkRequest, startHttpSink } from "@/tests/support/http-sink";

let sink: HttpSink;
let egress: EgressClient;
beforeAll(async () => {
  sink = await startHttpSink();
  egress = createTestEgressClient();
});
afterAll(async () => {
  await egress.close();
  await sink.close();
});

/** Returns the parts of a request that both clients send alike. Their connection and accept-encoding headers differ. */
function seen({ method, url, headers, rawBody }: SinkRequest) {
  const { connection: _, "accept-encoding": __, ...others } = headers;
  return { method, url, headers: others, rawBody };
}

/** Sends a request as a delivery does, then by the command that is copied from it. Returns the request that arrived each time. */
async function sendBoth(request: EgressRequest): Promise<{ delivered: unknown; copied: unknown }> {
  const { method, url, headers, body } = request;
  const first = sink.requests.length;
  expectAnswer(await egress.send(request));
  await pasteCurl(toCurl({ method, url, headers, body: body ?? undefined }));
  const arrived = sink.requests.slice(first);
  expect(arrived).toHaveLength(2);
  const [delivered, copied] = arrived.map(seen);
  return { delivered, copied };
}

async function expectSame(changes: Partial<EgressRequest> & { path?: string }): Promise<void> {
  const { path = "/hook", ...rest } = changes;
  const { delivered, copied } = await sendBoth(requestTo(`${sink.url}${path}`, rest));
  expect(copied).toEqual(delivered);
}

const JSON_TYPE = { "content-type": "application/json", "user-agent": "Postern/1.0.0" };
/** Characters that have a meaning in a shell, in curl or in printf, and some that a terminal treats specially. */
const ODD = ["'", '"', "$", "`", "\\", "!", "%", "{", "}", "[", "]", "*", "?", "~", "@", ";", "&", "|", "<", ">", "(", ")", " ", "#", "-"];
const BODY_ONLY = ["\n", "\r", "\t", "\u0000", "\u001b", "\u0003", "\u007f", "ü", "€", "😀", "%s", "\\n", "\\047", "$(id)", "EOF"];

const text = (...parts: string[]) => fc.array(fc.oneof(fc.constantFrom(...parts), fc.string({ maxLength: 3 })), { maxLength: 12 });
const path = text(...ODD.filter((part) => !"?#".includes(part)), "ü", "/", "..", "%2e", "%5B").map((parts) => `/${parts.join("")}`);
const query = text(...ODD.filter((part) => part !== "#"), "ü", "=", "{a,b}", "[1-3]").map((parts) => `?${parts.join("")}`);
const value = text(...ODD, "\t", "é", "ÿ").map((parts) => parts.join("").replace(/[^\t\x20-\x7e\x80-\xff]/g, ""));
const headers = fc.dictionary(fc.constantFrom("X-Key", "x-shop!", "x_$y", "accept", "authorization"), value, { maxKeys: 4 });
/** Payloads are never empty: for an empty body of a DELETE, curl sends a length and undici sends none. */
const body = text(...ODD, ...BODY_ONLY).map((parts) => parts.join("") || "{}");

describe.runIf(isCurlHere())("the command that “Copy as cURL” gives (where curl is installed)", () => {
  it.each([
    ["brackets and braces in the address, which curl takes for patterns", { path: "/a[1-3]/{b,c}?ids[]=1&f={x}" }],
    ["quotes, variables and commands in the address", { path: "/it's/$HOME/`id`/$(id)?q=!x&a='b'\\c;d|e" }],
    ["an address that is not ASCII", { path: "/grüße/日本?ü=€" }],
    ["steps up in the path, spelt out and escaped", { path: "/a/../b/./c/%2e%2e/%2Fd" }],
    ["quotes, variables and line breaks in the body", { body: `{"it's":"$HOME \`id\` !x \\\\ %s"}\n\n` }],
    ["a body that begins with @", { body: "@/etc/hostname" }],
    ["a body that begins with a hyphen and ends with returns", { body: "-n\r\n\r\n" }],
    ["NUL and control characters in the body", { body: "a\u0000b\u0001\u001b[A\t%d\\0\u007f" }],
    ["an empty body", { body: "" }],
    ["a body that is longer than an argument may be", { body: JSON.stringify({ text: "it's 100% ü\\".repeat(100_000) }) }],
    ["a body without a type", { headers: {} }],
    ["an empty header, and one of white space", { headers: { "X-Empty": "", "x-blank": "  " } }],
    ["headers that begin with @ or end with ;", { headers: { "x-at": "@/etc/hostname", "x-end": "a;", "x-quote": `"a" 'b' $c` } }],
    ["a header that is not ASCII, and a tab in one", { headers: { "x-name": "Ærø!", "x-tab": "a\tb" } }],
    ["headers of the command's own", { headers: { ...JSON_TYPE, accept: "text/plain", "accept-encoding": "gzip, br" } }],
    ["HEAD", { method: "HEAD" as const, body: null }],
    ["OPTIONS", { method: "OPTIONS" as const, body: null }],
    ["GET without a body", { method: "GET" as const, body: null, headers: { "x-key": "a" } }],
    ["DELETE with a body", { method: "DELETE" as const }],
  ])("sends again what was sent: %s", async (_what, changes) => {
    await expectSame(changes);
  });

  it("sends again whatever can be sent", async () => {
    const request = fc.record({ path, query, headers, body, method: fc.constantFrom(...HTTP_METHODS) });
    await fc.assert(
      fc.asyncProperty(request, (given) =>
        expectSame({ ...given, path: `${given.path}${given.query}`, body: isBodiless(given.method) ? null : given.body }),
      ),
      { numRuns: 100 },
    );
  });

  it("sends again a GET that came with a body, as an inbox may have received one", async () => {
    const first = sink.requests.length;
    await pasteCurl(toCurl({ method: "GET", url: `${sink.url}/got`, headers: JSON_TYPE, body: '{"a":1}' }));
    expect(sink.requests[first]).toMatchObject({ method: "GET", url: "/got", rawBody: '{"a":1}' });
  });
});

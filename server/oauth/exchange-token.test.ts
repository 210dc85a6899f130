import { gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { exchangeToken } from "@/server/oauth/exchange-token";
import { buildTokenRequest } from "@/server/oauth/token-request";
import { createTestEgressClient } from "@/tests/support/egress";
import { type HttpSink, type SinkAnswer, startHttpSink } from "@/tests/support/http-sink";

const egress = createTestEgressClient();
let sink: HttpSink;
beforeAll(async () => {
  sink = await startHttpSink();
});
afterAll(async () => {
  await egress.close();
  await sink.close();
});
afterEach(() => sink.setRespond(() => ({})));

function exchange(answer: SinkAnswer) {
  sink.setRespond(() => answer);
  const request = buildTokenRequest({
    ...{ endpoint: `${sink.url}/token`, httpMethod: "POST", clientId: "c", clientSecret: "s3cret" },
    ...{ parameters: [], viaStaticIp: false, webhook: { id: "hook", version: 1 }, variableSecrets: [] },
  });
  return exchangeToken({ egress, request, timeoutMs: 20_000 });
}
const exchangeJson = (fields: object) => exchange({ body: JSON.stringify(fields) });

const typed = (type: string) => ({ "content-type": type });
const JSON_ANSWER = '{"access_token":"2YotnFZFEjr1zCsicMWpAA","token_type":"Bearer","expires_in":3600}';
const FORM_ANSWER = "access_token=2YotnFZFEjr1zCsicMWpAA&token_type=bearer&expires_in=3600";
const TOKEN = { type: "token", accessToken: "2YotnFZFEjr1zCsicMWpAA", expiresInSeconds: 3_600 };

describe("an answer with an access token is read", () => {
  it.each<[string, SinkAnswer]>([
    ["as RFC 6749 has it", { headers: typed("application/json;charset=UTF-8"), body: JSON_ANSWER }],
    ["with a byte order mark", { headers: typed("application/json"), body: `\uFEFF${JSON_ANSWER}` }],
    ["with white space around it", { body: `\r\n ${JSON_ANSWER}\n` }],
    ["as text/plain", { headers: typed("text/plain; charset=utf-8"), body: JSON_ANSWER }],
    ["as text/html", { headers: typed("text/html"), body: JSON_ANSWER }],
    ["as text/javascript", { headers: typed("text/javascript"), body: JSON_ANSWER }],
    ["without a content-type", { body: JSON_ANSWER }],
    ["as a form that is JSON", { headers: typed("application/x-www-form-urlencoded"), body: JSON_ANSWER }],
    ["with 201", { status: 201, body: JSON_ANSWER }],
    ["with gzip", { headers: { "content-encoding": "gzip" }, body: gzipSync(JSON_ANSWER) }],
    ["form-encoded", { headers: typed("application/x-www-form-urlencoded"), body: FORM_ANSWER }],
    ["form-encoded as text/plain", { headers: typed("text/plain"), body: `${FORM_ANSWER}\n` }],
    ["form-encoded as text/html, with a byte order mark", { headers: typed("text/html"), body: `\uFEFF${FORM_ANSWER}` }],
    ["form-encoded as JSON", { headers: typed("application/json"), body: FORM_ANSWER }],
  ])("%s", async (_how, answer) => {
    expect(await exchange(answer)).toMatchObject(TOKEN);
  });

  it("form-encoded, decoded as a form is", async () => {
    expect(await exchange({ body: "scope=repo%2Cgist&access_token=a%2Bb%7Cc&token_type=bearer" })).toEqual({
      ...{ type: "token", accessToken: "a+b|c", tokenType: "bearer", expiresInSeconds: null },
    });
  });

  it.each([
    ["a text", "3599", 3_599],
    ["a text with a fraction", "3599.5", 3_599.5],
    ["a number with a fraction", 3_599.5, 3_599.5],
    ["a text with white space", " 600 ", 600],
    ["far too long a time", 1e20, 1e20],
    ["null", null, null],
    ["zero, which some mean as for ever", 0, null],
    ["zero as a text", "0", null],
    ["less than zero", -1, null],
    ["a word", "soon", null],
    ["an object", {}, null],
  ])("whose lifetime is %s", async (_what, expires_in, expiresInSeconds) => {
    expect(await exchangeJson({ access_token: "t", token_type: "Bearer", expires_in })).toEqual({
      ...{ type: "token", accessToken: "t", tokenType: "Bearer", expiresInSeconds },
    });
  });

  it("without a lifetime and with fields that are not in the standard", async () => {
    const azure = { token_type: "Bearer", expires_in: "3599", ext_expires_in: "3599", expires_on: "1732646399", not_before: "1732642499" };
    expect(await exchangeJson({ ...azure, resource: "https://api.example.com", access_token: "t" })).toMatchObject({
      ...{ accessToken: "t", expiresInSeconds: 3_599 },
    });
    const salesforce = {
      access_token: "t",
      instance_url: "https://example.com",
      issued_at: "1278448832702",
      token_type: "Bearer",
      error: null,
    };
    expect(await exchangeJson(salesforce)).toMatchObject({ accessToken: "t", expiresInSeconds: null });
  });

  it.each([["bearer"], ["BEARER"], ["Bearer "], ["BearerToken"], ["Application Access Token"], [null], [undefined], [7]])(
    "whose type is %j",
    async (token_type) => {
      expect(await exchangeJson({ access_token: "t", token_type })).toMatchObject({ type: "token", accessToken: "t" });
    },
  );

  it.each([" t\n", "Bearer t", "bearer  t "])("whose token is %j", async (access_token) => {
    expect(await exchangeJson({ access_token })).toMatchObject({ type: "token", accessToken: "t" });
  });
});

describe("an answer that says 200 and has no token that can be used is final", () => {
  it.each<[string, SinkAnswer, RegExp]>([
    ["a token that must be signed with", { body: '{"access_token":"abcdef","token_type":"mac"}' }, /of the type mac/],
    ["a token that must be proved", { body: '{"access_token":"abcdef","token_type":"DPoP"}' }, /of the type DPoP/],
    ["a token with a line break", { body: '{"access_token":"abcdef\\r\\nx: y"}' }, /no header can carry/],
    ["a token that no header can carry", { body: '{"access_token":"abcdef\u20ac"}' }, /no header can carry/],
    ["a token of white space", { body: '{"access_token":" ","x":"abcdef"}' }, /no JSON object with an access_token, nor a form/],
    ["a token under another name", { body: '{"accessToken":"abcdef"}' }, /no JSON object with an access_token/],
    ["a list", { body: '[{"access_token":"abcdef"}]' }, /no JSON object with an access_token/],
    ["a page", { headers: typed("text/html"), body: "<html><a href=/?access_token=abcdef>login</a></html>" }, /no JSON object/],
    ["nothing", { status: 204, body: "" }, /answered 204/],
    ["a token in more than 64 KiB", { body: `scope=${"x".repeat(65_516)}&access_token=abcdefghi` }, /longer than 64 KiB/],
  ])("for %s, and its body stays unsaid", async (_what, answer, message) => {
    const result = await exchange(answer);
    expect(result).toMatchObject({ type: "failure", cause: "HTTP_ERROR", isRetryable: false, message: expect.stringMatching(message) });
    expect(JSON.stringify(result)).not.toContain("abcdef");
  });
});

const GITHUB = "error=bad_verification_code&error_description=The+code+is+incorrect.&error_uri=https%3A%2F%2Fexample.com%2Fhelp";

describe("an error is told, whatever its form", () => {
  it.each<[string, SinkAnswer, string]>([
    ["with 200", { body: '{"error":"invalid_client"}' }, "answered 200: invalid_client"],
    ["form-encoded with 200", { body: GITHUB }, "answered 200: bad_verification_code, The code is incorrect., https://example.com/help"],
    ["form-encoded with 400", { status: 400, body: GITHUB }, "answered 400: bad_verification_code, The code is incorrect."],
    ["with an empty token", { body: '{"access_token":"","error":"access_denied"}' }, "answered 200: access_denied"],
    ["with a byte order mark", { status: 401, body: '\uFEFF{"error":"invalid_client"}' }, "answered 401: invalid_client"],
    ["with no description", { status: 400, body: '{"error":"invalid_scope","error_description":null}' }, "answered 400: invalid_scope"],
    ["as a list", { status: 400, body: '[{"message":"no"}]' }, 'answered 400: [{"message":"no"}]'],
    ["as an object", { status: 400, body: '{"error":{"message":"no"}}' }, 'answered 400: {"error":{"message":"no"}}'],
    ["as a page", { status: 403, body: "<html>\n<title>Forbidden</title>" }, "answered 403: <html> <title>Forbidden</title>"],
    ["without a body", { status: 401, body: "" }, "The token endpoint answered 401."],
  ])("%s, and final", async (_how, answer, words) => {
    const result = await exchange(answer);
    expect(result).toMatchObject({ type: "failure", cause: "HTTP_ERROR", isRetryable: false, message: expect.stringContaining(words) });
  });

  it.each<[string, SinkAnswer]>([
    ["temporarily_unavailable with 200", { body: '{"error":"temporarily_unavailable"}' }],
    ["server_error with 400", { status: 400, body: "error=server_error" }],
    ["503", { status: 503, body: "<html>" }],
    ["429", { status: 429, body: '{"error":"slow_down"}' }],
  ])("and %s is tried again", async (_what, answer) => {
    expect(await exchange(answer)).toMatchObject({ type: "failure", cause: "HTTP_ERROR", isRetryable: true });
  });

  it("without the client's secret, and as it is where it only looks like that", async () => {
    const body = '{"error":"invalid_client","error_description":"s3cret","error_uri":"https://example.com/?key=s3cret"}';
    expect(await exchange({ status: 401, body })).toMatchObject({
      message: "The token endpoint answered 401: invalid_client, [redacted], https://example.com/?key=[redacted]",
    });
    expect(await exchange({ status: 401, body: "client_secret=s3cret&s3cretary=1" })).toMatchObject({
      message: "The token endpoint answered 401: client_secret=[redacted]&s3cretary=1",
    });
  });
});

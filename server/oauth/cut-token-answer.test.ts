import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { EgressClient } from "@/server/egress/egress-client";
import { exchangeToken } from "@/server/oauth/exchange-token";
import { buildTokenRequest } from "@/server/oauth/token-request";
import { createTestEgressClient } from "@/tests/support/egress";
import { startTcpSink, type TcpSink } from "@/tests/support/tcp-sink";

let egress: EgressClient;
let sink: TcpSink | undefined;
beforeEach(() => {
  egress = createTestEgressClient();
});
afterEach(async () => {
  await egress.close();
  await sink?.close();
});

/** Returns the result of a token exchange whose endpoint answers with these bytes. */
async function exchangeWith(bytes: string, isClosing: boolean) {
  sink = await startTcpSink({ onRequest: (socket) => (isClosing ? socket.end(bytes) : socket.write(bytes)) });
  const request = buildTokenRequest({
    endpoint: sink.url,
    httpMethod: "POST",
    clientId: "c",
    clientSecret: "s3cret-s3cret",
    parameters: [],
    viaStaticIp: false,
    webhook: { id: "w", version: 1 },
    variableSecrets: [],
  });
  return exchangeToken({ egress, request, timeoutMs: 1_000 });
}

const TOKEN = '{"access_token":"abcdef","expires_in":3600}';
const CUT = `HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n${TOKEN}`;

describe("a token endpoint's answer whose body is not whole", () => {
  it.each([
    ["because the connection broke", true, "CONNECTION_ERROR"],
    ["at the deadline", false, "TIMEOUT"],
  ])("%s brings no token, and is asked for again", async (_, isClosing, cause) => {
    const result = await exchangeWith(CUT, isClosing);
    expect(result).toMatchObject({ type: "failure", cause, isRetryable: true, message: expect.stringContaining("answered 200") });
    expect(JSON.stringify(result)).not.toContain("abcdef");
  });

  it("still says by its status that the client is refused", async () => {
    const result = await exchangeWith('HTTP/1.1 401 No\r\ncontent-length: 99\r\n\r\n{"error":"invalid_client"}', true);
    expect(result).toMatchObject({ cause: "HTTP_ERROR", isRetryable: false, message: expect.stringContaining("invalid_client") });
  });

  it("brings a token where only its head had to be repaired", async () => {
    const result = await exchangeWith(`HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\ncontent-length: ${TOKEN.length}\n\n${TOKEN}`, false);
    expect(result).toMatchObject({ type: "token", accessToken: "abcdef", expiresInSeconds: 3_600 });
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { EgressClient } from "@/server/egress/egress-client";
import { createFakeResolver, createTestEgressClient, expectAnswer, expectFailure, requestTo } from "@/tests/support/egress";
import { type HttpSink, startHttpSink } from "@/tests/support/http-sink";

const PUBLIC_ADDRESS = "93.184.215.14";

let sink: HttpSink;
let client: EgressClient;
beforeAll(async () => {
  sink = await startHttpSink();
  const answers = { "tokens.test": [["127.0.0.1"]], "both.test": [["127.0.0.1", PUBLIC_ADDRESS]], "public.test": [[PUBLIC_ADDRESS]] };
  client = createTestEgressClient({ resolver: createFakeResolver(answers) });
});
afterAll(async () => {
  await client.close();
  await sink.close();
});

const send = (url: string) => client.send(requestTo(url, { isPublicHttpRefused: true, timeoutMs: 2_000 }));

describe("a request for which public http is refused", () => {
  it("goes by http to an address within the allowed networks", async () => {
    for (const host of ["127.0.0.1", "tokens.test"]) {
      expect(expectAnswer(await send(`http://${host}:${sink.port}/`)).statusCode).toBe(200);
    }
  });

  it.each(["public.test", "both.test", PUBLIC_ADDRESS])("never goes by http to %s, which is public", async (host) => {
    const result = expectFailure(await send(`http://${host}:${sink.port}/`));
    expect(result).toMatchObject({ code: "BLOCKED_ADDRESS", message: expect.stringContaining("a public address") });
    expect(result.timings.connectMs).toBeUndefined();
  });

  it("goes by https wherever others go", async () => {
    const result = expectFailure(await send(`https://tokens.test:${sink.port}/`));
    expect(result.code).toBe("TLS_ERROR");
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildDocument } from "@/app/_openapi/build-document";
import { EXAMPLES } from "@/app/_openapi/examples";
import { ALL_ROUTES } from "@/app/_openapi/served-document";
import { describeDocument } from "@/app/(portal)/settings/api/reference/read-reference";
import { isCurlHere, pasteCurl } from "@/tests/support/curl";
import { type HttpSink, startHttpSink } from "@/tests/support/http-sink";

let sink: HttpSink;
beforeAll(async () => {
  sink = await startHttpSink();
});
afterAll(() => sink.close());

const VARIABLE = /\$([A-Z_]+)/g;
const shellName = (name: string) => name.replace(/(?<=[a-z])(?=[A-Z])/g, "_").toUpperCase();
/** Returns a value with characters that curl may take for a pattern, and a shell for a quote. */
const standIn = (name: string) => `{it's}[${name.length}-9]`;

describe.runIf(isCurlHere())("the reference's curl commands (where curl is installed)", () => {
  it("run in a shell, each with its method, address, token and body, whatever the variables stand for", async () => {
    const document = buildDocument({ routes: ALL_ROUTES, serverUrl: sink.url, version: "1" });
    const operations = describeDocument(document).groups.flatMap((group) => group.operations);
    expect(operations.length).toBeGreaterThan(50);
    for (const { id, curl, method, path } of operations) {
      const names = [...curl.matchAll(VARIABLE)].flatMap(([, name]) => name ?? []);
      const variables = Object.fromEntries(names.map((name) => [name, standIn(name)]));
      await pasteCurl(curl, { ...variables, TOKEN: "pst_1" });
      const arrived = sink.requests.at(-1);
      expect([id, arrived?.method]).toEqual([id, method]);
      const address = path.replace(/\{(\w+)\}/g, (_whole, name: string) => standIn(shellName(name)));
      expect([id, arrived?.url?.split("?")[0]]).toEqual([id, address]);
      expect([id, arrived?.headers.authorization]).toEqual([id, curl.includes("$TOKEN") ? "Bearer pst_1" : undefined]);
      expect([id, arrived?.rawBody === "" ? undefined : JSON.parse(arrived?.rawBody ?? "")]).toEqual([id, EXAMPLES[id]?.request]);
    }
    expect(sink.requests).toHaveLength(operations.length);
  });
});

import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ROUTE_TABLE } from "@/app/route-table";
import { createdApiTokenAnswer } from "@/domain/api-token/api-token";
import { eventListAnswer } from "@/domain/delivery/webhook-event";
import { entityAnswer } from "@/domain/entity/entity-answers";
import { inbox } from "@/domain/inbox/inbox";
import { webhookConfigAnswer } from "@/domain/webhook/webhook-config";
import { arbitraryInput } from "@/tests/contract/arbitrary-input";
import { createSender, type SendRequest, type SentAnswer } from "@/tests/contract/send-request";
import { withServedApi } from "@/tests/contract/serve-api";
import { type HttpSink, startHttpSink } from "@/tests/support/http-sink";
import { makeOrganizationWithToken, withProcessEnvironment } from "@/tests/support/process-environment";

const environment = withProcessEnvironment();
const api = withServedApi();
let sink: HttpSink;
let send: SendRequest;
/** Real ids for each path parameter, so that requests reach further than the look-up. */
let ids: Record<string, string>;

beforeAll(async () => {
  sink = await startHttpSink();
  send = createSender({ url: api.url, token: (await makeOrganizationWithToken(environment.db)).token });
});
afterAll(async () => {
  await sink.close();
});

beforeEach(async () => {
  // An organization may have only a limited number of inboxes.
  await environment.db.inbox.deleteMany();
  const { body: webhook } = await send("POST", "/v1/webhooks/configs", { json: { eventName: "product_updated", url: sink.url } });
  const configId = webhookConfigAnswer.parse(webhook).id;
  await send("POST", "/v1/webhooks/events", { json: { eventName: "product_updated", entity: { _id: "1" } } });
  const { body: log } = await send("POST", `/v2/webhooks/configs/${configId}/events`);
  const { body: token } = await send("POST", "/v1/tokens", { json: { name: "Fuzz", scopes: ["read"] } });
  // One of the operations deletes the schema.
  const schema = { name: "Contact", plural: "Contacts", attributes: [], capabilities: [] };
  await send("PUT", "/v1/entity/schemas/contact", { json: schema });
  ids = {
    configId,
    eventId: eventListAnswer.parse(log).data[0]?.event_id ?? "",
    tokenId: createdApiTokenAnswer.parse(token).id,
    key: "key",
    slug: "contact",
    id: entityAnswer.parse((await send("POST", "/v1/entity/contact", { json: { first_name: "Ada" } })).body)._id,
    inboxId: inbox.parse((await send("POST", "/v1/inboxes")).body).id,
  };
});

const RUNS = 10;
const operations = Object.entries(ROUTE_TABLE).flatMap(([path, module]) =>
  Object.entries(module).flatMap(([method, handler]) =>
    "operation" in handler && method !== "HEAD"
      ? [[handler.operation.operationId, { operation: handler.operation, method, path }] as const]
      : [],
  ),
);
const withBody = operations.filter(([, { method }]) => method !== "GET");

const pathPart = fc.oneof(
  { weight: 3, arbitrary: fc.constant(null) },
  {
    weight: 1,
    arbitrary: fc.string({ unit: "binary", minLength: 1 }).filter((text) => !/\p{Surrogate}/u.test(text) && text !== "." && text !== ".."),
  },
);
const query = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.dictionary(
      fc.constantFrom("limit", "cursor", "status", "eventName", "orgId", "sync", "force", "x"),
      fc.oneof(fc.string(), fc.constantFrom("true", "-1", "1e9", "failed", "\u0000", "eyJ9")),
      { maxKeys: 3 },
    ),
  },
);
const headers = fc.record(
  {
    "content-type": fc.constantFrom(
      "application/json",
      "application/x-www-form-urlencoded",
      "text/plain",
      "multipart/form-data; boundary=x",
    ),
    "idempotency-key": fc.stringMatching(/^[\x21-\x7e]{1,20}$/),
    accept: fc.constantFrom("*/*", "application/large-response.vnd+json"),
  },
  { requiredKeys: [], noNullPrototype: true },
);

function addressOf(path: string, parts: (string | null)[], given: Record<string, string>): string {
  const left = [...parts];
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(left.shift() ?? ids[name] ?? "unknown"));
  const search = new URLSearchParams(given).toString();
  return search ? `${filled}?${search}` : filled;
}

/** Expects an answer of ours to any input: no 500, except the one for a token endpoint that failed. */
function expectOurs({ status, body }: SentAnswer, sent: unknown): void {
  const isExchange = status === 500 && (body as { code?: string }).code === "token_exchange_failed";
  if (status >= 500 && !isExchange) expect.fail(`${status} ${JSON.stringify(body)} to ${JSON.stringify(sent)?.slice(0, 2_000)}`);
}

describe("no input makes the API answer 500:", () => {
  it.each(operations)("%s, with any path and query", async (_operationId, { method, path }) => {
    const property = fc.asyncProperty(
      fc.array(pathPart, { minLength: 2, maxLength: 2 }),
      query,
      headers,
      async (parts, given, sentHeaders) => {
        const address = addressOf(path, parts, given);
        expectOurs(await send(method, address, { headers: sentHeaders }), address);
      },
    );
    await fc.assert(property, { numRuns: RUNS });
  });

  it.each(withBody)("%s, with bytes that are no JSON", async (_operationId, { method, path }) => {
    const property = fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), headers, async (bytes, sentHeaders) => {
      const body = Buffer.from(bytes);
      expectOurs(await send(method, addressOf(path, [], {}), { body, headers: sentHeaders }), [...bytes]);
    });
    await fc.assert(property, { numRuns: RUNS });
  });

  it.each(withBody.filter(([, { operation }]) => operation.body))(
    "%s, with what its schema describes, and nearly so",
    async (_id, { operation, method, path }) => {
      if (!operation.body) return;
      const property = fc.asyncProperty(arbitraryInput(operation.body.schema), headers, async (json, sentHeaders) => {
        expectOurs(await send(method, addressOf(path, [], {}), { json, headers: sentHeaders }), json);
      });
      await fc.assert(property, { numRuns: 2 * RUNS });
    },
  );
});

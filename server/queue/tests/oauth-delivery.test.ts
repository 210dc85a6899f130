import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Context } from "@/server/context";
import { getDelivery } from "@/server/delivery/get-delivery";
import { createWebhook } from "@/server/webhook/create-webhook";
import { deleteWebhook } from "@/server/webhook/delete-webhook";
import { type DeliveryStage, setDeliveryStage } from "@/tests/support/delivery-stage";
import type { SinkAnswer, SinkRequest } from "@/tests/support/http-sink";
import { createTestContext } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";

const database = withTestDatabase();
let stage: DeliveryStage;
let ctx: Context;
beforeEach(async () => {
  stage = await setDeliveryStage(database.db);
  ctx = createTestContext({ db: database.db, organizationId: stage.organizationId });
  respond({});
});
afterEach(() => stage.close());

const isToken = ({ url }: SinkRequest) => url.startsWith("/token");
const tokenRequests = () => stage.sink.requests.filter(isToken);
const hookRequests = () => stage.sink.requests.filter((request) => !isToken(request));
const bearerOf = (request: SinkRequest | undefined) => request?.headers.authorization;

/**
 * Sets the answers of `token` and `hook`, each of which counts its own requests from 0. By default tokens are numbered and every
 * request is accepted.
 */
function respond(answers: { token?: (count: number) => SinkAnswer; hook?: (count: number, request: SinkRequest) => SinkAnswer }): void {
  stage.sink.setRespond((request) => {
    if (!isToken(request)) return answers.hook?.(hookRequests().length - 1, request) ?? {};
    const count = tokenRequests().length - 1;
    const body = JSON.stringify({ access_token: `access-token-${count}`, token_type: "bearer", expires_in: 3_600 });
    return answers.token?.(count) ?? { body };
  });
}

async function addWebhook(changes: Record<string, unknown> = {}): Promise<string> {
  const oauthConfig = { clientId: "client-1", clientSecret: "client-secret", endpoint: `${stage.sink.url}/token`, httpMethod: "POST" };
  const auth = { authType: "OAUTH_CLIENT_CREDENTIALS", oauthConfig: { ...oauthConfig, ...changes } };
  const { id } = await createWebhook({ ctx, input: { eventName: "product_updated", url: `${stage.sink.url}/hook`, auth } });
  return id;
}

describe("a delivery with OAuth client credentials", () => {
  it("carries the access token that was fetched with custom parameters of each type", async () => {
    await addWebhook({
      customParameterList: [
        { type: "body", key: "audience", value: "orders" },
        { type: "query", key: "tenant", value: "7" },
        { type: "header", key: "X-Realm", value: "main" },
      ],
    });
    await stage.publish();
    await stage.deliverer.deliverBatch();
    const [request] = tokenRequests();
    expect(request).toMatchObject({ method: "POST", url: "/token?tenant=7", headers: { "x-realm": "main" } });
    expect(Object.fromEntries(new URLSearchParams(request?.rawBody))).toEqual({
      grant_type: "client_credentials",
      client_id: "client-1",
      client_secret: "client-secret",
      audience: "orders",
    });
    expect(bearerOf(hookRequests()[0])).toBe("Bearer access-token-0");
    expect(await stage.onlyDelivery()).toMatchObject({ status: "succeeded" });
  });

  it("says who the client is by an Authorization parameter instead, without a client secret", async () => {
    const value = "Basic Y2xpZW50LTE6Y2xpZW50LXNlY3JldA==";
    await addWebhook({ clientSecret: undefined, customParameterList: [{ type: "header", key: "Authorization", value }] });
    await stage.publish();
    await stage.deliverer.deliverBatch();
    expect(tokenRequests()[0]).toMatchObject({ rawBody: "grant_type=client_credentials", headers: { authorization: value } });
    expect(await stage.onlyDelivery()).toMatchObject({ status: "succeeded" });
  });

  it("fetches by GET with everything in the query", async () => {
    await addWebhook({ httpMethod: "GET", customParameterList: [{ type: "body", key: "audience", value: "orders" }] });
    await stage.publish();
    await stage.deliverer.deliverBatch();
    expect(tokenRequests()[0]).toMatchObject({
      method: "GET",
      rawBody: "",
      url: "/token?grant_type=client_credentials&client_id=client-1&client_secret=client-secret&audience=orders",
    });
  });

  it("shares one token with all others, over several processes", async () => {
    await addWebhook();
    respond({ token: () => ({ body: '{"access_token":"shared-token"}', delayMs: 150 }) });
    await stage.publish(40);
    const deliverers = [stage.deliverer, stage.makeDeliverer({ ownerId: "host:other" })];
    await Promise.all(deliverers.map((deliverer) => deliverer.deliverBatch()));
    expect(tokenRequests()).toHaveLength(1);
    expect(hookRequests().map(bearerOf)).toEqual(Array(40).fill("Bearer shared-token"));
    await stage.publish();
    await stage.makeDeliverer({ ownerId: "host:third" }).deliverBatch();
    expect(tokenRequests()).toHaveLength(1);
    expect((await stage.deliveries()).every(({ status }) => status === "succeeded")).toBe(true);
  });

  it("whose token is refused is sent once more with a new one, in the same attempt, which says so", async () => {
    await addWebhook();
    respond({ hook: (_count, request) => ({ status: bearerOf(request) === "Bearer access-token-0" ? 401 : 200 }) });
    await stage.publish(5);
    await stage.deliverer.deliverBatch();
    expect(tokenRequests()).toHaveLength(2);
    expect(hookRequests()).toHaveLength(10);
    const [first, again] = hookRequests().filter(({ headers }) => headers["webhook-id"] === hookRequests()[0]?.headers["webhook-id"]);
    expect(again).toMatchObject({ rawBody: first?.rawBody, headers: { "webhook-signature": first?.headers["webhook-signature"] } });
    expect((await stage.deliveries()).map(({ status, attemptNumber }) => [status, attemptNumber])).toEqual(Array(5).fill(["succeeded", 1]));
    expect(await stage.attempts()).toMatchObject(
      Array(5).fill({ number: 1, statusCode: 200, errorCode: null, errorMessage: expect.stringContaining("sent again with a new one") }),
    );
  });

  it("whose new token is refused, too, has failed: it is sent no third time", async () => {
    await addWebhook();
    respond({ hook: () => ({ status: 401 }) });
    await stage.publish();
    await stage.deliverer.deliverBatch();
    expect(hookRequests().map(bearerOf)).toEqual(["Bearer access-token-0", "Bearer access-token-1"]);
    expect(await stage.onlyDelivery()).toMatchObject({ status: "failed", attemptNumber: 1 });
    const [attempt] = await stage.attempts();
    expect(attempt).toMatchObject({ statusCode: 401, errorCode: "HTTP_ERROR", errorMessage: expect.stringContaining("answered 401") });
    expect(attempt?.errorMessage).toContain("sent again with a new one");
  });

  it("has one deadline for exchange, request and second request", async () => {
    await addWebhook();
    respond({ hook: (count) => (count === 0 ? { status: 401, delayMs: 1_500 } : { hang: true }) });
    await stage.publish();
    await stage.makeDeliverer({ timeoutMs: 3_000 }).deliverBatch();
    // With a deadline of its own, the second request alone would have been open for three seconds.
    expect(Date.now() - (hookRequests()[1]?.receivedAt.getTime() ?? 0)).toBeLessThan(3_000);
    expect(await stage.attempts()).toMatchObject([{ errorCode: "TIMEOUT" }]);
    expect(hookRequests()).toHaveLength(2);
  });

  it("is not sent without a token, and tried again where the cause is one that may pass", async () => {
    await addWebhook();
    respond({ token: () => ({ status: 503, body: "down" }) });
    await stage.publish();
    await stage.deliverer.deliverBatch();
    expect(hookRequests()).toEqual([]);
    expect(await stage.onlyDelivery()).toMatchObject({ status: "in_progress", failureCount: 1 });
    const message = "The token endpoint answered 503: down (HTTP_ERROR).";
    expect(await stage.attempts()).toMatchObject([
      { statusCode: null, errorCode: "OAuthTokenExchangeError", errorMessage: message, requestHeaders: {} },
    ]);
    respond({});
    await stage.makeAllDue();
    await stage.deliverer.deliverBatch();
    expect(await stage.onlyDelivery()).toMatchObject({ status: "succeeded", attemptNumber: 2 });
  });

  it.each([
    ["by an error", { status: 400, body: '{"error":"invalid_client"}' }, "invalid_client (HTTP_ERROR)"],
    ["by bad JSON", { body: "abc" }, "no JSON object with an access_token, nor a form with one (HTTP_ERROR)"],
  ])("has failed for good where no token is given %s", async (_what, answer, words) => {
    await addWebhook();
    respond({ token: () => answer });
    await stage.publish();
    await stage.deliverer.deliverBatch();
    expect(await stage.onlyDelivery()).toMatchObject({ status: "failed", attemptNumber: 1 });
    const [attempt] = await stage.attempts();
    expect(attempt).toMatchObject({ errorCode: "OAuthTokenExchangeError" });
    expect(attempt?.errorMessage).toContain(words);
  });

  it("leaves neither secret nor token in what is kept and shown, even when the endpoint echoes them", async () => {
    const configId = await addWebhook();
    respond({
      hook: (_count, { headers }) => ({
        headers: { "x-echo": String(headers.authorization) },
        body: JSON.stringify({ headers, client_secret: "client-secret" }),
      }),
    });
    await stage.publish();
    await stage.deliverer.deliverBatch();
    const { id: eventId } = await stage.onlyDelivery();
    const shown = await getDelivery({ ctx, input: { configId, eventId } });
    expect(shown.attempts?.[0]?.request_headers).toMatchObject({ authorization: "[redacted]" });
    const kept = [shown, await stage.attempts(), await database.db.oauthToken.findMany(), await database.db.webhook.findMany()];
    expect(JSON.stringify(kept)).not.toMatch(/access-token-0|client-secret/);
    expect(shown.attempts?.[0]?.response_body).toContain("Bearer [redacted]");
  });

  it("has no token left when its webhook is deleted", async () => {
    const configId = await addWebhook();
    await stage.publish();
    await stage.deliverer.deliverBatch();
    expect(await database.db.oauthToken.count({ where: { webhookId: configId } })).toBe(1);
    await deleteWebhook({ ctx, input: { configId } });
    expect(await database.db.oauthToken.count({ where: { webhookId: configId } })).toBe(0);
  });
});

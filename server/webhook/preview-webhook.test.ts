import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { TokenScope } from "@/domain/api-token/scopes";
import type { Context } from "@/server/context";
import { updateEnvironmentVariable } from "@/server/environment/update-environment-variable";
import { publishEvents } from "@/server/event/publish-events";
import { createWebhook } from "@/server/webhook/create-webhook";
import { previewUnsavedWebhook, previewWebhook } from "@/server/webhook/preview-webhook";
import { type DeliveryStage, setDeliveryStage } from "@/tests/support/delivery-stage";
import { createTestContext } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";

const database = withTestDatabase();
let stage: DeliveryStage;
let ctx: Context;
beforeEach(async () => {
  stage = await setDeliveryStage(database.db);
  ctx = createTestContext({ db: database.db, organizationId: stage.organizationId });
});
afterEach(() => stage.close());

const add = (config: object = {}) =>
  createWebhook({ ctx, input: { eventName: "product_updated", url: `${stage.sink.url}/hook`, ...config } });

describe("a preview", () => {
  it("is what is delivered then, and sends nothing itself", async () => {
    const { id: configId } = await add({
      jsonataExpression: "{ 'price': entity.price, 'for': metadata.webhook_id }",
      payloadConfiguration: { custom_headers: { "X-Shop": "one", Authorization: "Token my-credentials" } },
    });
    const published = await stage.publish(1, { price: 3 });
    const eventId = published.events[0]?.event_id ?? "";
    const preview = await previewWebhook({ ctx, input: { configId, event_id: eventId } });
    expect(stage.sink.requests).toEqual([]);
    await stage.deliverer.deliverBatch();
    await stage.sink.waitForRequests(1);
    const [sent] = stage.sink.requests;
    expect(preview).toMatchObject({
      event: { source: "published", event_id: eventId, event_name: "product_updated" },
      filter: { verdict: "send" },
      transform: { status: "applied", payload: sent?.rawBody },
      request: { method: "POST", url: `${stage.sink.url}/hook`, body: sent?.rawBody },
      problems: [],
      warnings: [],
    });
    const names = Object.keys(preview.request?.headers ?? {}).map((name) => name.toLowerCase());
    expect(Object.keys(sent?.headers ?? {})).toEqual(expect.arrayContaining(names));
    expect(preview.request?.signature).toMatch(/^v1a,\S+ v1,\S+$/);
    expect(preview.request?.curl).toContain(`curl --globoff -X POST '${stage.sink.url}/hook'`);
    expect(JSON.stringify(preview)).not.toContain("my-credentials");
    expect(preview.request?.headers).toMatchObject({ "X-Shop": "[redacted]", Authorization: "[redacted]" });
  });

  it("takes the type's example or a given event, and says what the filter makes of it and why", async () => {
    const { id: configId } = await add({ filter: { keyToFilter: "entity.status", supportedValues: ["won"] } });
    const preview = (input: object) => previewWebhook({ ctx, input: { configId, ...input } });
    expect(await preview({})).toMatchObject({ event: { source: "example" }, filter: { verdict: "skip" }, transform: { status: "none" } });
    const given = await preview({ event: { entity: { status: "lost" } } });
    expect(given.filter).toEqual({ verdict: "skip", reason: expect.stringMatching(/lost.*won/) });
    expect(JSON.parse(given.request?.body ?? "")).toMatchObject({ entity: { status: "lost" } });
    expect(await preview({ event: { data: { status: "won" } } })).toMatchObject({ filter: { verdict: "send" } });
  });

  it("calls a published event what the webhook calls it, as the delivery does; of another type it keeps its own name", async () => {
    const { id: configId } = await add({ eventName: "CustomerRequest_Created", payloadFormat: "event_object" });
    const preview = async (eventName: string) => {
      const { events } = await publishEvents({ ctx, input: { eventName } });
      const { event, payload } = await previewWebhook({ ctx, input: { configId, event_id: events[0]?.event_id ?? "" } });
      return [event.event_name, JSON.parse(payload).eventType];
    };
    expect(await preview("customer_request_created")).toEqual(["customer_request_created", "CustomerRequest_Created"]);
    expect(await preview("client.created")).toEqual(["client.created", "client.created"]);
  });

  it("tells of variables that do not exist, of a transform that fails, and of one that gives nothing", async () => {
    const { id: configId } = await add({ url: `${stage.sink.url}/{{ env.missing }}` });
    const unresolved = await previewWebhook({ ctx, input: { configId } });
    expect(unresolved.problems).toEqual([{ code: "UNRESOLVED_VARIABLE", message: expect.stringContaining("missing") }]);
    expect(unresolved.request?.url).toBe(`${stage.sink.url}/{{ env.missing }}`);

    const config = { eventName: "product_updated", url: `${stage.sink.url}/hook` };
    const auth = { authType: "BASIC", basicAuthConfig: { username: "{{ env.nobody }}", password: "my-password" } };
    const nameless = await previewUnsavedWebhook({ ctx, input: { config: { ...config, auth } } });
    expect(nameless.problems).toEqual([{ code: "UNRESOLVED_VARIABLE", message: expect.stringContaining("nobody") }]);
    const failing = await previewUnsavedWebhook({ ctx, input: { config: { ...config, jsonataExpression: "entity.[" } } });
    expect(failing).toMatchObject({ transform: { status: "failed" }, request: null, problems: [{ code: "TRANSFORM_ERROR" }] });
    const wrong = await previewUnsavedWebhook({ ctx, input: { config: { ...config, jsonataExpression: "$sum(entity._id)" } } });
    expect(wrong.transform).toMatchObject({ status: "failed", position: "$sum(".length });
    const incomplete = await previewUnsavedWebhook({ ctx, input: { config: { eventName: "product_updated" } } });
    expect(incomplete.problems).toMatchObject([{ message: "The webhook has no URL." }]);
    const nothing = await previewUnsavedWebhook({ ctx, input: { config: { ...config, jsonataExpression: "nothing" } } });
    expect(nothing).toMatchObject({ transform: { status: "nothing" }, request: null, problems: [] });
  });

  it("of a configuration that is not saved keeps stored secrets, shows none, and saves nothing", async () => {
    const auth = { authType: "BASIC", basicAuthConfig: { username: "ann", password: "my-password" } };
    const { id: configId } = await add({ auth });
    const before = await database.db.webhook.findMany();
    const config = {
      eventName: "product_updated",
      url: `${stage.sink.url}/new`,
      auth: { authType: "BASIC", basicAuthConfig: { username: "ben" } },
    };
    const preview = await previewWebhook({ ctx, input: { configId, config } });
    expect(preview.request).toMatchObject({ url: `${stage.sink.url}/new`, headers: { authorization: "[redacted]" } });
    const elsewhere = previewWebhook({ ctx, input: { configId, config: { ...config, url: "https://example.com/" } } });
    await expect(elsewhere).rejects.toMatchObject({ code: "invalid_input", faults: [{ path: "auth.basicAuthConfig.password" }] });
    expect(JSON.stringify(preview)).not.toMatch(/my-password|YW5u|YmVu/);
    const unsaved = await previewUnsavedWebhook({ ctx, input: { config: { ...config, auth } } });
    expect(unsaved.request).toMatchObject({ headers: { authorization: "[redacted]" }, signature: expect.stringMatching(/^v1a,\S+$/) });
    expect(await database.db.webhook.findMany()).toEqual(before);
  });

  it("resolves the user name's variable, and shows it no more than the password", async () => {
    await updateEnvironmentVariable({ ctx, input: { key: "user", change: { value: "some-user", type: "String" } } });
    const auth = { authType: "BASIC", basicAuthConfig: { username: "{{ env.user }}", password: "my-password" } };
    const config = { eventName: "product_updated", url: `${stage.sink.url}/hook`, auth };
    const { problems, request } = await previewUnsavedWebhook({ ctx, input: { config } });
    expect(problems).toEqual([]);
    expect(request?.headers).toMatchObject({ authorization: "[redacted]" });
    expect(request?.curl).toContain("-H 'authorization: [redacted]'");
    expect(JSON.stringify(request)).not.toMatch(/some-user|my-password|c29tZS11c2Vy/);
  });

  it("shows signatures to those alone who may have events sent", async () => {
    const { id: configId } = await add({ payloadFormat: "event_object", signatureHeader: "x-copilot-signature" });
    const previewAs = (scopes: TokenScope[]) =>
      previewWebhook({
        ctx: createTestContext({ db: database.db, organizationId: stage.organizationId, scopes }),
        input: { configId, event: { data: { forged: true } } },
      });
    const seen = await previewAs(["read", "write"]);
    expect(seen.request).toMatchObject({
      signature: "[redacted]",
      headers: { "webhook-signature": "[redacted]", "x-copilot-signature": "[redacted]", "webhook-id": expect.stringMatching(/^msg_/) },
    });
    expect(seen.request?.curl).not.toMatch(/v1a?,|[0-9a-f]{64}/);
    const full = await previewAs(["read", "publish"]);
    expect(full.request?.signature).toMatch(/^v1a,\S+ v1,\S+$/);
    expect(full.request?.headers["x-copilot-signature"]).toMatch(/^[0-9a-f]{64}$/);
  });

  it("fetches no access token", async () => {
    const oauthConfig = { clientId: "c", clientSecret: "s", endpoint: `${stage.sink.url}/token`, httpMethod: "POST" };
    const { id: configId } = await add({ auth: { authType: "OAUTH_CLIENT_CREDENTIALS", oauthConfig } });
    const preview = await previewWebhook({ ctx, input: { configId } });
    expect(preview.request?.headers).toMatchObject({ authorization: "Bearer [redacted]" });
    expect(stage.sink.requests).toEqual([]);
  });

  it("shows no other organization's event, refuses two events and what could not be saved, and needs its scope", async () => {
    const { id: configId } = await add();
    const other = await setDeliveryStage(database.db);
    await other.addWebhook();
    const theirs = (await other.publish()).events[0]?.event_id;
    await expect(previewWebhook({ ctx, input: { configId, event_id: theirs } })).rejects.toMatchObject({ code: "not_found" });
    await other.close();
    await expect(previewWebhook({ ctx, input: { configId, event_id: "a", event: {} } })).rejects.toMatchObject({ code: "invalid_input" });
    const config = { eventName: "product_updated", url: "http://169.254.169.254/" };
    await expect(previewUnsavedWebhook({ ctx, input: { config } })).rejects.toMatchObject({ faults: [{ path: "url" }] });
    const reader = createTestContext({ db: database.db, organizationId: stage.organizationId, scopes: ["read"] });
    await expect(previewUnsavedWebhook({ ctx: reader, input: { config } })).rejects.toMatchObject({ code: "forbidden" });
  });
});

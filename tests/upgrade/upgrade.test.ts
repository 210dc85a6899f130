import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DAY_MS } from "@/domain/duration";
import { SEEDED_SCHEMAS } from "@/domain/entity-schema/seeded-schemas";
import { type WebhookConfig, webhookConfigAnswer } from "@/domain/webhook/webhook-config";
import { webhookVersionList } from "@/domain/webhook/webhook-version";
import type { EmbeddedHost } from "@/inngest/runtime/start-host";
import { createEgressClient } from "@/server/egress/egress-client";
import { seedInstallation } from "@/server/installation/seed-installation";
import type { Database } from "@/server/platform/db";
import { convertHistory } from "@/server/retention/convert-history";
import { makeDays } from "@/server/retention/make-days";
import { createSender, type SendRequest } from "@/tests/contract/send-request";
import { type ServedApi, serveApi } from "@/tests/contract/serve-api";
import { plainHeaders } from "@/tests/support/delivery-stage";
import { eventually, PATIENCE_MS } from "@/tests/support/eventually";
import { type HttpSink, type SinkRequest, startHttpSink } from "@/tests/support/http-sink";
import { type ProcessEnvironment, startProcessEnvironment } from "@/tests/support/process-environment";
import { startProcessHost } from "@/tests/support/process-host";
import { createCaches, TEST_RETENTION } from "@/tests/support/test-context";
import { createTestDeliverer } from "@/tests/support/test-deliverer";
import { type AnswersBefore, upgradeDatabase } from "@/tests/upgrade/upgrade-database";

const CONFIGS = "/v1/webhooks/configs";
const LOGGED_AT = new Date("2026-11-28T00:00:00Z");

/** Returns the database of a process that stops after some transactions. */
function interruptedAfter(db: Database, transactions: number): Database {
  let left = transactions;
  return new Proxy(db, {
    get(target, key) {
      const value = Reflect.get(target, key);
      if (key !== "$transaction") return typeof value === "function" ? value.bind(target) : value;
      return (...input: unknown[]) => {
        if (left-- === 0) throw new Error("The process has stopped.");
        return value.apply(target, input);
      };
    },
  });
}

let before: AnswersBefore;
let sink: HttpSink;
let environment: ProcessEnvironment;
let api: ServedApi;
let send: SendRequest;
beforeAll(async () => {
  sink = await startHttpSink({
    respond: ({ url }) => (url.startsWith("/token") ? { body: JSON.stringify({ access_token: "access-token", expires_in: 3_600 }) } : {}),
  });
  const upgraded = await upgradeDatabase({ endpoint: `127.0.0.1:${sink.port}` });
  before = upgraded.before;
  const variables = { POSTERN_SECRET_KEY: before.secretKey, POSTERN_STATIC_IP_PROXY_URL: "http://127.0.0.1:9" };
  environment = await startProcessEnvironment(variables, upgraded.database);
  api = await serveApi();
  send = createSender({ url: api.url, token: before.token });
});
afterAll(async () => {
  await api.close();
  await environment.stop();
  await sink.close();
});

const idOf = (name: string) => before.ids[name] ?? "";
const readConfigs = async () => webhookConfigAnswer.array().parse((await send("GET", CONFIGS)).body);
const readVersions = async (id: string) => webhookVersionList.parse((await send("GET", `${CONFIGS}/${id}/versions?limit=100`)).body).data;

describe("an installation of an earlier version, brought to this one", () => {
  it("answers each webhook as it answered it before", async () => {
    expect(await readConfigs()).toEqual(before.configs);
    expect(before.configs).toHaveLength(19);
    for (const config of before.configs) expect((await send("GET", `${CONFIGS}/${config.id}`)).body).toEqual(config);
  });

  it("tells the same of each version, of a deleted webhook's too, and of the event log", async () => {
    for (const [id, versions] of Object.entries(before.versions)) expect(await readVersions(id)).toEqual(versions);
    for (const [id, data] of Object.entries(before.log)) {
      expect((await send("POST", `/v2/webhooks/configs/${id}/events`, { json: {} })).body).toMatchObject({ data });
    }
  });

  it("tells the same of the event log while its history is moved into days, wherever that is interrupted, and after it", async () => {
    const { db } = environment;
    const expectSameLog = async () => {
      for (const [id, data] of Object.entries(before.log)) {
        expect((await send("POST", `/v2/webhooks/configs/${id}/events`, { json: {} })).body).toMatchObject({ data });
      }
    };
    // The time is that of the log, so that nothing of it is over.
    const conversion = { now: LOGGED_AT, retention: TEST_RETENTION, budgetMs: 60_000, chunk: 7 };
    await makeDays({ db, now: LOGGED_AT, from: new Date(LOGGED_AT.getTime() - TEST_RETENTION.deliveryDays * DAY_MS) });
    let isDone = false;
    for (let chunks = 1; !isDone; chunks++) {
      isDone = await convertHistory({ ...conversion, db: interruptedAfter(db, chunks) }).catch(() => false);
      await expectSameLog();
      expect(chunks).toBeLessThan(40);
    }
    expect(await convertHistory({ ...conversion, db })).toBe(true);
    const old =
      await db.$queryRaw`select relname from pg_class where relname in ('delivery_before', 'attempt_before', 'event_before', 'delivery_since')`;
    expect(old).toEqual([]);
    // Nothing was left behind, or came twice.
    expect(await db.event.count()).toBe(await db.publishedEventId.count());
    expect(await db.attempt.count()).toBe(await db.recordedAttempt.count());
  });

  it("knows the ids of events that were published before", async () => {
    const [{ id } = { id: "" }] = await environment.db.publishedEventId.findMany({ take: 1 });
    const answer = await send("POST", "/v1/webhooks/events", { json: { eventName: "product_updated", event_id: id, entity: {} } });
    expect(answer).toMatchObject({ status: 202, body: { events: [{ event_id: id, duplicate: true }] } });
  });

  it.each([
    ["claims", "select w.max_requests_per_second, w.timeout_seconds from webhook w"],
    [
      "claims, of the version with one configuration",
      "with due as (select id from delivery where next_at <= now() for update skip locked) update delivery d set held = false from due where d.id = due.id",
    ],
    ["publishes", "insert into delivery (id, organization_id, status) values ('dlv_1', 'org_1', 'in_progress')"],
    ["records", "update delivery set status = 'succeeded', next_at = null where id = 'dlv_1'"],
  ])("leaves an older process that still runs nothing to go by when it %s, so that it does no harm", async (_what, statement) => {
    await expect(environment.db.$executeRawUnsafe(statement)).rejects.toThrow(
      /does not exist|is not allowed|cannot (insert into|update) view/,
    );
  });

  it("delivers what waited, with the secrets that were stored, and signs it with those that are valid", async () => {
    const { db } = environment;
    // The time that has passed since must not matter, so old secrets are still valid.
    await db.$executeRaw`update signing_secret set valid_until = now() + interval '1 day' where valid_until is not null`;
    await db.$executeRaw`update queued_delivery set next_at = now()`;
    const egress = createEgressClient({ policy: { isHttpsRequired: false, allowedPrivateNetworks: ["127.0.0.0/8"] } });
    const means = { ...environment.contextFor(""), egress };
    const deliverer = createTestDeliverer({
      ...means,
      ...createCaches(means),
      ...{ ownerId: "host:upgrade", random: () => 0.5, patienceMs: PATIENCE_MS },
    });
    while ((await db.queuedDelivery.count()) > 0) await deliverer.deliverBatch();
    await deliverer.drain(0);
    await egress.close();

    const waited = Object.values(before.log).flatMap((events) => events.filter(({ status }) => status === "in_progress"));
    expect(waited.length).toBeGreaterThan(15);
    const ended = await db.delivery.findMany({ where: { id: { in: waited.map(({ event_id }) => event_id) } }, select: { status: true } });
    expect(new Set(ended.map(({ status }) => status))).toEqual(new Set(["succeeded"]));

    const requestTo = (path: string): SinkRequest => {
      const request = sink.requests.find(({ url }) => url === path);
      if (!request) throw new Error(`Nothing came to ${path}.`);
      return request;
    };
    const basic = (credentials: string) => `Basic ${Buffer.from(credentials).toString("base64")}`;
    expect(requestTo("/basic").headers).toMatchObject({
      authorization: basic("ada:basic-password-1"),
      "x-tenant": "t-1",
      "x-shop": "north",
    });
    expect(requestTo("/basic-reference").headers.authorization).toBe(basic("north:hidden-value-123"));
    expect(requestTo("/key?shop=north")).toMatchObject({ method: "PUT", headers: { "x-api-key": "key-value-1" } });
    expect(requestTo("/key-reference").headers["x-api-key"]).toBe("hidden-value-123");
    expect(requestTo("/key-braces").headers["x-api-key"]).toBe("{{ env.shop }}");
    for (const path of ["/oauth", "/oauth-header", "/oauth-reference"]) {
      expect(requestTo(path).headers.authorization).toBe("Bearer access-token");
    }
    const tokenRequest = requestTo("/token?tenant=north");
    expect(tokenRequest.headers["x-realm"]).toBe("main");
    expect(Object.fromEntries(new URLSearchParams(tokenRequest.rawBody))).toMatchObject({
      client_secret: "client-secret-1",
      audience: "orders",
    });
    expect(requestTo("/filters").rawBody).toBe('{"p":12.5,"env":"north"}');
    expect(JSON.parse(requestTo("/object").rawBody)).toMatchObject({ eventType: "client.updated", data: { id: "client-1" } });
    expect(requestTo("/object").headers).toHaveProperty("x-copilot-signature");
    const signed = { plain: "/plain", basic: "/basic", "event object": "/object", "api key": "/key?shop=north", protected: "/protected" };
    for (const [name, path] of Object.entries(signed)) {
      const { rawBody, headers } = requestTo(path);
      for (const secret of before.signingSecrets[name] ?? []) new Webhook(secret).verify(rawBody, plainHeaders(headers));
    }
    expect(before.signingSecrets["event object"]).toHaveLength(2);
  });

  it("restores each version to what it was, and then the latest again", async () => {
    const restore = (id: string, version: number) => send("POST", `${CONFIGS}/${id}/versions/${version}/restore`, { json: {} });
    // The reason for which Postern disabled a webhook is no setting, so it is not restored.
    const settingsOf = ({ updatedTime: _time, disabledReason: _reason, ...settings }: WebhookConfig) => settings;
    for (const config of before.configs) {
      const { id } = config;
      const numbers = (before.versions[id] ?? []).map(({ version }) => version).sort((a, b) => a - b);
      for (const number of numbers) {
        const answer = await restore(id, number);
        expect(answer, JSON.stringify(answer.body)).toMatchObject({ status: 200 });
        const told = (await readVersions(id)).find(({ version }) => version === number);
        const changes = told?.changes_on_restore.filter(({ field }) => field !== "disabledReason");
        expect(changes, `${config.name}, version ${number}`).toEqual([]);
      }
    }
    expect((await readConfigs()).map(settingsOf)).toEqual(before.configs.map(settingsOf));
  });

  it("changes a webhook and keeps the secret that it had", async () => {
    const id = idOf("api key by reference");
    const stored = webhookConfigAnswer.parse((await send("GET", `${CONFIGS}/${id}`)).body);
    const changed = await send("PUT", `${CONFIGS}/${id}`, { json: { ...stored, timeoutSeconds: 30 } });
    expect(changed).toMatchObject({ status: 200, body: { status: "active", timeoutSeconds: 30, auth: stored.auth } });
    const preview = await send("POST", `${CONFIGS}/${id}/preview`, { json: {} });
    expect(preview).toMatchObject({ status: 200, body: { problems: [], request: { method: "POST" } } });
  });
});

describe("an installation of a version that had no entities, once it is started", () => {
  let host: EmbeddedHost;
  beforeAll(async () => {
    const values = { organizationId: undefined, adminEmail: "admin@example.com", adminPassword: undefined, apiToken: undefined };
    expect(await seedInstallation({ ...environment.contextFor(""), values })).toBeNull();
    host = await startProcessHost();
  });
  afterAll(() => host.stop());

  it("has the entity schemas that come with Postern, with their events in the catalogue", async () => {
    const { results } = (await send("GET", "/v1/entity/schemas")).body as { results: { slug: string }[] };
    expect(results.map(({ slug }) => slug).sort()).toEqual(SEEDED_SCHEMAS.map(({ slug }) => slug).sort());
    expect(await send("GET", "/v1/events/opportunity.updated")).toMatchObject({ status: 200 });
  });

  it("tells a webhook of an entity's change, and runs an automation by it", async () => {
    const addWebhook = async (eventName: string, path: string) => {
      const json = { name: path, eventName, url: `${sink.url}${path}`, payloadConfiguration: { include_changed_attributes: true } };
      return webhookConfigAnswer.parse((await send("POST", CONFIGS, { json })).body).id;
    };
    await addWebhook("opportunity.updated", "/heard");
    const target_webhook_id = await addWebhook("automation_trigger_webhook", "/called");
    const flow = {
      flow_name: "Entity update: Opportunity",
      triggers: [{ type: "entity_operation", configuration: { schema: "opportunity", operations: ["updateEntity"] } }],
      actions: [{ type: "trigger-webhook", config: { target_webhook_id, sync: true } }],
    };
    expect((await send("POST", "/v1/automation/flows", { json: flow })).status).toBe(201);
    const { _id: id } = (await send("POST", "/v1/entity/opportunity", { json: { status: "open" } })).body as { _id: string };
    expect((await send("PATCH", `/v1/entity/opportunity/${id}`, { json: { status: "won" } })).status).toBe(200);

    await eventually(async () => {
      const { body } = await send("GET", `/v1/automation/executions?entity_id=${id}`);
      expect(body).toMatchObject({ total: 1, results: [{ status: "success", actions: [{ outputs: { status: "succeeded" } }] }] });
      expect(sink.requests.filter(({ url }) => url === "/heard")).toHaveLength(1);
    });
    for (const path of ["/heard", "/called"]) {
      const [request, ...others] = sink.requests.filter(({ url }) => url === path);
      expect(others).toEqual([]);
      expect(JSON.parse(request?.rawBody ?? "{}")).toMatchObject({
        entity: { _id: id },
        changed_attributes: { updated: { status: "won" } },
      });
    }
  });
});

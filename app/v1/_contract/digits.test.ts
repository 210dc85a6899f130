import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type ServedApi, serveApi } from "@/app/v1/_contract/serve-api";
import { type Context, createContext } from "@/server/context";
import { createDeliverer, type Deliverer } from "@/server/delivery/deliverer";
import { createEgressClient, type EgressClient } from "@/server/egress/egress-client";
import { PATIENCE_MS } from "@/tests/support/eventually";
import { type HttpSink, startHttpSink } from "@/tests/support/http-sink";
import { makeOrganizationWithToken, type ProcessEnvironment, startProcessEnvironment } from "@/tests/support/process-environment";
import { recordJobs } from "@/tests/support/test-context";

let environment: ProcessEnvironment;
let api: ServedApi;
let sink: HttpSink;
let egress: EgressClient;
let deliverer: Deliverer;
let token: string;

beforeAll(async () => {
  environment = await startProcessEnvironment();
  api = await serveApi();
});
afterAll(async () => {
  await api.close();
  await environment.stop();
});
beforeEach(async () => {
  sink = await startHttpSink();
  const made = await makeOrganizationWithToken(environment.db);
  token = made.token;
  const ctx: Context = createContext({
    tenant: { organizationId: made.organizationId },
    actor: { type: "system" },
    jobs: recordJobs(),
    requestId: "test",
  });
  egress = createEgressClient({ policy: ctx.egressPolicy });
  deliverer = createDeliverer({ ...ctx, egress, ownerId: "test:1", patienceMs: PATIENCE_MS });
});
afterEach(async () => {
  await deliverer.drain(0);
  await Promise.all([egress.close(), sink.close()]);
});

/** Sends a body as it is written here, and gives the answer's text. */
async function call(method: string, path: string, body?: string): Promise<{ status: number; text: string }> {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const answer = await fetch(`${api.url}${path}`, { method, headers, ...(body === undefined ? {} : { body }) });
  return { status: answer.status, text: await answer.text() };
}

async function expectOk(method: string, path: string, body?: string): Promise<string> {
  const { status, text } = await call(method, path, body);
  if (status >= 300) throw new Error(`${method} ${path} answered ${status}: ${text}`);
  return text;
}

async function createWebhook(config: object = {}): Promise<{ id: string; signingSecret: string }> {
  const given = { eventName: "product_updated", url: `${sink.url}/hook`, ...config };
  return JSON.parse(await expectOk("POST", "/v1/webhooks/configs", JSON.stringify(given)));
}

/** Publishes an event of these fields, and gives the id of its only delivery. */
async function publish(fields: string): Promise<string> {
  const text = await expectOk("POST", "/v1/webhooks/events", `{"eventName":"product_updated",${fields}}`);
  return JSON.parse(text).events[0].deliveries[0].event_id;
}

async function delivered(): Promise<string> {
  await deliverer.deliverBatch();
  const requests = await sink.waitForRequests(1);
  return requests.at(-1)?.rawBody ?? "";
}

const NUMBERS = "[1152921504606846977,19.90,1.0,-0,1e5,1E400,-0.10000000000000000000001,0.000000100,100000000000000000000000]";
const object = (name: string) => `{"${name}":${NUMBERS},"n":19.90}`;
const CONTENT = [
  `"entity":${object("e")}`,
  `"relations":[${object("r")}]`,
  `"activity":${object("a")}`,
  `"changed_attributes":{"added":${object("x")},"updated":${object("y")},"deleted":${object("z")}}`,
].join();
const GIVEN = `${CONTENT},"previous_attributes":${object("p")},"metadata":${object("m")}`;
const METADATA_END = `${object("m").slice(1)}`;
const EVERYTHING = { include_relations: true, include_activity: true, include_changed_attributes: true };

describe("every number that was published arrives with its digits", () => {
  it("in each part of an entity envelope, signed as it was sent, and in the log", async () => {
    const { id, signingSecret } = await createWebhook({ payloadConfiguration: EVERYTHING });
    const eventId = await publish(GIVEN);
    const body = await delivered();
    expect(body).toMatch(/^\{"metadata":\{"organization_id":/);
    expect(body.endsWith(`,${METADATA_END},${CONTENT}}`)).toBe(true);
    const [request] = sink.requests;
    expect(() => new Webhook(signingSecret).verify(body, request?.headers as Record<string, string>)).not.toThrow();

    const event = await expectOk("GET", `/v1/webhooks/configs/${id}/events/${eventId}`);
    expect(event).toContain(`"payload":${JSON.stringify(body)}`);
    expect(event).toContain(`"original_payload":${JSON.stringify(body)}`);
    for (const log of [event, await expectOk("POST", `/v2/webhooks/configs/${id}/events`)]) expect(log).toContain(`,${METADATA_END}`);
  });

  it("in an event object, also where the entity is called data", async () => {
    await createWebhook({ payloadFormat: "event_object" });
    await publish(`"data":${object("e")},"previous_attributes":${object("p")}`);
    expect(await delivered()).toBe(`{"eventType":"product_updated","data":${object("e")},"previousAttributes":${object("p")}}`);
  });

  it("in what is left of an entity that is not hydrated", async () => {
    await createWebhook({ payloadConfiguration: { hydrate_entity: false } });
    await publish('"entity":{"_id":1152921504606846977,"_title":1.0,"price":19.90}');
    expect(await delivered()).toMatch(/,"entity":\{"_id":1152921504606846977,"_title":1\.0\}\}$/);
  });

  it("in changed attributes that follow from previous ones, where only another value is a change", async () => {
    await createWebhook({ payloadConfiguration: EVERYTHING });
    await publish(
      '"entity":{"price":19.90,"id":1152921504606846977,"to":[1.0]},"previous_attributes":{"price":19.9,"id":1152921504606846976,"to":[1]}',
    );
    expect(await delivered()).toMatch(/,"changed_attributes":\{"added":\{\},"updated":\{"id":1152921504606846977\},"deleted":\{\}\}\}$/);
  });

  it.each([false, true])("in a direct trigger (sync: %s), where a synchronous caller sees the answer's digits as well", async (isSync) => {
    const { id } = await createWebhook();
    sink.setRespond(() => ({ headers: { "content-type": "application/json" }, body: object("answer") }));
    const given = `{"metadata":${object("m")},"entity":${object("e")},"order":${NUMBERS}}`;
    const answer = await expectOk("POST", `/v1/webhooks/configs/${id}/trigger?sync=${isSync}`, given);
    const body = isSync ? (sink.requests[0]?.rawBody ?? "") : await delivered();
    expect(body.endsWith(`,${METADATA_END},"entity":${object("e")},"order":${NUMBERS}}`)).toBe(true);
    if (isSync) expect(answer).toContain(`"body":${object("answer")}`);
    const event = await expectOk("GET", `/v1/webhooks/configs/${id}/events/${JSON.parse(answer).event_id}`);
    expect(event).toContain(`"body":${object("answer")}`);
  });

  it("in a replay of what was sent, and in one that is built from the event again", async () => {
    const { id } = await createWebhook({ payloadConfiguration: EVERYTHING, jsonataExpression: "{ 'price': entity.n }" });
    const eventId = await publish(GIVEN);
    expect(await delivered()).toBe('{"price":19.9}');
    expect(await expectOk("GET", `/v1/webhooks/configs/${id}/events/${eventId}`)).toContain(
      JSON.stringify(`,${METADATA_END},${CONTENT}}`).slice(1, -1),
    );

    const { jsonataExpression: _none, ...config } = JSON.parse(await expectOk("GET", `/v1/webhooks/configs/${id}`));
    await expectOk("PUT", `/v1/webhooks/configs/${id}`, JSON.stringify(config));
    const replay = `/v1/webhooks/configs/${id}/events/${eventId}/replay`;
    await expectOk("POST", replay, '{"reapply_transform":true}');
    await deliverer.deliverBatch();
    const built = (await sink.waitForRequests(2))[1]?.rawBody ?? "";
    expect(built.endsWith(`,${METADATA_END},${CONTENT}}`)).toBe(true);

    const { events } = JSON.parse(await expectOk("POST", `/v2/webhooks/configs/${id}/events`).then((text) => `{"events":${text}}`));
    await expectOk("POST", `/v1/webhooks/configs/${id}/events/${events.data[0].event_id}/replay`, "{}");
    await deliverer.deliverBatch();
    expect((await sink.waitForRequests(3))[2]?.rawBody).toBe(built);
  });

  it("in a preview of an event that is given, and of one that was published", async () => {
    const config = { eventName: "product_updated", url: `${sink.url}/hook`, payloadConfiguration: EVERYTHING };
    const { id } = await createWebhook(config);
    const eventId = await publish(GIVEN);
    const shown = JSON.stringify(`,${METADATA_END},${CONTENT}}`).slice(1);
    const saved = await expectOk("POST", `/v1/webhooks/configs/${id}/preview`, `{"event_id":"${eventId}"}`);
    const unsaved = await expectOk("POST", "/v1/webhooks/preview", `{"config":${JSON.stringify(config)},"event":{${GIVEN}}}`);
    for (const preview of [saved, unsaved]) {
      expect(preview.split(shown)).toHaveLength(3);
      expect(JSON.parse(preview)).toMatchObject({ transform: { status: "none" }, warnings: [] });
    }
  });

  it("whatever their size", async () => {
    await createWebhook();
    const numbers = `["9",${"9".repeat(100_000)},0.${"1".repeat(100_000)},1e999999999,-1e-999999999,1e${"9".repeat(1_000)}]`;
    await publish(`"entity":{"n":${numbers}}`);
    expect((await delivered()).endsWith(`,"entity":{"n":${numbers}}}`)).toBe(true);
  });

  it("from each of an array of events", async () => {
    await createWebhook();
    const events = [0, 1, 2].map((n) => `{"eventName":"product_updated","entity":{"n":${n}.0}}`);
    await expectOk("POST", "/v1/webhooks/events", `[${events.join(", ")}]`);
    await deliverer.deliverBatch();
    const bodies = (await sink.waitForRequests(3)).map(({ rawBody }) => /"entity":(.*)\}$/.exec(rawBody)?.[1]).sort();
    expect(bodies).toEqual(['{"n":0.0}', '{"n":1.0}', '{"n":2.0}']);
  });
});

describe("JSONata", () => {
  it("sees the nearest numbers that a double holds, and the preview says which have another value, and where", async () => {
    const condition = { jsonata_expression: "entity.order_id > 5" };
    const config = {
      jsonataExpression: "{ 'id': entity.order_id, 'price': entity.price }",
      filterConditions: { conditions: [condition], logical_operator: "AND" },
      payloadConfiguration: { include_activity: false },
    };
    const { id } = await createWebhook(config);
    const given = '{"event":{"entity":{"order_id":1152921504606846977,"price":19.90},"activity":{"at":[12345678901234567890]}}}';
    const preview = JSON.parse(await expectOk("POST", `/v1/webhooks/configs/${id}/preview`, given));
    expect(preview).toMatchObject({
      filter: { verdict: "send" },
      transform: { status: "applied", payload: '{"id":1152921504606847000,"price":19.9}' },
      problems: [],
      warnings: [
        { step: "filter", path: "entity.order_id" },
        { step: "filter", path: "activity.at[0]" },
        { step: "transform", path: "entity.order_id" },
      ],
    });
    expect(preview.warnings[2].message).toBe(
      "The transform sees the number 1152921504606846977 at entity.order_id as 1152921504606847000, the nearest that JSONata can hold. Publish it as a text to keep its digits there.",
    );
  });

  it("fails on a number beyond all doubles rather than send null, and the preview says so", async () => {
    const { id } = await createWebhook({ jsonataExpression: "entity" });
    const preview = JSON.parse(await expectOk("POST", `/v1/webhooks/configs/${id}/preview`, '{"event":{"entity":{"n":1e400}}}'));
    expect(preview).toMatchObject({
      transform: { status: "failed", message: expect.stringContaining("beyond") },
      warnings: [{ step: "transform", path: "entity.n", message: expect.stringContaining("cannot hold the number 1e400") }],
    });
    const eventId = await publish('"entity":{"n":1e400}');
    await deliverer.deliverBatch();
    expect(sink.requests).toEqual([]);
    expect(JSON.parse(await expectOk("GET", `/v1/webhooks/configs/${id}/events/${eventId}`))).toMatchObject({
      status: "failed",
      http_response: { code: "TRANSFORM_ERROR" },
    });
  });
});

describe("where no number is asked for", () => {
  it.each([
    ["19.90", ""],
    ["[19.90]", "0"],
    ['{"eventName":"product_updated","entity":1e5}', "entity"],
    ['{"eventName":"product_updated","metadata":1.0}', "metadata"],
    ['{"eventName":"product_updated","changed_attributes":1.0}', "changed_attributes"],
    ['{"eventName":"product_updated","changed_attributes":{"added":-0}}', "changed_attributes.added"],
    ['{"eventName":"product_updated","relations":[1.0]}', "relations"],
    ['{"eventName":"product_updated","event_id":1.0}', "event_id"],
    ['{"eventName":1.0}', "eventName"],
    ['{"eventName":"product_updated","metadata":{"user_id":1152921504606846977}}', "metadata.user_id"],
  ])("%s is refused like any other number, at %j", async (body, path) => {
    const { status, text } = await call("POST", "/v1/webhooks/events", body);
    expect([status, JSON.parse(text).errors]).toEqual([400, [{ path, message: expect.stringMatching(/^Give |^An event is|^Say which/) }]]);
  });

  it.each(["19.90", '{"event":1.0}', '{"config":1.0}', '{"event":{"entity":1.0}}'])("a preview refuses %s", async (body) => {
    const { id } = await createWebhook();
    const { status, text } = await call("POST", `/v1/webhooks/configs/${id}/preview`, body);
    expect([status, text]).toEqual([400, expect.stringContaining("Give ")]);
  });
});

describe("a webhook's configuration", () => {
  it.each(["30.0", "3e1", "30.000000000000000000"])("takes %s for the number 30", async (text) => {
    const config = `{"eventName":"product_updated","url":"${sink.url}/hook","timeoutSeconds":${text}}`;
    expect(JSON.parse(await expectOk("POST", "/v1/webhooks/configs", config))).toMatchObject({ timeoutSeconds: 30 });
    await expectOk("POST", "/v1/webhooks/preview", `{"config":${config},"event":{"entity":{"n":1.0}}}`);
  });
});

describe("a strict event type", () => {
  it("with multipleOf 0.01 takes an array of prices as people write them, by their decimal value", async () => {
    const properties = { price: { type: "number", multipleOf: 0.01 }, id: { type: "integer", multipleOf: 2 } };
    const type = { name: "price.set", schema: { properties: { entity: { properties } } }, strict: true };
    await expectOk("POST", "/v1/events", JSON.stringify(type));
    const events = ["19.99", "19.90", "0.07", "4.35e3", "1.1"].map((price) => `{"eventName":"price.set","entity":{"price":${price}}}`);
    await expectOk("POST", "/v1/webhooks/events", `[${events.join()}]`);
    for (const [entity, path] of [
      ['{"price":19.999}', "entity.price"],
      ['{"id":1152921504606846977}', "entity.id"],
      ['{"price":"19.90"}', "entity.price"],
    ] as const) {
      const { status, text } = await call("POST", "/v1/webhooks/events", `{"eventName":"price.set","entity":${entity}}`);
      expect([status, JSON.parse(text).errors]).toEqual([400, [{ path, message: expect.any(String) }]]);
    }
  });
});

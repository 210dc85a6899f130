import { beforeAll, describe, expect, it } from "vitest";
import { BUILT_IN_EVENT_TYPES } from "@/domain/event/event-types";
import { createSender, type SendRequest } from "@/tests/contract/send-request";
import { withServedApi } from "@/tests/contract/serve-api";
import { makeOrganizationWithToken, withProcessEnvironment } from "@/tests/support/process-environment";

const environment = withProcessEnvironment();
const api = withServedApi();
let send: SendRequest;
let asStranger: SendRequest;

beforeAll(async () => {
  send = createSender({ url: api.url, token: (await makeOrganizationWithToken(environment.db)).token });
  asStranger = createSender({ url: api.url, token: (await makeOrganizationWithToken(environment.db)).token });
});

const schema = {
  type: "object",
  required: ["data"],
  properties: { data: { type: "object", required: ["id"], properties: { id: { type: "string" }, total: { type: "number", minimum: 0 } } } },
};
const order = {
  name: "order.paid",
  label: "Order paid",
  aliases: ["OrderPaid"],
  schema,
  example: { data: { id: "o1", total: 5 } },
  strict: true,
};
const publish = (json: unknown) => send("POST", "/v1/webhooks/events", { json });

describe("/v1/events", () => {
  it("lists the built-in types, each with a schema and an example that can be published as it is", async () => {
    const { status, body } = await send("GET", "/v1/events");
    expect(status).toBe(200);
    const { results } = body as { results: { name: string; builtIn: boolean; entitySchema: string | null }[] };
    const others = results.filter(({ entitySchema }) => entitySchema === null);
    expect(others.map(({ name }) => name).sort()).toEqual(BUILT_IN_EVENT_TYPES.map(({ name }) => name).sort());
    for (const { name, builtIn } of results) {
      expect(builtIn).toBe(true);
      const example = await send("GET", `/v1/events/${name}/example`);
      expect((await publish({ eventName: name, ...(example.body as object) })).status).toBe(202);
      expect((await send("GET", `/v1/events/${name}/json_schema`)).body).toMatchObject({ type: "object", properties: expect.any(Object) });
    }
  });

  it("adds a type of one's own, which is found by its name and alias, listened to and published", async () => {
    const created = await send("POST", "/v1/events", { json: order });
    expect(created).toMatchObject({ status: 201, body: { ...order, builtIn: false, webhooks: [] } });
    expect((await send("GET", "/v1/events/OrderPaid")).body).toEqual(created.body);
    expect((await send("PUT", "/v1/events/order.paid", { json: created.body })).status).toBe(200);
    expect(await send("POST", "/v1/events", { json: order })).toMatchObject({ status: 409 });
    expect(await send("POST", "/v1/events", { json: { name: "OrderPaid" } })).toMatchObject({ status: 409 });
    expect((await publish({ eventName: "OrderPaid", data: { id: "o2" } })).status).toBe(202);
  });

  it("refuses events of a strict type that are not as its schema says, by their paths, and all of the array", async () => {
    const answer = await publish([
      { eventName: "order.paid", data: { id: "o3" } },
      { eventName: "order.paid", data: { id: 5, total: -1 } },
      { eventName: "OrderPaid", entity: { total: 1 } },
      { eventName: "order.paid" },
      { eventName: "product_updated", entity: { anything: true } },
    ]);
    expect(answer.status).toBe(400);
    const { errors } = answer.body as { errors: { path: string }[] };
    expect(errors.map(({ path }) => path).sort()).toEqual(["1.data.id", "1.data.total", "2.entity.id", "3.data"]);
    expect(await environment.db.event.count({ where: { id: "o3" } })).toBe(0);
  });

  it("takes up a changed schema at once, and checks nothing where the type is not strict", async () => {
    const wider = { ...schema, properties: { data: { type: "object" } } };
    expect((await send("PUT", "/v1/events/order.paid", { json: { ...order, schema: wider } })).status).toBe(200);
    expect((await publish({ eventName: "order.paid", data: { total: -1 } })).status).toBe(202);
    expect((await publish({ eventName: "order.paid" })).status).toBe(400);
    expect((await send("PUT", "/v1/events/order.paid", { json: { ...order, strict: false } })).status).toBe(200);
    expect((await publish({ eventName: "order.paid" })).status).toBe(202);
  });

  it("checks events by a schema that refers to itself, and names the whole event without a path", async () => {
    const node = { properties: { children: { type: "array", items: { $ref: "#" } }, count: { type: "number" } } };
    const tree = { name: "tree.grown", strict: true, schema: { ...node, properties: { ...node.properties, entity: { $ref: "#" } } } };
    expect((await send("POST", "/v1/events", { json: tree })).status).toBe(201);
    const entity = (count: unknown) => ({ children: [{ children: [{ count }] }] });
    expect((await publish({ eventName: "tree.grown", entity: entity(1) })).status).toBe(202);
    const refused = await publish({ eventName: "tree.grown", entity: entity("one") });
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ path: "entity.children.0.children.0.count" }] } });
    expect((await send("POST", "/v1/events", { json: { name: "text.only", strict: true, schema: { type: "string" } } })).status).toBe(201);
    expect(await publish({ eventName: "text.only" })).toMatchObject({
      status: 400,
      body: { message: "By the event type's schema this must be string.", errors: [{ path: "" }] },
    });
  });

  it("publishes nothing by a stored schema that cannot be used, and says of which type it is", async () => {
    const name = "stored.before";
    expect((await send("POST", "/v1/events", { json: { ...order, name, aliases: [] } })).status).toBe(201);
    for (const stored of [{ $async: true, ...schema }, { properties: { entity: { $ref: "#/properties/entity" } } }]) {
      await environment.db.eventType.updateMany({ where: { name }, data: { schema: stored } });
      await environment.db.organization.updateMany({ data: { subscriptionsVersion: { increment: 1 } } });
      const answer = await publish({ eventName: name, entity: { id: 1 } });
      expect(answer).toMatchObject({ status: 422, body: { message: expect.stringContaining(name) } });
    }
  });

  it.each<[string, unknown, string]>([
    ["a name that is none", { name: "no spaces" }, "name"],
    ["a strict type without a schema", { name: "a.b", strict: true }, "schema"],
    ["a schema that is none", { name: "a.b", schema: { type: "nonsense" } }, "schema"],
    ["a reference that leads out", { name: "a.b", schema: { $ref: "https://example.com/s.json" } }, "schema"],
    ["a pattern beyond what is safe", { name: "a.b", schema: { pattern: "(?<=a)b" } }, "schema"],
    ["a schema with Ajv's own $async", { name: "a.b", strict: true, schema: { $async: true, required: ["entity"] } }, "schema"],
    ["a schema that is a loop", { name: "a.b", strict: true, schema: { $ref: "#" } }, "schema"],
    ["a schema beyond 64 KiB", { name: "a.b", schema: { description: "x".repeat(70_000) } }, "schema"],
    ["an example that the schema does not allow", { ...order, name: "a.b", example: { data: {} } }, "example.data.id"],
    ["an unknown field", { name: "a.b", colour: "red" }, "colour"],
  ])("refuses %s, and writes nothing", async (_what, json, path) => {
    expect(await send("POST", "/v1/events", { json })).toMatchObject({ status: 400, body: { errors: [{ path }] } });
    expect((await send("GET", "/v1/events/a.b")).status).toBe(404);
  });

  it("lets only strict be changed of a built-in type", async () => {
    const { body } = await send("GET", "/v1/events/product_updated");
    const type = body as Record<string, unknown>;
    const path = "/v1/events/product_updated";
    expect(await send("PUT", path, { json: { ...type, strict: true } })).toMatchObject({ status: 200, body: { strict: true } });
    expect(await publish({ eventName: "product_updated", entity: {} })).toMatchObject({
      status: 400,
      body: { errors: [{ path: "entity._id" }] },
    });
    expect((await send("PUT", path, { json: { ...type, label: "Mine" } })).status).toBe(409);
    expect((await send("DELETE", path)).status).toBe(409);
    expect((await send("PUT", path, { json: type })).status).toBe(200);
  });

  it("deletes a type only when no webhook listens to it, and names those that do", async () => {
    await send("POST", "/v1/events", { json: { name: "gone.soon", aliases: ["GoneSoon"] } });
    const url = "https://example.com/hooks";
    const { body } = await send("POST", "/v1/webhooks/configs", { json: { name: "Ledger", eventName: "GoneSoon", url } });
    const { id } = body as { id: string };
    expect((await send("GET", "/v1/events/gone.soon")).body).toMatchObject({ webhooks: [{ id, name: "Ledger" }] });
    const refused = await send("DELETE", "/v1/events/gone.soon");
    expect(refused).toMatchObject({ status: 409, body: { message: expect.stringContaining(`“Ledger” (${id})`) } });
    expect((await send("PUT", "/v1/events/gone.soon", { json: { aliases: [] } })).status).toBe(409);
    await send("DELETE", `/v1/webhooks/configs/${id}`);
    expect((await send("DELETE", "/v1/events/gone.soon")).status).toBe(204);
    expect((await send("GET", "/v1/events/gone.soon")).status).toBe(404);
  });

  it("infers a schema from the latest events, or from the one named", async () => {
    await send("POST", "/v1/events", { json: { name: "meter.read" } });
    expect((await send("POST", "/v1/events/meter.read/infer-schema")).status).toBe(422);
    await send("POST", "/v1/webhooks/configs", { json: { eventName: "meter.read", url: "https://example.com/hooks" } });
    await publish([
      { eventName: "meter.read", entity: { value: 1 }, event_id: "m1" },
      { eventName: "meter.read", entity: { value: 1.5, by: "ada@example.com" }, event_id: "m2" },
    ]);
    const both = await send("POST", "/v1/events/meter.read/infer-schema");
    const properties = { value: { type: "number" }, by: { type: "string", format: "email" } };
    expect(both).toMatchObject({ status: 200, body: { schema: { properties: { entity: { properties, required: ["value"] } } } } });
    expect((both.body as { event_ids: string[] }).event_ids.sort()).toEqual(["m1", "m2"]);
    const one = await send("POST", "/v1/events/meter.read/infer-schema", { json: { event_id: "m1" } });
    expect(one.body).toMatchObject({
      event_ids: ["m1"],
      schema: { properties: { entity: { properties: { value: { type: "integer" } } } } },
    });
    expect((await send("POST", "/v1/events/meter.read/infer-schema", { json: { event_id: "nope" } })).status).toBe(404);
    const saved = await send("PUT", "/v1/events/meter.read", { json: { schema: (both.body as { schema: object }).schema, strict: true } });
    expect(saved.status).toBe(200);
  });

  it("is each organization's own: another one's types answer 404, and their names are free", async () => {
    for (const [method, path] of [
      ["GET", ""],
      ["PUT", ""],
      ["DELETE", ""],
      ["GET", "/json_schema"],
      ["GET", "/example"],
      ["POST", "/infer-schema"],
    ] as const) {
      expect((await asStranger(method, `/v1/events/order.paid${path}`, { json: method === "GET" ? undefined : {} })).status).toBe(404);
    }
    const { body } = await asStranger("GET", "/v1/events");
    const { results } = body as { results: { entitySchema: string | null }[] };
    expect(results.filter(({ entitySchema }) => entitySchema === null)).toHaveLength(BUILT_IN_EVENT_TYPES.length);
    expect((await asStranger("POST", "/v1/events", { json: { name: "order.paid" } })).status).toBe(201);
  });
});

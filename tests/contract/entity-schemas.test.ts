import { authorize, type Client, createClient, type EntitySchema } from "@epilot/sdk/entity";
import definition from "@epilot/sdk/entity/openapi.json";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormatsModule from "ajv-formats";
import { beforeAll, describe, expect, it } from "vitest";
import { readDefinition } from "@/tests/contract/published-definition";
import { createSender, type SendRequest } from "@/tests/contract/send-request";
import { withServedApi } from "@/tests/contract/serve-api";
import { makeOrganizationWithToken, withProcessEnvironment } from "@/tests/support/process-environment";

const environment = withProcessEnvironment();
const api = withServedApi();
let client: Client;
let send: SendRequest;
let asReader: SendRequest;
let asStranger: SendRequest;

beforeAll(async () => {
  const { organizationId, token } = await makeOrganizationWithToken(environment.db);
  client = createClient();
  client.defaults.baseURL = api.url;
  client.defaults.validateStatus = () => true;
  authorize(client, () => token);
  send = createSender({ url: api.url, token });
  const reader = await makeOrganizationWithToken(environment.db, { organizationId, scopes: ["read"] });
  asReader = createSender({ url: api.url, token: reader.token });
  asStranger = createSender({ url: api.url, token: (await makeOrganizationWithToken(environment.db)).token });
});

const faultsByDefinition = readDefinition(definition);
// Compiling the definition's schemas takes seconds, in which the server would end a connection that the client still holds open.
beforeAll(() => {
  for (const operationId of ["listSchemas", "getSchema", "putSchema", "getSchemaVersions", "getJsonSchema", "getSchemaExample"]) {
    faultsByDefinition({ operationId, status: 200, body: {} });
  }
});
const SEEDED = ["account", "client", "company", "contact", "opportunity", "order", "product", "submission", "task"];

/** Calls an operation with the published client of the Entity API, and checks its answer against the client's definition. */
async function call<Answer>(operationId: string, request: Promise<{ status: number; data: Answer }>, status = 200): Promise<Answer> {
  const { status: answered, data } = await request;
  expect(answered, JSON.stringify(data)).toBe(status);
  if (status < 400) expect(faultsByDefinition({ operationId, status, body: data })).toEqual([]);
  else expect(data).toMatchObject({ status, error: expect.any(String), message: expect.any(String), code: expect.any(String) });
  return data;
}

const addFormats = addFormatsModule as unknown as typeof addFormatsModule.default;

/** Returns the faults of a value by a JSON Schema of 2020-12. */
function faultsBySchema(schema: object, value: unknown): unknown[] {
  const ajv = new Ajv2020({ allErrors: true, strictTypes: false });
  addFormats(ajv);
  const validate = ajv.compile(schema);
  validate(value);
  return validate.errors ?? [];
}

const meter = (changes: Partial<EntitySchema> = {}): EntitySchema => ({
  slug: "meter",
  name: "Meter",
  plural: "Meters",
  title_template: "Meter {{number}}",
  capabilities: [],
  attributes: [
    { name: "number", label: "Number", type: "string", required: true },
    { name: "state", label: "State", type: "status", options: ["built_in", { value: "removed", title: "Removed" }] },
    { name: "customer", label: "Customer", type: "relation", relation_type: "has_one" },
  ],
  ...changes,
});
const put = (schema: EntitySchema) => call("putSchema", client.putSchema({ slug: schema.slug }, schema));
const eventTypesOf = async (slug: string) => {
  const { body } = await send("GET", "/v1/events");
  const { results } = body as { results: { name: string; entitySchema: string | null; schema: object; example: object }[] };
  return results.filter(({ entitySchema }) => entitySchema === slug);
};

describe("the published client of the Entity API", () => {
  it("lists the schemas that come with Postern, and those that it includes or leaves out", async () => {
    const { results = [] } = await call("listSchemas", client.listSchemas());
    expect(results.map(({ slug }) => slug)).toEqual(SEEDED);
    const included = await call("listSchemas", client.listSchemas({ include: ["order", "contact"], exclude: ["order"], latest: true }));
    expect(included.results?.map(({ slug }) => slug)).toEqual(["contact"]);
    for (const query of ["include=order,task", "include[]=order&include[]=task", "include=order&include=task"]) {
      expect(await send("GET", `/v1/entity/schemas?${query}`)).toMatchObject({ body: { results: [{ slug: "order" }, { slug: "task" }] } });
    }
    expect((await send("GET", "/v1/entity/schemas?included=order")).status).toBe(400);
  });

  it.each(SEEDED)("gets %s, its JSON Schema with and without references, and an example that both allow", async (slug) => {
    const schema = await call("getSchema", client.getSchema({ slug }));
    const example = await call("getSchemaExample", client.getSchemaExample({ slug }));
    expect(Object.keys(example)).toEqual(expect.arrayContaining(schema.attributes.map((attribute) => String(attribute.name))));
    for (const dereference of [true, false]) {
      const jsonSchema = await call("getJsonSchema", client.getJsonSchema({ slug, dereference }));
      expect(faultsBySchema(jsonSchema, example)).toEqual([]);
      expect(JSON.stringify(jsonSchema).includes("$ref")).toBe(!dereference && "$defs" in jsonSchema);
    }
  });

  it("puts a schema, changes it, and reads its versions by number and id", async () => {
    const first = await put(meter());
    expect(first).toMatchObject({ ...meter(), version: 1, id: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    const second = await put(meter({ name: "Electricity meter", icon: "bolt" }));
    expect(second).toMatchObject({ version: 2, name: "Electricity meter", icon: "bolt" });
    expect(await call("getSchema", client.getSchema({ slug: "meter" }))).toEqual(second);
    expect(await call("getSchema", client.getSchema({ slug: "meter", id: String(first.id) }))).toEqual(first);
    expect(await call("getSchemaVersions", client.getSchemaVersions({ slug: "meter" }))).toMatchObject({
      versions: [second, first],
      versions_more: false,
    });
    const page = await call("getSchemaVersions", client.getSchemaVersions({ slug: "meter", versions_size: 1, fields: ["version"] }));
    const { created_at: _created, updated_at: _updated, title_template: _template, icon: _icon, ...fields } = second;
    expect(page).toMatchObject({ versions: [fields], versions_more: true });
    const rest = await call("getSchemaVersions", client.getSchemaVersions({ slug: "meter", versions_from: 1, versions_size: 5 }));
    expect(rest).toMatchObject({ versions: [first], versions_more: false });
  });

  it("gets the same version again where what it puts changes nothing, also what it was answered", async () => {
    const read = await call("getSchema", client.getSchema({ slug: "meter" }));
    expect(await put(read)).toEqual(read);
    const seeded = await call("getSchema", client.getSchema({ slug: "task" }));
    expect(await put(seeded)).toEqual(seeded);
    expect(seeded.version).toBe(1);
  });

  it("changes a schema that comes with Postern, whose first version stays", async () => {
    const seeded = await call("getSchema", client.getSchema({ slug: "account" }));
    const changed = await put({ ...seeded, name: "Business account" });
    expect(changed).toMatchObject({ slug: "account", name: "Business account", version: 2 });
    const { versions } = await call("getSchemaVersions", client.getSchemaVersions({ slug: "account" }));
    expect(versions).toEqual([changed, seeded]);
    expect((await asStranger("GET", "/v1/entity/schemas/account")).body).toMatchObject({ name: "Account", version: 1 });
  });

  it("keeps and answers what it does not know as it was given", async () => {
    const odd = { ...meter({ slug: "oddity" }), ui_config: { widget_order: ["summary"] }, "x-ours": [1.5, null, { a: "ü" }] };
    odd.attributes = [{ name: "a", label: "A", type: "hologram", shown: "sometimes" } as unknown as EntitySchema["attributes"][number]];
    const { status, body } = await send("PUT", "/v1/entity/schemas/oddity", { json: odd });
    expect([status, body]).toEqual([200, expect.objectContaining(odd)]);
    expect((await send("GET", "/v1/entity/schemas/oddity")).body).toEqual(body);
    expect((await send("DELETE", "/v1/entity/schemas/oddity")).status).toBe(200);
  });

  it("deletes a schema with its versions and event types, also one that comes with Postern, and puts it again", async () => {
    for (const slug of ["meter", "order"]) {
      const before = await call("getSchema", client.getSchema({ slug }));
      await call("deleteSchema", client.deleteSchema({ slug }));
      await call("getSchema", client.getSchema({ slug }), 404);
      await call("getSchemaVersions", client.getSchemaVersions({ slug }), 404);
      await call("getJsonSchema", client.getJsonSchema({ slug }), 404);
      await call("getSchemaExample", client.getSchemaExample({ slug }), 404);
      await call("deleteSchema", client.deleteSchema({ slug }), 404);
      const { results } = await call("listSchemas", client.listSchemas());
      expect(results?.map((schema) => schema.slug)).not.toContain(slug);
      expect(await eventTypesOf(slug)).toEqual([]);
      const again = await put(before);
      expect(again.id).not.toBe(before.id);
      const { versions } = await call("getSchemaVersions", client.getSchemaVersions({ slug }));
      expect(versions).toEqual([again]);
      expect(await eventTypesOf(slug)).toHaveLength(3);
    }
  });
});

describe("what a schema cannot be", () => {
  it.each(["activity", "schemas", "view", "views", "taxonomies", "blueprints"])("is called %s, which stands in a path", async (slug) => {
    const refused = await send("PUT", `/v1/entity/schemas/${slug}`, { json: meter({ slug }) });
    expect(refused).toMatchObject({
      status: 400,
      body: { status: 400, error: "Bad Request", code: "invalid_input", errors: [{ path: "slug" }] },
    });
    expect((await send("GET", `/v1/entity/schemas/${slug}`)).status).toBe(404);
  });

  it("is refused with the place of what is wrong", async () => {
    const number = { name: "number", label: "Number", type: "string" };
    for (const [changes, path] of [
      [{ slug: "other" }, "slug"],
      [{ name: undefined }, "name"],
      [{ attributes: [number, { ...number }] }, "attributes.1.name"],
      [{ attributes: [{ name: "a", type: "string" }] }, "attributes.0.label"],
      [{ attributes: [{ name: "a", label: "A", type: "currency" }] }, "attributes.0.currency"],
      [{ attributes: [number, { ...number, name: "zip", required: true, constraints: { pattern: "^\\d{5}$" } }] }, "attributes.1"],
      [{ attributes: [{ ...number, constraints: { pattern: "(" } }] }, "attributes"],
      [{ description: "x".repeat(300_000) }, "description"],
      [{ dialog_config: { text: "x".repeat(300_000) } }, ""],
      [{ dialog_config: { text: "\u0000" } }, ""],
    ] as const) {
      const refused = await send("PUT", "/v1/entity/schemas/meter", { json: { ...meter(), ...changes } });
      expect(refused, path).toMatchObject({ status: 400, body: { errors: expect.arrayContaining([expect.objectContaining({ path })]) } });
    }
    expect((await send("PUT", "/v1/entity/schemas/9meter", { json: meter({ slug: "9meter" }) })).status).toBe(400);
    expect((await send("PUT", "/v1/entity/schemas/meter?draft=true", { json: meter() })).status).toBe(400);
    expect((await send("PUT", "/v1/entity/schemas/meter")).status).toBe(400);
  });

  it("leaves an attribute out of the example that no valid value is at hand for, and shows its default where there is one", async () => {
    const zip = { name: "zip", label: "Zip", type: "string" as const, constraints: { pattern: "^[0-9]{5}$" } };
    const schema = meter({ slug: "place", attributes: [zip, { ...zip, name: "other_zip", required: true, default_value: "50667" }] });
    await put(schema);
    const example = await call("getSchemaExample", client.getSchemaExample({ slug: "place" }));
    expect(example).toMatchObject({ other_zip: "50667" });
    expect(example).not.toHaveProperty("zip");
    expect(faultsBySchema(await call("getJsonSchema", client.getJsonSchema({ slug: "place" })), example)).toEqual([]);
  });

  it("is changed by a token without the scope write, or seen by another organization", async () => {
    await put(meter());
    const denied = await asReader("PUT", "/v1/entity/schemas/meter", { json: meter({ name: "Theirs" }) });
    expect(denied).toMatchObject({ status: 403, body: { status: 403, error: "Forbidden", code: "forbidden" } });
    expect((await asReader("DELETE", "/v1/entity/schemas/meter")).status).toBe(403);
    expect((await asReader("GET", "/v1/entity/schemas/meter")).status).toBe(200);
    for (const path of ["", "/versions", "/json/schema", "/json/example"]) {
      expect(await asStranger("GET", `/v1/entity/schemas/meter${path}`), path).toMatchObject({ status: 404, body: { error: "Not Found" } });
    }
    expect((await asStranger("DELETE", "/v1/entity/schemas/meter")).status).toBe(404);
    await asStranger("PUT", "/v1/entity/schemas/meter", { json: meter({ name: "Theirs" }) });
    expect((await send("GET", "/v1/entity/schemas/meter")).body).toMatchObject({ name: "Meter" });
  });

  it("has operations that are not there: each answers 404 in the form of the API", async () => {
    for (const [method, path] of [
      ["GET", "/v2/entity/schemas"],
      ["GET", "/v1/entity/schemas/blueprints"],
      ["POST", "/v1/entity/schemas/attributes"],
      ["GET", "/v1/entity/schemas/attributes/meter:number"],
      ["POST", "/v1/entity/schemas/capabilities"],
      ["POST", "/v1/entity/schemas/group"],
      ["POST", "/v1/entity/schemas/headline"],
      ["POST", "/v1/entity/schemas/meter/freeze"],
      ["GET", "/v1/entity/schemas/meter/capabilities/available"],
    ] as const) {
      expect(await send(method, path), path).toMatchObject({ status: 404, body: { status: 404, error: "Not Found", code: "not_found" } });
    }
    expect(await send("PATCH", "/v1/entity/schemas/meter")).toMatchObject({
      status: 405,
      body: { status: 405, error: "Method Not Allowed" },
    });
  });
});

describe("the event types of a schema", () => {
  it("are in the catalogue, are listened to, and are published as their example shows", async () => {
    await put(meter({ slug: "boiler", name: "Boiler" }));
    const types = await eventTypesOf("boiler");
    expect(types.map(({ name }) => name)).toEqual(["boiler.created", "boiler.deleted", "boiler.updated"]);
    const configured = (await send("GET", "/v1/webhooks/configured-events")).body;
    expect(configured).toContainEqual({ eventName: "boiler.updated", eventLabel: "Boiler Updated" });
    const config = { name: "Boilers", eventName: "boiler.updated", url: "https://example.com/hook" };
    const webhook = await send("POST", "/v1/webhooks/configs", { json: config });
    expect(webhook.status).toBe(201);
    for (const { name, schema, example } of types) {
      expect(faultsBySchema(schema, example), name).toEqual([]);
      const published = await send("POST", "/v1/webhooks/events", { json: { eventName: name, ...example } });
      expect(published, name).toMatchObject({
        status: 202,
        body: { events: [{ deliveries: { length: name === config.eventName ? 1 : 0 } }] },
      });
    }
    const refused = await send("DELETE", "/v1/entity/schemas/boiler");
    expect(refused).toMatchObject({ status: 409, body: { status: 409, error: "Conflict", message: expect.stringContaining("“Boilers”") } });
    expect(await eventTypesOf("boiler")).toHaveLength(3);
    await send("DELETE", `/v1/webhooks/configs/${(webhook.body as { id: string }).id}`);
    expect((await send("DELETE", "/v1/entity/schemas/boiler")).status).toBe(200);
    expect((await send("POST", "/v1/webhooks/events", { json: { eventName: "boiler.created", entity: {} } })).status).toBe(400);
  });

  it("change with it, and keep whether they are strict", async () => {
    await put(meter({ slug: "valve" }));
    const type = (await send("GET", "/v1/events/valve.created")).body as object;
    expect((await send("PUT", "/v1/events/valve.created", { json: { ...type, strict: true } })).status).toBe(200);
    const entity = ((await send("GET", "/v1/events/valve.created/example")).body as { entity: object }).entity;
    const publish = (changes: object) =>
      send("POST", "/v1/webhooks/events", { json: { eventName: "valve.created", entity: { ...entity, ...changes } } });
    expect((await publish({ number: 5 })).status).toBe(400);
    expect((await publish({ number: "5", anything: "else" })).status).toBe(202);
    await put(meter({ slug: "valve", attributes: [{ name: "number", label: "Number", type: "number", data_type: "number" }] }));
    expect((await send("GET", "/v1/events/valve.created/json_schema")).body).toMatchObject({
      properties: { entity: { properties: { number: { type: ["number", "null"] } } } },
    });
    expect((await publish({ number: 5 })).status).toBe(202);
    expect((await publish({ number: "5" })).status).toBe(400);
  });

  it("cannot be changed or deleted by themselves", async () => {
    const type = (await send("GET", "/v1/events/contact.created")).body as object;
    const refused = await send("PUT", "/v1/events/contact.created", { json: { ...type, label: "Mine" } });
    expect(refused).toMatchObject({ status: 409, body: { message: expect.stringContaining("entity schema contact") } });
    expect(await send("DELETE", "/v1/events/contact.created")).toMatchObject({ status: 409 });
  });

  it("leave alone an event type of one's own that has the name already", async () => {
    const own = { name: "pump.created", label: "A pump", schema: { type: "object" }, aliases: ["pump.updated"] };
    expect((await send("POST", "/v1/events", { json: own })).status).toBe(201);
    await put(meter({ slug: "pump" }));
    expect((await eventTypesOf("pump")).map(({ name }) => name)).toEqual(["pump.deleted"]);
    expect((await send("DELETE", "/v1/entity/schemas/pump")).status).toBe(200);
    expect((await send("GET", "/v1/events/pump.created")).body).toMatchObject(own);
  });

  it("are as they were before for clients, whatever becomes of the schema", async () => {
    const before = (await send("GET", "/v1/events/client.updated")).body;
    expect(before).toMatchObject({ entitySchema: null, schema: { required: ["data"] } });
    const schema = await call("getSchema", client.getSchema({ slug: "client" }));
    await put({ ...schema, name: "Customer" });
    await call("deleteSchema", client.deleteSchema({ slug: "client" }));
    expect((await send("GET", "/v1/events/client.updated")).body).toEqual(before);
  });
});

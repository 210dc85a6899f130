import { authorize, type Client, createClient } from "@epilot/sdk/entity";
import { beforeAll, describe, expect, it } from "vitest";
import { faultsByEntityDefinition } from "@/tests/contract/published-entity-definition";
import { withServedApi } from "@/tests/contract/serve-api";
import { makeOrganizationWithToken, withProcessEnvironment } from "@/tests/support/process-environment";

const environment = withProcessEnvironment();
const api = withServedApi();
let client: Client;
let stranger: Client;
let organizationId: string;

function clientWith(token: string): Client {
  const made = createClient();
  made.defaults.baseURL = api.url;
  made.defaults.validateStatus = () => true;
  authorize(made, () => token);
  return made;
}

beforeAll(async () => {
  const own = await makeOrganizationWithToken(environment.db);
  organizationId = own.organizationId;
  client = clientWith(own.token);
  stranger = clientWith((await makeOrganizationWithToken(environment.db)).token);
});

const called = new Set<string>();

/** Calls an operation with the published client, and checks its answer against the client's definition. */
async function call<Answer>(operationId: string, status: number, request: Promise<{ status: number; data: Answer }>): Promise<Answer> {
  called.add(operationId);
  const answer = await request;
  expect(answer.status, JSON.stringify(answer.data)).toBe(status);
  expect(faultsByEntityDefinition({ operationId, status, body: answer.data })).toEqual([]);
  return answer.data;
}

/** Calls an operation that is refused. Returns the status and our code. */
async function refuse(request: Promise<{ status: number; data: unknown }>): Promise<[number, string]> {
  const { status, data } = await request;
  const body = data as { status: number; error: string; message: string; code: string; request_id: string };
  expect(body).toMatchObject({ status, error: expect.any(String), message: expect.any(String), request_id: expect.any(String) });
  return [status, body.code];
}

const UUID = expect.stringMatching(/^[0-9a-f-]{36}$/);
const MOMENT = expect.stringMatching(/^\d{4}-\d\d-\d\dT/);

async function makeContact(values: object = {}): Promise<{ slug: string; id: string }> {
  const body = { first_name: "Ada", last_name: "Okafor", ...values };
  const { _id: id } = await call("createEntity", 201, client.createEntity({ slug: "contact" }, body));
  return { slug: "contact", id: String(id) };
}

describe("entities over the published client", () => {
  it("createEntity answers the whole entity, with its title by the schema's template", async () => {
    const made = await call("createEntity", 201, client.createEntity({ slug: "contact" }, { first_name: "Ada", last_name: "Okafor" }));
    expect(made).toMatchObject({ _id: UUID, _org: organizationId, _schema: "contact", _title: "Ada Okafor", _created_at: MOMENT });
    expect(await refuse(client.createEntity({ slug: "no_such_schema" }, {}))).toEqual([404, "not_found"]);
    expect(await refuse(client.createEntity({ slug: "contact" }, { _schema: "account" }))).toEqual([400, "invalid_input"]);
  });

  it("getEntity answers the entity and those that it relates to, getEntityV2 the entity alone, hydrated or in part", async () => {
    const friend = await makeContact({ first_name: "Bea" });
    const { slug, id } = await makeContact({ friends: { $relation: [{ entity_id: friend.id, _tags: ["close"] }] } });
    const both = await call("getEntity", 200, client.getEntity({ slug, id }));
    expect(both).toMatchObject({ entity: { _id: id }, relations: [{ _id: friend.id, first_name: "Bea" }] });
    const flat = await call("getEntityV2", 200, client.getEntityV2({ slug, id }));
    expect(flat).toEqual(both.entity);
    const hydrated = await call("getEntityV2", 200, client.getEntityV2({ slug, id, hydrate: true }));
    expect(hydrated).toMatchObject({
      friends: [{ $relation: { entity_id: friend.id, _tags: ["close"] }, _id: friend.id, first_name: "Bea" }],
    });
    const part = await client.getEntityV2({ slug, id, fields: ["_id", "first_name"] });
    expect(part.data).toEqual({ _id: id, first_name: "Ada" });
    expect(await refuse(stranger.getEntity({ slug, id }))).toEqual([404, "not_found"]);
    expect(await refuse(client.getEntity({ slug: "account", id }))).toEqual([404, "not_found"]);
  });

  it("updateEntity replaces the attributes, patchEntity sets those that it names", async () => {
    const { slug, id } = await makeContact({ city: "Cologne", "19": 19.9 });
    const patched = await call("patchEntity", 200, client.patchEntity({ slug, id }, { last_name: "Lovelace" }));
    expect(patched).toMatchObject({ first_name: "Ada", last_name: "Lovelace", city: "Cologne", _title: "Ada Lovelace" });
    const replaced = await call("updateEntity", 200, client.updateEntity({ slug, id }, { first_name: "Grace" }));
    expect(replaced).toMatchObject({ first_name: "Grace", _title: "Grace" });
    expect(replaced).not.toHaveProperty("city");
    const outdated = client.patchEntity({ slug, id }, { first_name: "Eve", _updated_at: patched._updated_at ?? null });
    expect(await refuse(outdated)).toEqual([409, "conflict"]);
    await call("patchEntity", 200, client.patchEntity({ slug, id }, { first_name: "Eve", _updated_at: replaced._updated_at ?? null }));
    const tried = await call("patchEntity", 200, client.patchEntity({ slug, id, dry_run: true }, { first_name: "Nobody" }));
    expect(tried).toMatchObject({ first_name: "Nobody" });
    expect((await client.getEntityV2({ slug, id })).data).toMatchObject({ first_name: "Eve" });
    expect(await refuse(stranger.patchEntity({ slug, id }, { first_name: "Mallory" }))).toEqual([404, "not_found"]);
    expect(await refuse(stranger.updateEntity({ slug, id }, { first_name: "Mallory" }))).toEqual([404, "not_found"]);
  });

  it("deleteEntity can be undone by restoreEntity, unless it purges", async () => {
    const { slug, id } = await makeContact();
    expect(await refuse(stranger.deleteEntity({ slug, id }))).toEqual([404, "not_found"]);
    expect(await refuse(client.restoreEntity({ slug, id }))).toEqual([400, "invalid_input"]);
    await call("deleteEntity", 200, client.deleteEntity({ slug, id }));
    await call("deleteEntity", 200, client.deleteEntity({ slug, id }));
    expect((await client.getEntityV2({ slug, id })).data).toMatchObject({ _deleted_at: MOMENT });
    expect(await refuse(client.patchEntity({ slug, id }, { first_name: "Eve" }))).toEqual([409, "conflict"]);
    expect(await refuse(stranger.restoreEntity({ slug, id }))).toEqual([404, "not_found"]);
    const restored = await call("restoreEntity", 200, client.restoreEntity({ slug, id }));
    expect(restored).toMatchObject({ _id: id, first_name: "Ada" });
    expect(restored).not.toHaveProperty("_deleted_at");
    await call("deleteEntity", 200, client.deleteEntity({ slug, id, purge: true }));
    expect(await refuse(client.getEntity({ slug, id }))).toEqual([404, "not_found"]);
  });
});

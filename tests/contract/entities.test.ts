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

describe("relations over the published client", () => {
  it("are added, listed both ways, tagged and removed", async () => {
    const [ada, bea, cleo] = [await makeContact(), await makeContact({ first_name: "Bea" }), await makeContact({ first_name: "Cleo" })];
    const items = [
      { attribute: "friends", entity_id: bea.id, _tags: ["close"] },
      { attribute: "colleagues", entity_id: cleo.id },
    ];
    const { status, data: added } = await client.addRelations(ada, items);
    expect([status, added]).toEqual([
      200,
      [
        { entity_id: bea.id, attribute: "friends", _schema: "contact", _tags: ["close"], reverse: false },
        { entity_id: cleo.id, attribute: "colleagues", _schema: "contact", _tags: [], reverse: false },
      ],
    ]);
    called.add("addRelations");
    for (const item of added as unknown as object[]) {
      expect(faultsByEntityDefinition({ operationId: "addRelations", status: 200, body: item })).toEqual([]);
    }
    expect(await call("getRelations", 200, client.getRelations(ada))).toEqual(added);
    const reverse = await call("getRelationsV3", 200, client.getRelationsV3({ ...bea, mode: "reverse", hydrate: true }));
    expect(reverse).toMatchObject({
      hits: 1,
      relations: [{ _id: ada.id, $relation: { entity_id: ada.id, attribute: "friends", _tags: ["close"] } }],
    });
    const both = await call("getRelations", 200, client.getRelations({ ...bea, include_reverse: true }));
    expect(both).toEqual([{ entity_id: ada.id, attribute: "friends", _schema: "contact", _tags: ["close"], reverse: true }]);
    const { data: page } = await client.getRelationsV3({ ...ada, from: 1, size: 1, fields: ["_id"], hydrate: true });
    expect(page).toEqual({ hits: 2, relations: [{ $relation: expect.objectContaining({ entity_id: cleo.id }), _id: cleo.id }] });

    const one = { ...ada, attribute: "friends", entity_id: bea.id };
    const tagged = await call("updateRelation", 200, client.updateRelation(one, { _tags: ["best"] }));
    expect(tagged).toMatchObject({ entity_id: bea.id, _tags: ["best"] });
    await call("deleteRelation", 204, client.deleteRelation(one));
    expect(await refuse(client.deleteRelation(one))).toEqual([404, "not_found"]);
    await call("removeRelations", 204, client.removeRelations(ada, items.slice(1)));
    expect(await call("getRelations", 200, client.getRelations(ada))).toEqual([]);
  });

  it("lead to no entity of another organization, and to none that is deleted unless it is asked for", async () => {
    const [ada, bea] = [await makeContact(), await makeContact()];
    const items = [{ attribute: "friends", entity_id: bea.id }];
    expect(await refuse(stranger.addRelations(ada, items))).toEqual([404, "not_found"]);
    const { data: own } = await stranger.createEntity({ slug: "contact" }, {});
    expect(await refuse(stranger.addRelations({ slug: "contact", id: String(own._id) }, items))).toEqual([404, "not_found"]);
    await client.addRelations(ada, items);
    await client.deleteEntity(bea);
    expect((await client.getRelations(ada)).data).toEqual([]);
    expect((await client.getRelationsV3({ ...ada, include_deleted: "only" })).data).toMatchObject({ hits: 1 });
  });
});

describe("searching over the published client", () => {
  const titles = (found: { results?: { _title?: string | null }[] }) => (found.results ?? []).map(({ _title }) => _title);
  let searcher: Client;

  beforeAll(async () => {
    searcher = clientWith((await makeOrganizationWithToken(environment.db)).token);
    const make = (first_name: string, values: object) => searcher.createEntity({ slug: "contact" }, { first_name, ...values });
    await make("Ada", { status: "active", age: 36, city: "Frankfurt am Main", email: [{ email: "ada@lovelace.example" }], vip: true });
    await make("Bea", { status: "Active", age: 9, city: "Main street", email: [{ email: "bea@example.com" }] });
    await make("Cleo", { status: "lost", age: "100", city: "Frankfurt (Oder)", note: "knows Ada's \\ 'sister'" });
    await searcher.createEntity({ slug: "account" }, { name: "Ada Ltd" });
  });

  it.each<[q: string, found: string[]]>([
    ["_schema:contact", ["Ada", "Bea", "Cleo"]],
    ["_schema:contact AND status:active", ["Ada", "Bea"]],
    ["status.keyword:Active", ["Bea"]],
    ["status:act*", ["Ada", "Bea"]],
    ['city:"frankfurt am"', ["Ada"]],
    ['"am main"', ["Ada"]],
    ["frankfurt AND NOT oder", ["Ada"]],
    ["+frankfurt -oder bea", ["Ada"]],
    ["age:[10 TO *]", ["Ada", "Cleo"]],
    ["age:>36", ["Cleo"]],
    ["age:36", ["Ada"]],
    ["vip:true", ["Ada"]],
    ["email.email:ada@lovelace.example", ["Ada"]],
    ["email.0.email:bea@example.com", ["Bea"]],
    ["_exists_:note", ["Cleo"]],
    ["_schema:contact AND NOT note:*", ["Ada", "Bea"]],
    ["status:(lost OR active) AND city:frankfurt", ["Ada", "Cleo"]],
    ["_title:Ada", ["Ada", "Ada Ltd"]],
    ["nobody", []],
  ])("finds by %s", async (q, found) => {
    const { data } = await searcher.searchEntities(null, { q, sort: "_title" });
    expect(data).toMatchObject({ hits: found.length });
    expect(titles(data)).toEqual(found);
  });

  it.each([
    "status:~x",
    "name~2",
    "name^3",
    "/reg.*ex/",
    "wo?d",
    "wo*d",
    "(open",
    "open)",
    "age:[1 TO",
    '"open',
    "a AND",
    "_created_at:soon",
  ])("refuses %s", async (q) => {
    expect(await refuse(searcher.searchEntities(null, { q }))).toEqual([400, "invalid_input"]);
  });

  it("refuses what it does not serve instead of passing over it", async () => {
    const wrong = {
      anonymize: true,
      aggs: { a: {} },
      include_scores: true,
      highlight: {},
      stable_for: 5,
      sort: "_score",
      from: 10_001,
      other: 1,
    };
    for (const [key, value] of Object.entries(wrong)) {
      expect([key, ...(await refuse(searcher.searchEntities(null, { q: "*", [key]: value } as never)))]).toEqual([
        key,
        400,
        "invalid_input",
      ]);
    }
  });

  it("pages by the place that it gave, whatever it sorts by", async () => {
    for (const sort of [
      "_created_at:desc",
      "_title:asc",
      "age:desc",
      "_schema",
      "status:asc",
      ["status:desc", "_title:asc"],
      ["_title:desc"],
    ]) {
      const all = await call("searchEntities", 200, searcher.searchEntities(null, { q: "*", sort }));
      expect(all.hits).toBe(4);
      const seen: unknown[] = [];
      let after: (string | number | null)[] | undefined;
      for (let pages = 0; pages < 4; pages += 1) {
        const page = await call(
          "searchEntities",
          200,
          searcher.searchEntities(null, { q: "*", sort, size: 1, ...(after && { search_after: after }) }),
        );
        after = page.sort_end;
        seen.push(...titles(page));
      }
      expect(seen, String(sort)).toEqual(titles(all));
    }
  });

  it("listEntities takes filters, which have to name a schema", async () => {
    const contacts = { term: { _schema: "contact" } };
    const list = async (...filter: object[]) =>
      titles(await call("listEntities", 200, searcher.listEntities(null, { filter: [contacts, ...filter], sort: "_title" } as never)));
    expect(await list()).toEqual(["Ada", "Bea", "Cleo"]);
    expect(await list({ term: { status: "active" } })).toEqual(["Ada"]);
    expect(await list({ terms: { "status.keyword": ["active", "lost"] } })).toEqual(["Ada", "Cleo"]);
    expect(await list({ range: { age: { gte: 9, lt: 100 } } })).toEqual(["Ada", "Bea"]);
    expect(
      await list({ $or: [{ exists: { field: "vip" } }, { $not: [{ term: { city: "Main street" } }, { term: { age: 9 } }] }] }),
    ).toEqual(["Ada", "Cleo"]);
    expect(await refuse(searcher.listEntities(null, { filter: [] }))).toEqual([400, "invalid_input"]);
    expect(await refuse(searcher.listEntities(null, { filter: [contacts, { match: { a: "b" } }] } as never))).toEqual([
      400,
      "invalid_input",
    ]);
    const all = await searcher.listEntities(null, {
      filter: [],
      allow_targeting_all_schemas: true,
      query: { query_string: { query: "ada ltd", default_operator: "AND", fields: ["_title"] } },
    });
    expect(titles(all.data)).toEqual(["Ada Ltd"]);
  });
});

describe("activities over the published client", () => {
  const body = { type: "NoteAdded", title: "A note", message: "{{caller}} noted something.", payload: { note: "x" } };

  it("are created, attached to feeds and read with their operations", async () => {
    const [ada, bea] = [await makeContact(), await makeContact()];
    const made = await call("createActivity", 200, client.createActivity({ entities: [ada.id] }, body));
    expect(made).toMatchObject({
      _id: expect.stringMatching(/^01[0-9A-Z]{24}$/),
      ...body,
      timestamp: MOMENT,
      caller: { type: "api_token" },
    });
    const id = String(made._id);
    expect(await call("attachActivity", 200, client.attachActivity({ id, entities: [bea.id, ada.id] }))).toEqual(made);
    await client.patchEntity({ ...bea, activity_id: id }, { first_name: "Bea" });
    const read = await call("getActivity", 200, client.getActivity({ id }));
    const operation = {
      entity: bea.id,
      operation: "updateEntity",
      diff: { added: {}, updated: { first_name: "Ada", _title: "Ada Okafor" }, deleted: {} },
    };
    expect(read).toMatchObject({ ...made, operations_total: 1, operations: [operation] });
    expect((await client.getActivity({ id, operations_from: 1 })).data).toMatchObject({ operations_total: 1, operations: [] });
    const feed = await call("getEntityActivityFeed", 200, client.getEntityActivityFeed(ada));
    expect(feed).toMatchObject({
      total: 2,
      results: [{ type: "NoteAdded" }, { type: "EntityCreated", operations: [{ operation: "createEntity" }] }],
    });
    const created = await client.getEntityActivityFeed({ ...bea, type: ["EntityCreated", "Other"], size: 1 });
    expect(created.data).toMatchObject({ total: 1, results: [{ type: "EntityCreated" }] });
    const before = await client.getEntityActivityFeed({ ...bea, before: feed.results?.[1]?.timestamp ?? "" });
    expect(before.data).toEqual({ total: 0, results: [] });
    expect((await client.getEntityActivityFeed({ ...bea, preset_range: "today" })).data).toMatchObject({ total: 2 });
    expect((await client.getEntityActivityFeed({ ...bea, preset_range: "last_week" })).data).toMatchObject({ total: 0 });
    expect(await refuse(client.getEntityActivityFeed({ ...bea, preset_range: "today", after: "2026-01-01T00:00:00Z" }))).toEqual([
      400,
      "invalid_input",
    ]);
  });

  it("that are pending stand in no feed until they are filled", async () => {
    const ada = await makeContact();
    const { data: pending } = await client.createActivity({ entities: [ada.id] }, { ...body, pending: true });
    expect((await client.getEntityActivityFeed(ada)).data).toMatchObject({ total: 1 });
    await client.patchEntity({ ...ada, activity_id: String(pending._id), fill_activity: true }, { first_name: "Eve" });
    expect((await client.getEntityActivityFeed(ada)).data).toMatchObject({
      total: 2,
      results: [{ type: "NoteAdded", operations_total: 1 }, {}],
    });
  });

  it("of one organization are unknown to another", async () => {
    const ada = await makeContact();
    const { data: made } = await client.createActivity(null, body);
    const id = String(made._id);
    expect(await refuse(stranger.getActivity({ id }))).toEqual([404, "not_found"]);
    expect(await refuse(stranger.attachActivity({ id }))).toEqual([404, "not_found"]);
    expect(await refuse(stranger.createActivity({ entities: [ada.id] }, body))).toEqual([404, "not_found"]);
    expect(await refuse(stranger.getEntityActivityFeed(ada))).toEqual([404, "not_found"]);
    expect(await refuse(stranger.createEntity({ slug: "contact", activity_id: id }, {}))).toEqual([404, "not_found"]);
    expect(await refuse(client.createActivity(null, { ...body, other: 1 } as never))).toEqual([400, "invalid_input"]);
  });
});

describe("upserting, validating and completing over the published client", () => {
  it("upsertEntity creates what is not there and patches what is, by any values or by the id", async () => {
    const entity = { first_name: "Ida", email: [{ email: "ida@example.com" }] };
    const upsert = (body: object, more: object = {}) =>
      client.upsertEntity({ slug: "contact", ...more }, { unique_key: ["email.0.email"], entity, ...body });
    const made = await call("upsertEntity", 201, upsert({}));
    const patched = await call("upsertEntity", 200, upsert({ entity: { ...entity, first_name: "Ada" } }));
    expect(patched).toMatchObject({ _id: made._id, first_name: "Ada" });
    const id = "3fa85f64-5717-4562-b3fc-2c963f66afa6";
    expect(await call("upsertEntity", 201, upsert({ unique_key: ["_id"], entity: { _id: id } }))).toMatchObject({ _id: id });
    expect(await call("upsertEntity", 200, upsert({ unique_key: ["_id"], entity: { _id: id, a: 1 } }))).toMatchObject({ _id: id, a: 1 });
    await call("upsertEntity", 201, upsert({ entity: { email: [{ email: "nobody@example.com" }] } }, { dry_run: true }));
    await client.createEntity({ slug: "contact" }, entity);
    expect(await refuse(upsert({}, { strict: true }))).toEqual([409, "conflict"]);
    await client.deleteEntity({ slug: "contact", id });
    expect(await refuse(upsert({ unique_key: ["_id"], entity: { _id: id } }))).toEqual([405, "method_not_allowed"]);
    expect(await refuse(upsert({ unique_key: ["phone"] }))).toEqual([400, "invalid_input"]);
    const atOnce = Array.from({ length: 4 }, () => upsert({ unique_key: ["number"], entity: { number: 7 } }));
    expect((await Promise.all(atOnce)).map(({ status }) => status).sort()).toEqual([200, 200, 200, 201]);
  });

  it("validateEntity and validate=true tell the faults by the schema, each in its form", async () => {
    const slug = "ticket";
    await client.putSchema({ slug }, {
      ...{ slug, name: "Ticket", plural: "Tickets", capabilities: [], title_template: "{{subject}}" },
      attributes: [
        { type: "string", name: "subject", label: "Subject", required: true, constraints: { maxLength: 10 } },
        { type: "number", name: "effort", label: "Effort", data_type: "number" },
      ],
    } as never);
    expect(await call("validateEntity", 200, client.validateEntity({ slug }, { subject: "Help" }))).toEqual({
      status: "success",
      errors: [],
    });
    const wrong = { effort: "much" };
    const faults = await call("validateEntity", 422, client.validateEntity({ slug }, wrong) as Promise<{ status: number; data: object }>);
    expect(faults).toMatchObject({ status: "error", errors: expect.arrayContaining([expect.objectContaining({ path: ["subject"] })]) });
    const refused = await call(
      "createEntity",
      422,
      client.createEntity({ slug, validate: true }, wrong) as Promise<{ status: number; data: object }>,
    );
    expect(refused).toMatchObject({
      status: "error",
      errors: expect.arrayContaining([
        expect.objectContaining({ keyword: "required", instance_path: "", params: { missingProperty: "subject" } }),
      ]),
    });
    const { data: stored } = await client.createEntity({ slug }, wrong);
    const id = String(stored._id);
    const patching = client.patchEntity({ slug, id, validate: true }, { subject: "Far too long" });
    expect(await call("patchEntity", 422, patching as Promise<{ status: number; data: object }>)).toMatchObject({ status: "error" });
    await call("patchEntity", 200, client.patchEntity({ slug, id, validate: true }, { subject: "Help", effort: 1.5 }));
    expect(await refuse(client.validateEntity({ slug: "no_such" }, {}))).toEqual([404, "not_found"]);
  });

  it("autocomplete gives values of one attribute that go on from a text", async () => {
    const own = clientWith((await makeOrganizationWithToken(environment.db)).token);
    for (const tag of ["solar", "Solar heat", "wind", "my solar"])
      await own.createEntity({ slug: "contact" }, { first_name: "A", _tags: [tag] });
    const found = await call("autocomplete", 200, own.autocomplete({ attribute: "_tags", input: "so" }));
    expect(found).toEqual({ hits: 3, results: ["my solar", "solar", "Solar heat"] });
    expect((await own.autocomplete({ attribute: "_tags", size: 2, slug: "contact" })).data).toEqual({
      hits: 4,
      results: ["my solar", "solar"],
    });
    expect((await own.autocomplete({ attribute: "_tags", slug: "account" })).data).toEqual({ hits: 0, results: [] });
    expect((await stranger.autocomplete({ attribute: "_tags", input: "so" })).data).toEqual({ hits: 0, results: [] });
  });
});

it("every operation on entities, relations and activities has been tried", () => {
  const operations = [
    ...["createEntity", "getEntity", "getEntityV2", "updateEntity", "patchEntity", "upsertEntity", "deleteEntity", "restoreEntity"],
    ...["validateEntity", "searchEntities", "listEntities", "autocomplete", "getRelations", "getRelationsV3", "addRelations"],
    ...["updateRelation", "deleteRelation", "removeRelations", "createActivity", "getActivity", "attachActivity", "getEntityActivityFeed"],
  ];
  expect([...called].sort()).toEqual(operations.sort());
});

it("every other operation of the Entity API is not found, in the form of its errors", async () => {
  const { data: made } = await client.createEntity({ slug: "contact" }, {});
  expect(await refuse(client.get(`/v1/entity/contact/${made._id}/relations/count`))).toEqual([404, "not_found"]);
  expect(await refuse(client.post("/v1/entity/contact:export", {}))).toEqual([404, "not_found"]);
  expect(await refuse(client.post("/v1/entity:export", {}))).toEqual([404, "not_found"]);
});

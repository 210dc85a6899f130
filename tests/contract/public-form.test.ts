import { beforeAll, describe, expect, it } from "vitest";
import type { Context } from "@/server/context";
import { deleteSchema } from "@/server/entity-schema/delete-schema";
import { changeSubmissionForm } from "@/server/submission-form/change-submission-form";
import { replaceFormKey } from "@/server/submission-form/replace-form-key";
import { withServedApi } from "@/tests/contract/serve-api";
import { withProcessEnvironment } from "@/tests/support/process-environment";
import { makeOrganization } from "@/tests/support/test-rows";

const environment = withProcessEnvironment();
const api = withServedApi();
const PAGE = "https://www.example.com";
const JSON_TYPE = { "content-type": "application/json" };
const FORM_TYPE = { "content-type": "application/x-www-form-urlencoded" };
let ctx: Context;
let url: string;

/** Switches the public form of a new organization on. Returns its address on the served API. */
async function openForm(): Promise<{ ctx: Context; url: string }> {
  const own = environment.contextFor(await makeOrganization(environment.db));
  return { ctx: own, url: await change({ enabled: true, origins: [PAGE] }, own) };
}

async function change(input: object, own: Context = ctx): Promise<string> {
  return `${api.url}${new URL((await changeSubmissionForm({ ctx: own, input })).url ?? "").pathname}`;
}

beforeAll(async () => {
  ({ ctx, url } = await openForm());
});

type Sent = { headers?: Record<string, string>; body?: string; method?: string; to?: string };
async function send({ headers = JSON_TYPE, body, method = "POST", to = url }: Sent) {
  const response = await fetch(to, { method, headers, body: body ?? null, redirect: "manual" });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === "" ? null : JSON.parse(text) };
}
const count = () => environment.db.entity.count({ where: { organizationId: ctx.tenant.organizationId } });
const attributesOf = async (id: string) =>
  (await environment.db.$queryRaw<{ data: string }[]>`select data::text as data from entity where id = ${id}`)[0]?.data;

describe("the address of a public form", () => {
  it("takes JSON, digit for digit, and answers the id of the submission and nothing else", async () => {
    const body = '{"title":"Solar panels","size":19.90,"customer":{"email":"ada@example.com"},"wishes":["a",null]}';
    const answer = await send({ body, headers: { ...JSON_TYPE, cookie: "next-auth.session-token=x", authorization: "Bearer pst_none" } });
    expect(answer).toMatchObject({ status: 201, body: { id: expect.stringMatching(/^[\da-f-]{36}$/) } });
    expect(Object.keys(answer.body)).toEqual(["id"]);
    expect(answer.headers.get("set-cookie")).toBeNull();
    expect(answer.headers.get("access-control-allow-origin")).toBeNull();
    expect(await attributesOf(answer.body.id)).toBe(body);
  });

  it("takes the fields of an HTML form", async () => {
    const body = "title=Solar+panels&customer%5Bemail%5D=ada%40example.com&wish=sun&wish=heat";
    const { status, body: answered } = await send({
      body,
      headers: { "content-type": "application/x-www-form-urlencoded; charset=UTF-8" },
    });
    expect(status).toBe(201);
    expect(JSON.parse((await attributesOf(answered.id)) ?? "")).toEqual({
      ...{ title: "Solar panels", customer: { email: "ada@example.com" }, wish: ["sun", "heat"] },
    });
  });

  it("answers 404 where it is unknown, switched off or replaced, whatever is sent", async () => {
    const own = await openForm();
    const statusAt = async (to: string, sent: Sent = {}) => (await send({ to, body: '{"title":"x"}', ...sent })).status;
    expect(await statusAt(own.url)).toBe(201);
    await change({ enabled: false }, own.ctx);
    expect(await statusAt(own.url)).toBe(404);
    expect(await statusAt(own.url, { method: "OPTIONS", body: undefined })).toBe(404);
    await change({ enabled: true }, own.ctx);
    expect(await statusAt(own.url)).toBe(201);
    await replaceFormKey({ ctx: own.ctx });
    expect(await statusAt(own.url)).toBe(404);
    for (const key of ["short", "x".repeat(24), "%00", "..%2Fv1"]) expect(await statusAt(`${api.url}/form/${key}`)).toBe(404);
    const unknown = await send({ to: `${api.url}/form/${"x".repeat(24)}`, method: "GET" });
    expect(unknown).toMatchObject({
      status: 404,
      body: { code: "not_found", message: expect.any(String), request_id: expect.any(String) },
    });
  });

  it("answers 404 where the organization has no submissions any more", async () => {
    const own = await openForm();
    await deleteSchema({ ctx: own.ctx, input: { slug: "submission" } });
    expect((await send({ to: own.url, body: '{"title":"x"}' })).status).toBe(404);
  });

  it("lets the pages of the origins that it names send and read the answer, preflight included, and refuses all others", async () => {
    const asked = { "access-control-request-method": "POST", "access-control-request-headers": "content-type" };
    const preflight = await send({ method: "OPTIONS", headers: { origin: PAGE, ...asked } });
    expect(preflight.status).toBe(204);
    expect(Object.fromEntries(preflight.headers)).toMatchObject({
      ...{ "access-control-allow-origin": PAGE, "access-control-allow-methods": "POST", "access-control-allow-headers": "content-type" },
      ...{ vary: "Origin", allow: "POST, OPTIONS" },
    });
    expect(preflight.headers.get("access-control-allow-credentials")).toBeNull();
    const sent = await send({ headers: { ...JSON_TYPE, origin: PAGE }, body: '{"title":"x"}' });
    expect([sent.status, sent.headers.get("access-control-allow-origin"), sent.headers.get("vary")]).toEqual([201, PAGE, "Origin"]);
    const wrong = await send({ headers: { ...JSON_TYPE, origin: PAGE }, body: "[]" });
    expect([wrong.status, wrong.headers.get("access-control-allow-origin")]).toEqual([400, PAGE]);

    const before = await count();
    for (const origin of ["https://evil.example", "null", `${PAGE}.evil.example`, "http://www.example.com", `${PAGE}:8443`]) {
      for (const refused of [
        await send({ method: "OPTIONS", headers: { origin, ...asked } }),
        await send({ headers: { ...FORM_TYPE, origin }, body: "title=x" }),
      ]) {
        expect(refused).toMatchObject({ status: 403, body: { code: "forbidden" } });
        expect(refused.headers.get("access-control-allow-origin")).toBeNull();
      }
    }
    expect(await count()).toBe(before);
  });

  it.each<[string, Sent, number, string | RegExp]>([
    ["more than 64 KiB", { body: `{"title":"${"x".repeat(65_536)}"}` }, 413, /larger than 64 KiB/],
    ["nesting without an end", { body: `${'{"a":'.repeat(30)}1${"}".repeat(30)}` }, 400, /deeper than 20 levels/],
    ["what is no JSON", { body: "{title: 1}" }, 400, /not JSON/],
    ["a list", { body: "[]" }, 400, /JSON object/],
    ["nothing", { body: "" }, 400, /nothing in this submission/],
    ["a form without fields", { headers: FORM_TYPE, body: "" }, 400, /nothing in this submission/],
    ["no UTF-8 in a text", { body: '{"title":"\\ud800"}' }, 400, /surrogate/],
    ["another type", { headers: { "content-type": "multipart/form-data; boundary=x" }, body: "--x--" }, 400, /Send JSON/],
    ["plain text, which browsers send without asking", { headers: { "content-type": "text/plain" }, body: '{"a":1}' }, 400, /Send JSON/],
    ["what Postern sets itself", { body: '{"title":"x","_id":"1"}' }, 400, /Postern's own/],
    ["a schema of its own", { headers: FORM_TYPE, body: "_schema=contact" }, 400, /Postern's own/],
    ["a relation to a record", { body: '{"contact":{"$relation":[{"entity_id":"1"}]}}' }, 400, /cannot relate/],
    ["fields that contradict each other", { headers: FORM_TYPE, body: "a=1&a[b]=2" }, 400, /a value already/],
    ["a compressed body", { headers: { ...JSON_TYPE, "content-encoding": "gzip" }, body: "x" }, 400, /compressed/],
    ["what six deliveries led to", { headers: { ...JSON_TYPE, "postern-hops": "6" }, body: '{"title":"x"}' }, 422, /circle/],
  ])("refuses %s in words, and creates nothing", async (_what, sent, status, words) => {
    const before = await count();
    const answer = await send(sent);
    expect(answer).toMatchObject({ status, body: { message: expect.stringMatching(words), request_id: expect.any(String) } });
    expect(await count()).toBe(before);
  });

  it("has no other method, and says which there are", async () => {
    for (const method of ["GET", "PUT", "PATCH", "DELETE"]) {
      const answer = await send({ method });
      expect([answer.status, answer.headers.get("allow")]).toEqual([405, "POST, OPTIONS"]);
    }
    expect(await send({ method: "OPTIONS", headers: {} })).toMatchObject({ status: 204, body: null });
  });

  it("takes sixty at once and then one a second, and what it refuses is no other form's loss", async () => {
    const [flooded, other] = [await openForm(), await openForm()];
    const statuses: number[] = [];
    let refused = await send({ to: flooded.url, body: '{"title":"x"}' });
    for (; refused.status === 201; refused = await send({ to: flooded.url, body: '{"title":"x"}' })) statuses.push(refused.status);
    expect(statuses.length).toBeGreaterThanOrEqual(60);
    expect(refused).toMatchObject({ status: 429, body: { code: "rate_limited" } });
    expect(refused.headers.get("retry-after")).toBe("1");
    expect((await send({ to: other.url, body: '{"title":"x"}' })).status).toBe(201);
  });
});

import { authorize, type Client, createClient } from "@epilot/sdk/environments";
import definition from "@epilot/sdk/environments/openapi.json";
import { beforeAll, describe, expect, it } from "vitest";
import { readDefinition } from "@/tests/contract/published-definition";
import { createSender, type SendRequest } from "@/tests/contract/send-request";
import { withServedApi } from "@/tests/contract/serve-api";
import { makeOrganizationWithToken, withProcessEnvironment } from "@/tests/support/process-environment";

const environment = withProcessEnvironment();
const api = withServedApi();
let client: Client;
let send: SendRequest;
let asStranger: SendRequest;

beforeAll(async () => {
  const { token } = await makeOrganizationWithToken(environment.db);
  client = createClient();
  client.defaults.baseURL = api.url;
  client.defaults.validateStatus = () => true;
  authorize(client, () => token);
  send = createSender({ url: api.url, token });
  asStranger = createSender({ url: api.url, token: (await makeOrganizationWithToken(environment.db)).token });
});

const faultsByDefinition = readDefinition(definition);

/** Calls an operation with the published client of the Environments API, and checks its answer against the client's definition. */
async function call<Answer>(operationId: string, status: number, request: Promise<{ status: number; data: Answer }>): Promise<Answer> {
  const { status: answered, data } = await request;
  expect(answered, JSON.stringify(data)).toBe(status);
  if (status < 400) expect(faultsByDefinition({ operationId, status, body: data })).toEqual([]);
  return data;
}

describe("the published client of the Environments API", () => {
  it("creates, lists, reads, changes and deletes variables, and sees no secret value", async () => {
    const secret = { key: "erp.password", type: "SecretString" as const, value: "top secret" };
    await call("createEnvironmentVariable", 201, client.createEnvironmentVariable(null, secret));
    await call("createEnvironmentVariable", 201, client.createEnvironmentVariable(null, { key: "erp.host", type: "String", value: "a" }));
    const { items } = await call("listEnvironmentVariables", 200, client.listEnvironmentVariables());
    expect(items).toMatchObject([{ key: "erp.host", value: "a" }, { key: "erp.password" }]);
    const read = await call("getEnvironmentVariable", 200, client.getEnvironmentVariable({ key: "erp.password" }));
    expect(JSON.stringify([items, read])).not.toContain("top secret");
    const upserted = client.updateEnvironmentVariable({ key: "erp.port" }, { value: "1" });
    expect(await call("updateEnvironmentVariable", 201, upserted)).toMatchObject({ key: "erp.port", type: "String", value: "1" });
    const changed = await call("updateEnvironmentVariable", 200, client.updateEnvironmentVariable({ key: "erp.host" }, { value: "b" }));
    expect(changed).toMatchObject({ key: "erp.host", type: "String", value: "b" });
    await call("createEnvironmentVariable", 409, client.createEnvironmentVariable(null, secret));
    await call("deleteEnvironmentVariable", 204, client.deleteEnvironmentVariable({ key: "erp.host" }));
    await call("getEnvironmentVariable", 404, client.getEnvironmentVariable({ key: "erp.host" }));
  });
});

describe("/v1/environments", () => {
  it("answers 409 naming the webhooks when a variable in use is to be deleted, and deletes it with force=true", async () => {
    await send("POST", "/v1/environments", { json: { key: "host", type: "String", value: "example.com" } });
    const webhook = { name: "Orders", eventName: "product_updated", url: "https://{{ env.host }}/hook" };
    await send("POST", "/v1/webhooks/configs", { json: webhook });
    expect(await send("GET", "/v1/environments/host")).toMatchObject({ body: { webhooks: [{ id: expect.any(String), name: "Orders" }] } });
    const refused = await send("DELETE", "/v1/environments/host");
    expect(refused).toMatchObject({ status: 409, body: { code: "conflict", message: expect.stringContaining("“Orders”") } });
    expect((await send("DELETE", "/v1/environments/host?force=perhaps")).status).toBe(400);
    expect((await send("DELETE", "/v1/environments/host?force=true")).status).toBe(204);
    expect((await send("DELETE", "/v1/environments/host")).status).toBe(404);
  });

  it("answers 400 for what is wrong, naming the field", async () => {
    for (const [json, path] of [
      [{ key: "Upper", type: "String", value: "a" }, "key"],
      [{ key: "a", type: "Number", value: "a" }, "type"],
      [{ key: "a", type: "String", value: "x".repeat(8_193) }, "value"],
      [{ key: "a", type: "String" }, "value"],
      [{ key: "a", type: "String", value: "a", group: "erp" }, "group"],
    ] as const) {
      expect(await send("POST", "/v1/environments", { json })).toMatchObject({ status: 400, body: { errors: [{ path }] } });
    }
    expect(await send("PUT", "/v1/environments/Upper", { json: { value: "a" } })).toMatchObject({
      status: 400,
      body: { errors: [{ path: "key" }] },
    });
  });

  it("shows, changes and deletes nothing of another organization", async () => {
    await send("POST", "/v1/environments", { json: { key: "ours", type: "String", value: "our value" } });
    expect(await asStranger("GET", "/v1/environments")).toMatchObject({ status: 200, body: { items: [] } });
    for (const [method, path] of [
      ["GET", "/v1/environments/ours"],
      ["DELETE", "/v1/environments/ours"],
      ["DELETE", "/v1/environments/ours?force=true"],
    ] as const) {
      const [theirs, unknown] = [await asStranger(method, path), await asStranger(method, path.replace("ours", "unknown"))];
      expect([theirs.status, unknown.status]).toEqual([404, 404]);
    }
    expect(await asStranger("PUT", "/v1/environments/ours", { json: { value: "theirs" } })).toMatchObject({ body: { value: "theirs" } });
    expect(await send("GET", "/v1/environments/ours")).toMatchObject({ status: 200, body: { value: "our value" } });
  });
});

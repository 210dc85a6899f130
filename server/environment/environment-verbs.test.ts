import { beforeEach, describe, expect, it } from "vitest";
import { MAX_VARIABLES } from "@/domain/environment/environment-variable";
import type { Context } from "@/server/context";
import { createEnvironmentVariable } from "@/server/environment/create-environment-variable";
import { deleteEnvironmentVariable } from "@/server/environment/delete-environment-variable";
import { getEnvironmentVariable } from "@/server/environment/get-environment-variable";
import { listEnvironmentVariables } from "@/server/environment/list-environment-variables";
import { updateEnvironmentVariable } from "@/server/environment/update-environment-variable";
import { createWebhook } from "@/server/webhook/create-webhook";
import { deleteWebhook } from "@/server/webhook/delete-webhook";
import { createTestContext } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";
import { makeOrganization } from "@/tests/support/test-rows";

const database = withTestDatabase();
let ctx: Context;
beforeEach(async () => {
  ctx = createTestContext({ db: database.db, organizationId: await makeOrganization(database.db) });
});

const create = (key: string, type = "SecretString", value = "the value") => createEnvironmentVariable({ ctx, input: { key, type, value } });
const change = (key: string, input: unknown) => updateEnvironmentVariable({ ctx, input: { key, change: input } });
const read = (key: string) => getEnvironmentVariable({ ctx, input: { key } });
const remove = (key: string, force?: boolean) => deleteEnvironmentVariable({ ctx, input: { key, force } });
const addWebhook = (name: string, input: Record<string, unknown>) =>
  createWebhook({ ctx, input: { name, eventName: "product_updated", ...input } });

describe("environment variables", () => {
  it("are listed by key, secret ones without their value", async () => {
    await create("zeta", "String", "plain");
    await create("alpha");
    const { items } = await listEnvironmentVariables({ ctx });
    expect(items).toMatchObject([
      { key: "alpha", type: "SecretString", webhooks: [] },
      { key: "zeta", type: "String", value: "plain", webhooks: [] },
    ]);
    expect(items[0]).not.toHaveProperty("value");
    expect(await read("zeta")).toEqual(items[1]);
  });

  it("are listed although one cannot be opened any more", async () => {
    await create("broken", "String");
    await database.db.environmentVariable.updateMany({ where: { key: "broken" }, data: { value: "v1.00000000.AAAA" } });
    const { items } = await listEnvironmentVariables({ ctx });
    expect(items.map(({ key, value }) => [key, value])).toEqual([["broken", undefined]]);
  });

  it("have a key of their own, of which there is one, even when two are made at once", async () => {
    const made = await Promise.allSettled([create("key"), create("key"), create("key")]);
    expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expect(create("key")).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining("key") });
  });

  it("keep what a change does not name, and can be made by one", async () => {
    await create("key", "String", "first");
    expect(await change("key", {})).toMatchObject({ type: "updated", variable: { type: "String", value: "first" } });
    expect(await change("key", { value: "second" })).toMatchObject({ type: "updated", variable: { type: "String", value: "second" } });
    expect(await change("new", { value: "made" })).toMatchObject({
      type: "created",
      variable: { key: "new", type: "String", value: "made" },
    });
    await expect(change("newer", { type: "String" })).rejects.toMatchObject({ code: "invalid_input", faults: [{ path: "value" }] });
  });

  it("never lay open what was secret: only a new value makes one readable", async () => {
    await create("key", "SecretString", "top secret");
    await expect(change("key", { type: "String" })).rejects.toMatchObject({ code: "conflict" });
    expect(await read("key")).not.toHaveProperty("value");
    expect(await change("key", { type: "String", value: "open" })).toMatchObject({ variable: { type: "String", value: "open" } });
    expect((await change("key", { type: "SecretString" })).variable).not.toHaveProperty("value");
  });

  it("name the webhooks that refer to them, wherever the reference stands, and no deleted ones", async () => {
    for (const key of ["host", "header", "user", "password", "client", "parameter", "idle"]) await create(key);
    const oauthConfig = { clientId: "{{ env.client }}", endpoint: "https://example.com/token", httpMethod: "POST" };
    const password = { username: "{{ env.user }}", password: "{{ env.password }}", passwordIsEnvVar: true };
    const customParameterList = [{ type: "body", key: "scope", value: "{{env.parameter}}" }];
    const [b, a] = [
      await addWebhook("B", {
        url: "https://{{ env.host }}/hook",
        payloadConfiguration: { custom_headers: { "X-Key": "{{ env.header }} {{ env.host }}" } },
        auth: { authType: "BASIC", basicAuthConfig: password },
      }),
      // This webhook is incomplete: its secret is missing.
      await addWebhook("A", {
        url: "https://{{ env.host }}/",
        auth: { authType: "OAUTH_CLIENT_CREDENTIALS", oauthConfig: { ...oauthConfig, customParameterList } },
      }),
    ];
    const gone = await addWebhook("C", { url: "https://{{ env.idle }}/" });
    await deleteWebhook({ ctx, input: { configId: gone.id } });
    const { items } = await listEnvironmentVariables({ ctx });
    const [userA, userB] = [a, b].map(({ id, name }) => ({ id, name }));
    expect(Object.fromEntries(items.map(({ key, webhooks }) => [key, webhooks]))).toEqual({
      client: [userA],
      header: [userB],
      host: [userA, userB],
      idle: [],
      parameter: [userA],
      password: [userB],
      user: [userB],
    });
    await expect(remove("user")).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining("B") });
  });

  it("name the webhooks whose transform or filter asks for them, and are not deleted under these without force", async () => {
    for (const key of ["idle", "map", "shop.region", "status"]) await create(key, "String");
    const transform = await addWebhook("Transform", {
      jsonataExpression: "{ 'a': $mapValue($env.map, entity.a), 'b': $env.`shop.region` }",
    });
    const conditions = [
      { field: "entity.status", operation: "equals", values: ["$env.idle"] },
      { jsonata_expression: "entity.status = $env.status" },
    ];
    const filter = await addWebhook("Filter", { filterConditions: { conditions } });
    const [transforms, filters] = [transform, filter].map(({ id, name }) => [{ id, name }]);
    const { items } = await listEnvironmentVariables({ ctx });
    expect(items.map(({ key, webhooks }) => [key, webhooks])).toEqual([
      ["idle", []],
      ["map", transforms],
      ["shop.region", transforms],
      ["status", filters],
    ]);
    for (const key of ["map", "shop.region", "status"]) await expect(remove(key)).rejects.toMatchObject({ code: "conflict" });
    await remove("status", true);
    await remove("idle");
  });

  it("are deleted only when nobody refers to them, or by force", async () => {
    await create("host");
    const webhook = await addWebhook("Orders", { url: "https://{{ env.host }}/hook" });
    await expect(remove("host")).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining(`“Orders” (${webhook.id})`) });
    expect(await read("host")).toMatchObject({ webhooks: [{ id: webhook.id, name: "Orders" }] });
    await remove("host", true);
    await expect(read("host")).rejects.toMatchObject({ code: "not_found" });
    await create("idle");
    await remove("idle");
    await expect(remove("idle")).rejects.toMatchObject({ code: "not_found" });
  });

  it("are at most a thousand", async () => {
    const { organizationId } = ctx.tenant;
    const data = Array.from({ length: MAX_VARIABLES }, (_, index) => ({ organizationId, key: `k${index}`, value: "sealed" }));
    await database.db.environmentVariable.createMany({ data });
    await expect(create("more")).rejects.toMatchObject({ code: "conflict" });
    await expect(change("more", { value: "v" })).rejects.toMatchObject({ code: "conflict" });
    expect(await change("k1", { type: "String", value: "v" })).toMatchObject({ variable: { value: "v" } });
  });

  it("are read with the scope read and changed with write", async () => {
    await create("key");
    const { organizationId } = ctx.tenant;
    ctx = createTestContext({ db: database.db, organizationId, scopes: ["read", "publish"] });
    expect((await listEnvironmentVariables({ ctx })).items).toHaveLength(1);
    for (const refused of [create("other"), change("key", { value: "x" }), remove("key", true)]) {
      await expect(refused).rejects.toMatchObject({ code: "forbidden" });
    }
    ctx = createTestContext({ db: database.db, organizationId, scopes: ["publish"] });
    for (const refused of [listEnvironmentVariables({ ctx }), read("key")])
      await expect(refused).rejects.toMatchObject({ code: "forbidden" });
  });
});

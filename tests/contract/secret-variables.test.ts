import { beforeEach, describe, expect, it } from "vitest";
import { apiKey, assertion, basic, CONFIG, headers, makeConfig, oauth, refusedAt, withCallers } from "@/tests/contract/callers";
import { createSender, type SendRequest } from "@/tests/contract/send-request";
import { withServedApi } from "@/tests/contract/serve-api";
import { makeOrganizationWithToken, withProcessEnvironment } from "@/tests/support/process-environment";

const environment = withProcessEnvironment();
const api = withServedApi();
const { asOwner, asWriter } = withCallers(environment, api);

const make = (config: object, send = asOwner) => makeConfig(send, config);
const put = (path: string, config: object, send = asWriter) => send("PUT", path, { json: { ...CONFIG, ...config } });
const setVariable = (key: string, change: object, send = asOwner) => send("PUT", `/v1/environments/${key}`, { json: change });

describe("a secret variable", () => {
  beforeEach(async () => {
    await setVariable("shop.key", { type: "SecretString", value: "variable-secret", hosts: [] });
    await setVariable("shop.region", { type: "String", value: "eu" });
  });

  it.each([
    ["the URL", { url: "https://a.example/{{ env.shop.key }}" }],
    ["a header", headers({ "X-Key": "{{ env.shop.key }}" })],
    ["the user name", { auth: basic({ username: "{{ env.shop.key }}", password: "p" }) }],
    ["the API key", { auth: apiKey({ keyValue: "{{ env.shop.key }}", keyValueIsEnvVar: true }) }],
    ["a parameter", { auth: oauth({ clientSecret: "s", ...assertion("{{ env.shop.key }}") }) }],
  ])("is named in %s only by tokens with the scope admin", async (_where, config) => {
    const refused = await asWriter("POST", "/v1/webhooks/configs", { json: { ...CONFIG, ...config } });
    expect(refused).toMatchObject({ status: 403, body: { code: "forbidden", message: expect.stringMatching(/shop\.key.*"admin"/) } });
    const webhook = await make({});
    expect((await put(webhook, config)).status).toBe(403);
    expect((await put(webhook, config, asOwner)).status).toBe(200);
    expect((await asWriter("POST", "/v1/webhooks/preview", { json: { config: { ...CONFIG, ...config } } })).status).toBe(403);
  });

  it("may stay where a webhook names it, and is taken to no other destination by a writer", async () => {
    const named = headers({ "X-Key": "{{ env.shop.key }}" });
    const webhook = await make(named);
    expect((await put(webhook, { ...named, name: "Renamed" })).status).toBe(200);
    expect((await put(webhook, headers({ "X-Other": "{{ env.shop.key }}" }))).status).toBe(200);
    expect((await put(webhook, { ...headers({ "X-Other": "{{ env.shop.key }}" }), url: "https://b.example/" })).status).toBe(403);
    expect((await put(webhook, { auth: oauth({ clientSecret: "s", ...assertion("{{ env.shop.key }}") }) })).status).toBe(403);
    expect((await put(webhook, headers({ "X-Region": "{{ env.shop.region }}" }))).status).toBe(200);
  });

  it("that is bound to hosts is named for these alone, by anybody", async () => {
    const bound = await setVariable("bound.key", { type: "SecretString", value: "variable-secret", hosts: ["A.example", "login.example"] });
    expect(bound).toMatchObject({ body: { hosts: ["a.example", "login.example"] } });
    const named = headers({ "X-Key": "{{ env.bound.key }}" });
    const webhook = await make(named);
    expect(refusedAt(await put(webhook, { ...named, url: "https://b.example/" }, asOwner))).toEqual([
      "payloadConfiguration.custom_headers.X-Key",
    ]);
    expect((await put(webhook, { ...named, url: "https://a.example:8443/" }, asOwner)).status).toBe(200);
    expect(refusedAt(await setVariable("bound.key", { hosts: ["https://a.example/"] }))).toEqual(["hosts.0"]);
    expect(refusedAt(await setVariable("shop.region", { hosts: ["a.example"] }))).toEqual(["hosts"]);
  });

  it("is bound to other hosts only by tokens with the scope admin, or with a new value", async () => {
    await setVariable("bound.key", { type: "SecretString", value: "variable-secret", hosts: ["a.example"] });
    expect(await setVariable("bound.key", { hosts: [] }, asWriter)).toMatchObject({ status: 403 });
    expect(await setVariable("bound.key", { hosts: ["a.example"] }, asWriter)).toMatchObject({ status: 200 });
    expect(await setVariable("bound.key", { hosts: ["b.example"], value: "a-writer's-own" }, asWriter)).toMatchObject({ status: 200 });
    const unbound = await setVariable("bound.key", { hosts: null });
    expect([unbound.status, unbound.body]).toEqual([200, expect.not.objectContaining({ hosts: expect.anything() })]);
  });

  it("is made only by tokens with the scope admin where webhooks wait for it", async () => {
    const webhook = await make({ name: "Trap", ...headers({ "X-Key": "{{ env.future.key }}" }) }, asWriter);
    const made = { type: "SecretString", value: "variable-secret" };
    expect(await setVariable("future.key", made, asWriter)).toMatchObject({
      status: 403,
      body: { message: expect.stringContaining("“Trap”") },
    });
    expect(await asWriter("POST", "/v1/environments", { json: { key: "future.key", ...made } })).toMatchObject({ status: 403 });
    expect(await setVariable("future.key", { type: "String", value: "readable" }, asWriter)).toMatchObject({ status: 201 });
    expect(await setVariable("future.key", { type: "SecretString" }, asWriter)).toMatchObject({ status: 403 });
    await asOwner("DELETE", webhook);
    expect(await setVariable("future.key", { type: "SecretString" }, asWriter)).toMatchObject({ status: 200 });
  });
});

describe("a variable that decides on a webhook's origin", () => {
  const set = (value: string, send: SendRequest) => setVariable("erp.host", { type: "String", value }, send);

  it("is changed only by tokens with the scope admin where secrets would move, and the webhooks are named", async () => {
    await set("a.example", asOwner);
    const webhook = await make({ name: "By host", url: "https://{{ env.erp.host }}/hooks", auth: basic({ password: "stored-secret" }) });
    expect(await set("evil.example", asWriter)).toMatchObject({
      status: 403,
      body: { message: expect.stringMatching(/erp\.host leads a webhook: “By host” \(\w+\) to another origin/) },
    });
    expect(await set("A.example", asWriter)).toMatchObject({ status: 200 });
    expect(await set("b.example", asOwner)).toMatchObject({ status: 200 });
    const { body } = await asOwner("GET", `/v1/audit-log?target=${webhook.split("/").at(-1)}&action=webhook.origin_changed`);
    expect(body).toMatchObject({ data: [{ details: { changed: ["url"], variable: "erp.host" } }] });
    await asOwner("DELETE", "/v1/environments/erp.host?force=true");
    expect(await set("evil.example", asWriter)).toMatchObject({ status: 403 });
    await asOwner("DELETE", webhook);
    expect(await set("evil.example", asWriter)).toMatchObject({ status: 201 });
  });

  it("is changed by writers where the webhook has nothing to lose", async () => {
    await set("a.example", asOwner);
    const webhook = await make({ url: "https://{{ env.erp.host }}/hooks", ...headers({ "User-Agent": "Shop/1" }) });
    expect(await set("b.example", asWriter)).toMatchObject({ status: 200 });
    await put(webhook, { url: "https://{{ env.erp.host }}/hooks", ...headers({ "X-Key": "k" }) });
    expect(await set("c.example", asWriter)).toMatchObject({ status: 403 });
    await asOwner("DELETE", webhook);
  });

  it("asks for nothing, and names nothing, because of another organization's webhooks", async () => {
    const stranger = createSender({ url: api.url, token: (await makeOrganizationWithToken(environment.db)).token });
    await makeConfig(stranger, { url: "https://{{ env.their.host }}/", auth: basic({ password: "their-secret" }) });
    expect((await setVariable("their.host", { type: "String", value: "a.example" }, asWriter)).status).toBe(201);
    expect((await setVariable("their.host", { type: "SecretString", value: "b.example" }, asWriter)).status).toBe(200);
  });

  it("does not hide a change of the URL's text", async () => {
    await set("a.example", asOwner);
    const webhook = await make({ auth: basic({ password: "stored-secret" }) });
    expect((await put(webhook, { url: "https://{{ env.erp.host }}/hooks", auth: basic() })).status).toBe(200);
    await setVariable("evil.host", { type: "String", value: "evil.example" }, asWriter);
    expect(refusedAt(await put(webhook, { url: "https://{{ env.evil.host }}/", auth: basic() }))).toEqual([
      "auth.basicAuthConfig.password",
    ]);
    await asOwner("DELETE", webhook);
  });
});

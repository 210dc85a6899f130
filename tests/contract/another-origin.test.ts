import { describe, expect, it } from "vitest";
import { apiKey, assertion, basic, CONFIG, headers, makeConfig, oauth, refusedAt, withCallers } from "@/tests/contract/callers";
import { withServedApi } from "@/tests/contract/serve-api";
import { withProcessEnvironment } from "@/tests/support/process-environment";

const environment = withProcessEnvironment();
const { asOwner, asWriter, asReader } = withCallers(environment, withServedApi());

const make = (config: object, send = asOwner) => makeConfig(send, config);
const read = async (path: string, send = asWriter) => (await send("GET", path)).body as Record<string, unknown>;
const put = (path: string, config: object, send = asWriter) => send("PUT", path, { json: { ...CONFIG, ...config } });

describe("a webhook that is led to another origin", () => {
  it.each([
    ["a password", basic({ password: "stored-secret" }), basic(), "auth.basicAuthConfig.password"],
    ["an API key", apiKey({ keyValue: "stored-secret" }), apiKey(), "auth.apiKeyConfig.keyValue"],
    ["a client secret", oauth({ clientSecret: "stored-secret" }), oauth(), "auth.oauthConfig.clientSecret"],
  ])("asks for %s again, by its path, whoever changes it", async (_what, stored, kept, path) => {
    const webhook = await make({ auth: stored });
    const before = await read(webhook);
    for (const send of [asWriter, asOwner]) {
      expect(refusedAt(await put(webhook, { url: "https://b.example/hooks", auth: kept }, send))).toEqual([path]);
    }
    expect(await read(webhook)).toEqual(before);
    const [given, cleared] = [structuredClone(kept), structuredClone(kept)] as Record<string, unknown>[];
    setAt(given, path.replace("auth.", ""), "given-again");
    setAt(cleared, path.replace("auth.", ""), null);
    expect(await put(webhook, { url: "https://b.example/hooks", auth: given })).toMatchObject({ status: 200, body: { status: "active" } });
    expect(await put(webhook, { url: "https://c.example/", auth: cleared })).toMatchObject({ status: 200, body: { status: "incomplete" } });
  });

  it("asks for client secret and parameters where the token endpoint moves, and for headers where the URL does", async () => {
    const webhook = await make({
      auth: oauth({ clientSecret: "stored-secret", ...assertion("stored-assertion") }),
      ...headers({ "X-Key": "k" }),
    });
    const auth = oauth({ endpoint: "https://evil.example/token", ...assertion("[redacted]") });
    expect(refusedAt(await put(webhook, { auth, ...headers({ "X-Key": "[redacted]" }) }))).toEqual([
      "auth.oauthConfig.clientSecret",
      "auth.oauthConfig.customParameterList.0.value",
    ]);
    const elsewhere = { url: "https://b.example/", auth: oauth(assertion("[redacted]")), ...headers({ "X-Key": "[redacted]" }) };
    expect(refusedAt(await put(webhook, elsewhere))).toEqual([
      "auth.oauthConfig.clientSecret",
      "auth.oauthConfig.customParameterList.0.value",
      "payloadConfiguration.custom_headers.X-Key",
    ]);
  });

  it.each([
    ["from http to https", "http://a.example/hooks", "https://a.example/other", true],
    ["from http to https with the ports written out", "http://a.example:80/", "https://a.example:443/", true],
    ["from http to https at one port", "http://a.example:8443/", "https://a.example:8443/", true],
    ["to the same port, written out", "https://a.example/", "https://A.example:443/", true],
    ["to another port", "https://a.example/", "https://a.example:8443/", false],
    ["from https to http", "https://a.example/", "http://a.example/", false],
    ["to a name below its host", "https://a.example/", "https://b.a.example/", false],
    ["from http at a port of its own to https", "http://a.example:8080/", "https://a.example/", false],
  ])("%s keeps its secret only where nobody else gets it", async (_what, before, after, isKept) => {
    const webhook = await make({ url: before, auth: basic({ password: "stored-secret" }) });
    const { status } = await put(webhook, { url: after, auth: basic() });
    expect(status).toBe(isKept ? 200 : 400);
  });

  it("is not led there in two steps", async () => {
    const webhook = await make({ auth: basic({ password: "stored-secret" }) });
    expect((await put(webhook, { url: null, auth: basic() })).status).toBe(200);
    expect(refusedAt(await put(webhook, { url: "https://b.example/", auth: basic() }))).toEqual(["auth.basicAuthConfig.password"]);
  });

  it("shows no preview of what could not be saved, and tries no stored secret elsewhere", async () => {
    const webhook = await make({ auth: oauth({ clientSecret: "stored-secret" }) });
    const config = { ...CONFIG, auth: oauth({ endpoint: "https://evil.example/token" }) };
    expect(refusedAt(await asWriter("POST", `${webhook}/preview`, { json: { config } }))).toEqual(["auth.oauthConfig.clientSecret"]);
  });

  it("is told of in the audit log, by whom and by which address", async () => {
    const webhook = await make({ auth: basic({ password: "stored-secret" }) });
    await put(webhook, { url: "https://a.example/other", auth: basic() });
    await put(webhook, { url: "https://b.example/", auth: basic({ password: "given-again" }) });
    const target = webhook.split("/").at(-1);
    const { body } = await asOwner("GET", `/v1/audit-log?target=${target}&action=webhook.origin_changed`);
    expect(body).toMatchObject({ data: [{ actor: { type: "api_token" }, details: { changed: ["url"] } }] });
    expect(JSON.stringify(body)).not.toContain("stored-secret");
  });
});

describe("a version at another origin", () => {
  it("is restored with a secret that is given, or without one", async () => {
    const webhook = await make({ auth: basic({ password: "stored-secret" }), ...headers({ "X-Team": "red" }) });
    await put(webhook, { url: "https://b.example/", auth: basic({ password: "another-secret" }) });
    const restore = (json?: object) => asWriter("POST", `${webhook}/versions/1/restore`, json ? { json } : {});
    expect(refusedAt(await restore())).toEqual(["auth.basicAuthConfig.password"]);
    expect(await restore({ secret: null })).toMatchObject({
      status: 200,
      body: { url: CONFIG.url, status: "incomplete", ...headers({ "X-Team": "red" }) },
    });
    await put(webhook, { url: "https://b.example/", auth: basic({ password: "another-secret" }) });
    expect(await restore({ secret: "given-again" })).toMatchObject({ status: 200, body: { status: "active" } });
  });

  it("is restored without more where it is at the same origin", async () => {
    const webhook = await make({ auth: basic({ password: "stored-secret" }) });
    await put(webhook, { url: "https://a.example/other", auth: basic() });
    expect(await asWriter("POST", `${webhook}/versions/1/restore`)).toMatchObject({
      status: 200,
      body: { status: "active", url: CONFIG.url },
    });
  });
});

describe("a value that is not known to be plain", () => {
  const stored = {
    auth: oauth({
      clientSecret: "stored-secret",
      customParameterList: [
        { type: "body", key: "scope", value: "read" },
        { type: "header", key: "X-Tenant-Key", value: "tenant-secret" },
      ],
    }),
    ...headers({ "X-Api-Token": "Bearer header-secret", "User-Agent": "Shop/1" }),
  };

  it("reads [redacted] for a token that may not write, and as it is for one that may", async () => {
    const webhook = await make(stored);
    const shown = await read(webhook, asReader);
    expect(shown).toMatchObject({
      auth: {
        oauthConfig: {
          customParameterList: [{ value: "read" }, { type: "header", key: "X-Tenant-Key", value: "[redacted]" }],
        },
      },
      ...headers({ "X-Api-Token": "[redacted]", "User-Agent": "Shop/1" }),
    });
    expect(JSON.stringify([shown, (await asReader("GET", "/v1/webhooks/configs")).body])).not.toMatch(/-secret/);
    expect(await read(webhook)).toMatchObject(headers({ "X-Api-Token": "Bearer header-secret" }));
  });

  it("keeps its value when what a reader was shown is put back, and changes nothing", async () => {
    const webhook = await make(stored);
    const before = await read(webhook);
    const answer = await asWriter("PUT", webhook, { json: await read(webhook, asReader) });
    expect(answer).toMatchObject({ status: 200, body: { ...before, updatedTime: expect.any(String) } });
  });

  it("is refused as [redacted] where there is none to keep, in a new webhook and as a secret", async () => {
    const webhook = await make({});
    expect(refusedAt(await put(webhook, headers({ "X-Key": "[redacted]" })))).toEqual(["payloadConfiguration.custom_headers.X-Key"]);
    expect(refusedAt(await put(webhook, { auth: basic({ password: "[redacted]" }) }))).toEqual(["auth.basicAuthConfig.password"]);
    const copied = await asWriter("POST", "/v1/webhooks/configs", { json: { ...CONFIG, ...headers({ "X-Key": "[redacted]" }) } });
    expect(refusedAt(copied)).toEqual(["payloadConfiguration.custom_headers.X-Key"]);
  });
});

describe("an unchanged webhook", () => {
  it("is put back as it was read, by a writer too, with every kind of secret and a secret variable in it", async () => {
    await asOwner("PUT", "/v1/environments/roundtrip.key", { json: { type: "SecretString", value: "variable-secret" } });
    const webhook = await make({
      auth: apiKey({ keyValue: "{{ env.roundtrip.key }}", keyValueIsEnvVar: true }),
      url: "https://a.example/{{ env.roundtrip.key }}",
      ...headers({ "X-Team": "Bearer {{ env.roundtrip.key }}", "X-Plain": "p" }),
    });
    for (const send of [asWriter, asOwner]) {
      const before = await read(webhook, send);
      expect(await send("PUT", webhook, { json: before })).toMatchObject({
        status: 200,
        body: { ...before, updatedTime: expect.any(String) },
      });
    }
  });
});

/** Sets a value at a dot path of an object. */
function setAt(object: Record<string, unknown> | undefined, path: string, value: unknown): void {
  const [first = "", ...rest] = path.split(".");
  if (!object) return;
  if (rest.length === 0) object[first] = value;
  else setAt(object[first] as Record<string, unknown>, rest.join("."), value);
}

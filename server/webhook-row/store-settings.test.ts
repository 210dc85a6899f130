import { describe, expect, it } from "vitest";
import { isPosternError } from "@/domain/errors";
import { parseInput } from "@/domain/parse-input";
import { REDACTED } from "@/domain/redacted";
import { type MovedOrigins, NOTHING_MOVED } from "@/domain/webhook/moved-origins";
import { webhookConfigInput } from "@/domain/webhook/webhook-config";
import { webhookConfiguration } from "@/domain/webhook/webhook-configuration";
import { openAuthSecret } from "@/server/webhook-row/auth-secret";
import type { ConfiguredRow } from "@/server/webhook-row/complete-auth";
import { completeSettings, storeSettings } from "@/server/webhook-row/store-settings";
import { openConfiguration } from "@/server/webhook-row/stored-configuration";
import { testVault } from "@/tests/support/test-context";

const webhookId = "abcdefghijkm";
const base = { eventName: "product_updated", url: "https://example.com/hooks" };

/** Returns the columns of a webhook whose configuration was `before` and is changed to `after`, which may lead to another origin. */
function change(before: object, after: object, moved: MovedOrigins = NOTHING_MOVED) {
  const store = (config: object, stored: ConfiguredRow | null) => {
    const settings = parseInput(webhookConfigInput, { ...base, ...config });
    const completed = completeSettings({ vault: testVault, webhookId, settings, stored, moved: stored ? moved : NOTHING_MOVED });
    return storeSettings({ vault: testVault, webhookId, enabled: settings.enabled, completed });
  };
  return store(after, { ...store(before, null), id: webhookId });
}

/** Returns the paths of the faults for which a change is refused. */
function refusedAt(...input: Parameters<typeof change>): string[] {
  try {
    change(...input);
  } catch (error) {
    if (isPosternError(error) && error.code === "invalid_input") return error.faults.map(({ path }) => path);
    throw error;
  }
  return [];
}

const configured = (before: object, after: object) =>
  openConfiguration({ vault: testVault, webhookId, stored: change(before, after).configuration });

const secretOf = ({ authSecret }: { authSecret: string | null }) =>
  authSecret === null ? null : openAuthSecret({ vault: testVault, webhookId, sealed: authSecret });
const basic = (more: object) => ({ auth: { authType: "BASIC", basicAuthConfig: { username: "ann", ...more } } });
const oauth = (more: object) => ({
  auth: {
    authType: "OAUTH_CLIENT_CREDENTIALS",
    oauthConfig: { clientId: "c", endpoint: "https://id.example.com/token", httpMethod: "POST", ...more },
  },
});
const authorization = { customParameterList: [{ type: "header", key: "Authorization", value: "Basic eA==" }] };

describe("a changed webhook's secret", () => {
  it("is kept when absent, cleared by null, and set by a string", () => {
    const before = basic({ password: "old" });
    expect(secretOf(change(before, basic({})))).toBe("old");
    expect(secretOf(change(before, basic({ password: null })))).toBeNull();
    expect(secretOf(change(before, basic({ password: "new" })))).toBe("new");
    expect(secretOf(change(before, basic({ password: "" })))).toBe("");
  });

  it("is never handed on to another kind of authentication", () => {
    const apiKey = { auth: { authType: "API_KEY", apiKeyConfig: { keyName: "X-Key" } } };
    expect(secretOf(change(basic({ password: "old" }), apiKey))).toBeNull();
    expect(change(oauth({ clientSecret: "old", ...authorization }), {})).toMatchObject({
      authSecret: null,
      configuration: { auth: { authType: "NONE" } },
    });
  });

  it("stays a reference when it was one, and is shown only then", () => {
    const reference = { password: "{{ env.key }}", passwordIsEnvVar: true };
    const secretReference = "{{ env.key }}";
    const ann = { authType: "BASIC", username: "ann" };
    expect(configured(basic(reference), basic({})).auth).toEqual({ ...ann, secretReference });
    expect(configured(basic(reference), basic(reference)).auth).toEqual({ ...ann, secretReference });
    expect(configured(basic(reference), basic({ password: "{{ env.key }}" })).auth).toEqual({ ...ann, secretReference: null });
    expect(() => change(basic(reference), basic({ passwordIsEnvVar: false }))).toThrow("flag");
    expect(() => change(basic({ password: "old" }), basic({ passwordIsEnvVar: true }))).toThrow("flag");
  });

  it("of OAuth may be missing only while an Authorization parameter stands in for it", () => {
    expect(secretOf(change({}, oauth(authorization)))).toBe("");
    expect(secretOf(change({}, oauth({})))).toBeNull();
    expect(secretOf(change(oauth(authorization), oauth({})))).toBeNull();
    expect(secretOf(change(oauth({ clientSecret: "old" }), oauth(authorization)))).toBe("old");
  });
});

describe("a secret of a webhook that is led to another origin", () => {
  const urlMoved = { url: true, tokenEndpoint: false };
  const endpointMoved = { url: false, tokenEndpoint: true };

  it("must be given again, or cleared, and is named", () => {
    const apiKey = (more: object) => ({ auth: { authType: "API_KEY", apiKeyConfig: { keyName: "X-Key", ...more } } });
    expect(refusedAt(basic({ password: "old" }), basic({}), urlMoved)).toEqual(["auth.basicAuthConfig.password"]);
    expect(refusedAt(apiKey({ keyValue: "old" }), apiKey({}), urlMoved)).toEqual(["auth.apiKeyConfig.keyValue"]);
    expect(refusedAt(oauth({ clientSecret: "old" }), oauth({}), urlMoved)).toEqual(["auth.oauthConfig.clientSecret"]);
    expect(refusedAt(oauth({ clientSecret: "old" }), oauth({}), endpointMoved)).toEqual(["auth.oauthConfig.clientSecret"]);
    expect(secretOf(change(basic({ password: "old" }), basic({ password: "new" }), urlMoved))).toBe("new");
    expect(secretOf(change(basic({ password: "old" }), basic({ password: null }), urlMoved))).toBeNull();
    expect(refusedAt(basic({ password: "{{ env.key }}", passwordIsEnvVar: true }), basic({}), urlMoved)).toHaveLength(1);
  });

  it("is not asked for where there is none, or where only the other destination moves", () => {
    expect(refusedAt(basic({}), basic({}), urlMoved)).toEqual([]);
    expect(refusedAt(basic({ password: "old" }), basic({}), endpointMoved)).toEqual([]);
    expect(refusedAt(oauth(authorization), oauth(authorization), urlMoved)).toEqual([]);
    expect(refusedAt(basic({ password: "old" }), {}, urlMoved)).toEqual([]);
  });
});

describe("a value that reads [redacted]", () => {
  const headers = (custom_headers: object) => ({ payloadConfiguration: { custom_headers } });
  const parameter = (value: string, key = "assertion") => ({ type: "body", key, value });
  const moved = { url: true, tokenEndpoint: false };

  it("keeps what is stored under its name", () => {
    const kept = configured(headers({ "X-A": "1", "X-B": "2" }), headers({ "x-a": REDACTED, "X-B": "3" }));
    expect(kept.payloadConfiguration.custom_headers).toEqual({ "x-a": "1", "X-B": "3" });
    const before = oauth({ customParameterList: [parameter("a"), parameter("b"), parameter("c", "other")] });
    const after = oauth({ customParameterList: [parameter("new", "other"), parameter(REDACTED), parameter(REDACTED)] });
    expect(configured(before, after).auth).toMatchObject({
      customParameters: [parameter("new", "other"), parameter("a"), parameter("b")],
    });
  });

  it("is refused where nothing is stored under its name, and where its destination moves", () => {
    expect(refusedAt(headers({ "X-A": "1" }), headers({ "X-B": REDACTED }))).toEqual(["payloadConfiguration.custom_headers.X-B"]);
    expect(refusedAt(headers({ "X-A": "1" }), headers({ "X-A": REDACTED }), moved)).toEqual(["payloadConfiguration.custom_headers.X-A"]);
    expect(refusedAt(headers({ "X-A": "1" }), headers({ "X-A": REDACTED }), { url: false, tokenEndpoint: true })).toEqual([]);
    const before = oauth({ clientSecret: "s", customParameterList: [parameter("a")] });
    const twice = oauth({ clientSecret: "s", customParameterList: [parameter(REDACTED), parameter(REDACTED)] });
    expect(refusedAt(before, twice)).toEqual(["auth.oauthConfig.customParameterList.1.value"]);
    expect(refusedAt(before, oauth({ customParameterList: [parameter(REDACTED)] }), { url: false, tokenEndpoint: true })).toEqual([
      "auth.oauthConfig.clientSecret",
      "auth.oauthConfig.customParameterList.0.value",
    ]);
  });
});

describe("a changed webhook's settings", () => {
  it("are the defaults where nothing was said, and stay as they are where a change may leave them out", () => {
    const ours = {
      ...{ retryPolicy: { enabled: false, maxAttempts: 1 }, timeoutSeconds: 30, successStatus: "200", maxRequestsPerSecond: 7 },
      ...{ payloadFormat: "event_object", signatureHeader: "x-sig" },
    };
    expect(configured({}, {})).toEqual(webhookConfiguration.parse({ url: base.url }));
    expect(configured(ours, {})).toMatchObject(ours);
    expect(configured(ours, { maxRequestsPerSecond: null, signatureHeader: null })).toMatchObject({
      maxRequestsPerSecond: null,
      signatureHeader: null,
    });
    expect(configured({ enableStaticIP: true, jsonataExpression: "entity" }, {})).toMatchObject({
      enableStaticIP: false,
      jsonataExpression: null,
    });
  });

  it("are stored with what may hold credentials sealed, for this webhook alone", () => {
    const custom_headers = { "X-A": "hush-1" };
    const stored = change({}, { ...oauth(authorization), payloadConfiguration: { custom_headers } }).configuration;
    expect(JSON.stringify(stored)).not.toMatch(/hush-1|eA==/);
    const opened = openConfiguration({ vault: testVault, webhookId, stored });
    expect(opened).toMatchObject({
      auth: { customParameters: authorization.customParameterList },
      payloadConfiguration: { custom_headers },
    });
    expect(() => openConfiguration({ vault: testVault, webhookId: "another", stored })).toThrow();
  });

  it("forget why the system disabled it once it is enabled, and not before", () => {
    expect(change({}, { enabled: true })).toMatchObject({ disabledReason: null });
    expect(change({}, { enabled: false })).not.toHaveProperty("disabledReason");
  });
});

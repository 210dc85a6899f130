import { describe, expect, it } from "vitest";
import { parseInput } from "@/domain/parse-input";
import { webhookConfigInput } from "@/domain/webhook/webhook-config";
import { webhookConfiguration } from "@/domain/webhook/webhook-configuration";
import { openAuthSecret } from "@/server/webhook-row/auth-secret";
import { storeSettings } from "@/server/webhook-row/store-settings";
import { openConfiguration } from "@/server/webhook-row/stored-configuration";
import { testVault } from "@/tests/support/test-context";

const webhookId = "abcdefghijkm";
const base = { eventName: "product_updated", url: "https://example.com/hooks" };

type Stored = Parameters<typeof storeSettings>[0]["stored"];

/** Returns the columns of a webhook whose configuration was `before` and is changed to `after`. */
function change(before: object, after: object) {
  const store = (config: object, stored: Stored) =>
    storeSettings({ vault: testVault, webhookId, settings: parseInput(webhookConfigInput, { ...base, ...config }), stored });
  return store(after, { ...store(before, null), id: webhookId });
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

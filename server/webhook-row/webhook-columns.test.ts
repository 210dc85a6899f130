import { describe, expect, it } from "vitest";
import { parseInput } from "@/domain/parse-input";
import { webhookConfigInput } from "@/domain/webhook/webhook-config";
import type { Webhook } from "@/prisma/generated/client";
import { openAuthSecret } from "@/server/webhook-row/auth-secret";
import { webhookColumns } from "@/server/webhook-row/webhook-columns";
import { testVault } from "@/tests/support/test-context";

const webhookId = "abcdefghijkm";
const base = { eventName: "product_updated", url: "https://example.com/hooks" };

/** The columns of a webhook whose configuration is `before`, then `after` that one was changed to it. */
function change(before: object, after: object) {
  const columnsOf = (config: object, stored: Webhook | null) =>
    webhookColumns({ vault: testVault, webhookId, settings: parseInput(webhookConfigInput, { ...base, ...config }), stored });
  const stored = columnsOf(before, null);
  return columnsOf(after, { ...stored, id: webhookId } as unknown as Webhook);
}

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
      authType: "NONE",
      authSecret: null,
      authParameters: null,
    });
  });

  it("stays a reference when it was one, and is shown only then", () => {
    const reference = { password: "{{ env.key }}", passwordIsEnvVar: true };
    const secretReference = "{{ env.key }}";
    expect(change(basic(reference), basic({})).authSettings).toEqual({ username: "ann", secretReference });
    expect(change(basic(reference), basic(reference)).authSettings).toEqual({ username: "ann", secretReference });
    expect(change(basic(reference), basic({ password: "{{ env.key }}" })).authSettings).toEqual({ username: "ann" });
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
  it("leave what was not said to the database's default, or as it is", () => {
    const kept = { retryEnabled: undefined, retryMaxAttempts: undefined, timeoutSeconds: undefined, successStatus: undefined };
    expect(change({}, {})).toMatchObject({ ...kept, maxRequestsPerSecond: undefined, useStaticIp: false, customHeaders: null });
    expect(change({}, { maxRequestsPerSecond: null })).toMatchObject({ maxRequestsPerSecond: null });
  });

  it("forget why the system disabled it once it is enabled, and not before", () => {
    expect(change({}, { enabled: true })).toMatchObject({ disabledReason: null });
    expect(change({}, { enabled: false })).not.toHaveProperty("disabledReason");
  });
});

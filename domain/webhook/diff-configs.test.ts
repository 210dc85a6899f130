import { describe, expect, it } from "vitest";
import { diffConfigs } from "@/domain/webhook/diff-configs";
import type { WebhookConfig } from "@/domain/webhook/webhook-config";

const CONFIG: WebhookConfig = {
  id: "w1",
  name: "Orders",
  eventName: "product_updated",
  url: "https://example.com/a",
  httpMethod: "POST",
  enabled: true,
  status: "active",
  auth: { authType: "NONE" },
  payloadConfiguration: {
    hydrate_entity: true,
    include_relations: false,
    include_activity: false,
    include_changed_attributes: false,
    custom_headers: { "x-team": "blue" },
  },
  payloadFormat: "entity_envelope",
  retryPolicy: { enabled: true, maxAttempts: 3 },
  enableStaticIP: false,
  timeoutSeconds: 120,
  successStatus: "2xx",
  protected: false,
  _manifest: [],
  creationTime: "2026-01-01T00:00:00.000Z",
  updatedTime: "2026-01-01T00:00:00.000Z",
};
const diff = (after: Partial<WebhookConfig>, options: { had?: boolean; has?: boolean; isReplaced?: boolean } = {}) =>
  diffConfigs(
    { config: CONFIG, hasSecret: options.had ?? false },
    { config: { ...CONFIG, ...after }, hasSecret: options.has ?? false },
    options.isReplaced ?? false,
  );

describe("what differs between two versions of a webhook", () => {
  it("is told field by field, with what was and what is", () => {
    expect(diff({ url: "https://example.com/b", retryPolicy: { enabled: true, maxAttempts: 5 }, signatureHeader: "x-sig" })).toEqual([
      { field: "url", before: "https://example.com/a", after: "https://example.com/b" },
      { field: "retryPolicy.maxAttempts", before: 3, after: 5 },
      { field: "signatureHeader", after: "x-sig" },
    ]);
  });

  it("leaves out what is not an admin's to decide", () => {
    expect(diff({ updatedTime: "2026-02-01T00:00:00.000Z", status: "inactive" })).toEqual([]);
  });

  it("compares lists as a whole", () => {
    const filter = { keyToFilter: "status", supportedValues: ["won", "lost"] };
    expect(diff({ filter })).toEqual([
      { field: "filter.keyToFilter", after: "status" },
      { field: "filter.supportedValues", after: ["won", "lost"] },
    ]);
  });

  it("never shows what is or may be a credential", () => {
    const payloadConfiguration = { ...CONFIG.payloadConfiguration, custom_headers: { "x-team": "red", "x-key": "hush" } };
    expect(diff({ payloadConfiguration })).toEqual([
      { field: "payloadConfiguration.custom_headers.x-team", before: "set", after: "set", is_secret: true },
      { field: "payloadConfiguration.custom_headers.x-key", after: "set", is_secret: true },
    ]);
    const oauthConfig = {
      clientId: "c",
      endpoint: "https://example.com/token",
      httpMethod: "POST",
      customParameterList: [{ type: "body", key: "audience", value: "hush" }],
    } as const;
    expect(
      JSON.stringify(
        diff({
          auth: {
            authType: "OAUTH_CLIENT_CREDENTIALS",
            oauthConfig: { ...oauthConfig, customParameterList: [...oauthConfig.customParameterList] },
          },
        }),
      ),
    ).not.toContain("hush");
  });

  it("says of the secret whether it was set, replaced or cleared", () => {
    expect(diff({}, { has: true })).toEqual([{ field: "auth.secret", is_secret: true, after: "set" }]);
    expect(diff({}, { had: true, has: true, isReplaced: true })).toEqual([
      { field: "auth.secret", is_secret: true, before: "set", after: "set" },
    ]);
    expect(diff({}, { had: true })).toEqual([{ field: "auth.secret", is_secret: true, before: "set" }]);
    expect(diff({}, { had: true, has: true })).toEqual([]);
  });
});

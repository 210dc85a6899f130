import { describe, expect, it } from "vitest";
import { PosternError } from "@/domain/errors";
import { parseInput } from "@/domain/parse-input";
import { webhookConfigInput, webhookStatus } from "@/domain/webhook/webhook-config";

const parse = (input: unknown) => parseInput(webhookConfigInput, input);

function faultsOf(input: unknown): Record<string, string> {
  try {
    parse(input);
  } catch (error) {
    if (error instanceof PosternError) return Object.fromEntries(error.faults.map(({ path, message }) => [path, message]));
    throw error;
  }
  return {};
}

const valid = { eventName: "customer_request_created", url: "https://example.com/hooks" };

describe("webhookConfigInput", () => {
  it("takes an event alone, and leaves the rest at the defaults", () => {
    expect(parse({ eventName: "product_updated" })).toEqual({
      name: null,
      eventName: "product_updated",
      url: null,
      httpMethod: "POST",
      enabled: true,
      auth: { authType: "NONE" },
      enableStaticIP: false,
      payloadConfiguration: {
        ...{ hydrate_entity: true, include_relations: false, include_activity: false, include_changed_attributes: false },
        custom_headers: {},
      },
      filter: null,
      filterConditions: null,
      jsonataExpression: null,
      protected: false,
      eventVersion: null,
      _manifest: [],
    });
  });

  it.each([
    "https://{{ env.host }}/hooks",
    "https://example.com:{{env.port}}/hooks?token={{ env.token }}",
    "{{ env.base-url }}/hooks",
    "{{ env.scheme }}://example.com",
  ])("takes a URL with references: %s", (url) => {
    expect(parse({ ...valid, url }).url).toBe(url);
  });

  it.each([
    "https://example.com/{{ env.Upper }}",
    "https://example.com/{{ token }}",
    "https://u:{{ env.p }}@example.com",
    "ftp://{{ env.host }}",
  ])("refuses a URL that would be wrong whatever its variables hold: %s", (url) => {
    expect(faultsOf({ ...valid, url })).toHaveProperty("url");
  });

  it("takes how deliveries are made, and tells what was not said from what was", () => {
    const settings = {
      retryPolicy: { enabled: false },
      timeoutSeconds: 600,
      successStatus: "200",
      maxRequestsPerSecond: 5,
      enableStaticIP: true,
    };
    expect(parse({ ...valid, ...settings })).toMatchObject({
      retryPolicy: { enabled: false, maxAttempts: 3 },
      timeoutSeconds: 600,
      successStatus: "200",
      maxRequestsPerSecond: 5,
      enableStaticIP: true,
    });
    expect(parse({ ...valid, retryPolicy: null, timeoutSeconds: null, maxRequestsPerSecond: null })).toMatchObject({
      retryPolicy: undefined,
      timeoutSeconds: undefined,
      maxRequestsPerSecond: null,
    });
  });

  it.each([
    [{ retryPolicy: { enabled: true, maxAttempts: 6 } }, "retryPolicy.maxAttempts"],
    [{ retryPolicy: { enabled: true, maxAttempts: 0 } }, "retryPolicy.maxAttempts"],
    [{ retryPolicy: { maxAttempts: 2 } }, "retryPolicy.enabled"],
    [{ timeoutSeconds: 0 }, "timeoutSeconds"],
    [{ timeoutSeconds: 601 }, "timeoutSeconds"],
    [{ timeoutSeconds: 1.5 }, "timeoutSeconds"],
    [{ successStatus: "201" }, "successStatus"],
    [{ maxRequestsPerSecond: 0 }, "maxRequestsPerSecond"],
    [{ payloadConfiguration: { custom_headers: { Host: "a" } } }, "payloadConfiguration.custom_headers.Host"],
    [{ payloadConfiguration: { custom_headers: { "X-A": "a\nb" } } }, "payloadConfiguration.custom_headers.X-A"],
    [{ payloadConfiguration: { custom_headers: { "X-A": "1", "x-a": "2" } } }, "payloadConfiguration.custom_headers.x-a"],
  ])("refuses %j", (changes, path) => {
    expect(Object.keys(faultsOf({ ...valid, ...changes }))).toEqual([path]);
  });

  it("refuses a custom header that the authentication sets", () => {
    const auth = { authType: "API_KEY", apiKeyConfig: { keyName: "X-Key", keyValue: "k" } };
    const payloadConfiguration = { custom_headers: { "x-key": "other", "X-Other": "{{ env.other }}" } };
    expect(Object.keys(faultsOf({ ...valid, auth, payloadConfiguration }))).toEqual(["payloadConfiguration.custom_headers.x-key"]);
  });

  it("names each unknown field", () => {
    expect(faultsOf({ ...valid, colour: "red", auth: { authType: "NONE", realm: "x" } })).toMatchObject({
      colour: expect.stringContaining("remove it"),
      "auth.realm": expect.stringContaining("remove it"),
    });
  });

  it("names each field of the contract that Postern does not serve", () => {
    const faults = faultsOf({
      ...valid,
      payloadConfiguration: { hydrate_entity: false, include_relations: true, apply_changesets: true },
      secureProxy: { integration_id: "x" },
      deliveryMode: "json_base64",
    });
    expect(Object.keys(faults).sort()).toEqual(["deliveryMode", "payloadConfiguration.apply_changesets", "secureProxy"]);
    expect(faults["secureProxy"]).toBe("Secure proxies are not supported: leave this field out.");
  });

  it("takes fields that are not served when they ask for nothing, so that an answer can be sent back", () => {
    const answer = {
      ...valid,
      id: "abcdefghijkm",
      status: "active",
      creationTime: "2026-01-01T00:00:00.000Z",
      updatedTime: "2026-01-01T00:00:00.000Z",
      signingSecret: "whsec_x",
      payloadConfiguration: { hydrate_entity: true, include_relations: false, include_activity: null, custom_headers: {} },
      retryPolicy: { enabled: true, maxAttempts: 3 },
      filter: null,
      jsonataExpression: "",
      enableStaticIP: false,
      _manifest: [],
      payloadFormat: "entity_envelope",
      successStatus: "2xx",
      timeoutSeconds: 120,
      secureProxy: null,
      deliveryMode: false,
    };
    expect(faultsOf(answer)).toEqual({});
  });

  it.each([
    ["not an address", "https//example.com"],
    ["no scheme", "example.com/hooks"],
    ["another scheme", "ftp://example.com"],
    ["credentials", "https://user:pass@example.com"],
    ["a space", "https://example.com/a b"],
    ["no host", "https://"],
    ["the character NUL", "https://example.com/\u0000"],
  ])("refuses a URL with %s, saying what to do", (_what, url) => {
    expect(faultsOf({ ...valid, url })).toHaveProperty("url");
  });
});

describe("webhookStatus", () => {
  const configuration = { url: "https://example.com", auth: { authType: "BASIC" } } as const;
  const complete = { configuration, hasAuthSecret: true, enabled: true };

  it("is incomplete without a URL or a secret, whether enabled or not; otherwise active or inactive", () => {
    expect(webhookStatus(complete)).toBe("active");
    expect(webhookStatus({ ...complete, enabled: false })).toBe("inactive");
    expect(webhookStatus({ ...complete, configuration: { ...configuration, url: null } })).toBe("incomplete");
    expect(webhookStatus({ ...complete, hasAuthSecret: false, enabled: false })).toBe("incomplete");
    expect(webhookStatus({ ...complete, configuration: { ...configuration, auth: { authType: "NONE" } }, hasAuthSecret: false })).toBe(
      "active",
    );
  });
});

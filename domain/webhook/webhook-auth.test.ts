import { describe, expect, it } from "vitest";
import { PosternError } from "@/domain/errors";
import { parseInput } from "@/domain/parse-input";
import { webhookConfigInput } from "@/domain/webhook/webhook-config";

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

describe("a webhook's authentication", () => {
  it("takes each served authentication with the sub-object that matches it", () => {
    expect(parse({ ...valid, auth: { authType: "BASIC", basicAuthConfig: { username: "u", password: "p" } } }).auth).toEqual({
      authType: "BASIC",
      username: "u",
      secret: "p",
      isReference: false,
    });
    expect(parse({ ...valid, auth: { authType: "API_KEY", apiKeyConfig: { keyName: "X-Key", keyValue: null } } }).auth).toEqual({
      authType: "API_KEY",
      keyName: "X-Key",
      secret: null,
      isReference: undefined,
    });
    expect(parse({ ...valid, auth: { authType: "BASIC", basicAuthConfig: { username: "u" }, apiKeyConfig: null } }).auth).toMatchObject({
      secret: undefined,
    });
  });

  it("takes OAuth client credentials with custom parameters of each type", () => {
    const customParameterList = [
      { type: "body", key: "audience", value: "{{ env.audience }}" },
      { type: "query", key: "tenant", value: "7" },
      { type: "header", key: "Authorization", value: "Basic {{ env.credentials }}" },
    ];
    const oauthConfig = {
      clientId: "c",
      clientSecret: "s",
      endpoint: "https://id.example.com/token",
      httpMethod: "POST",
      customParameterList,
    };
    expect(parse({ ...valid, auth: { authType: "OAUTH_CLIENT_CREDENTIALS", oauthConfig } }).auth).toEqual({
      authType: "OAUTH_CLIENT_CREDENTIALS",
      clientId: "c",
      endpoint: "https://id.example.com/token",
      httpMethod: "POST",
      customParameters: customParameterList,
      secret: "s",
      isReference: false,
    });
  });

  it.each([
    ["a token endpoint that is no address", { endpoint: "id.example.com" }, "auth.oauthConfig.endpoint"],
    [
      "a parameter of an unknown type",
      { customParameterList: [{ type: "cookie", key: "a", value: "b" }] },
      "auth.oauthConfig.customParameterList.0.type",
    ],
    [
      "a header that belongs to the connection",
      { customParameterList: [{ type: "header", key: "Host", value: "b" }] },
      "auth.oauthConfig.customParameterList.0.key",
    ],
    [
      "a header's value of two lines",
      { customParameterList: [{ type: "header", key: "X-A", value: "b\r\nc: d" }] },
      "auth.oauthConfig.customParameterList.0.value",
    ],
    [
      "a malformed reference",
      { customParameterList: [{ type: "body", key: "a", value: "{{ env.Upper }}" }] },
      "auth.oauthConfig.customParameterList.0.value",
    ],
    ["a malformed reference as the client's id", { clientId: "{{ env.Client }}" }, "auth.oauthConfig.clientId"],
    ["a malformed reference in the token endpoint", { endpoint: "https://{{ env.Host }}/token" }, "auth.oauthConfig.endpoint"],
    ...["body", "query", "header"].flatMap((type) =>
      ["{{ env.key }}", "{{ env.Key }}"].map((key): [string, object, string] => [
        `the key ${key} of a ${type} parameter`,
        { customParameterList: [{ type, key, value: "b" }] },
        "auth.oauthConfig.customParameterList.0.key",
      ]),
    ),
    [
      "a header given twice",
      {
        customParameterList: [
          { type: "header", key: "X-A", value: "1" },
          { type: "header", key: "x-a", value: "2" },
        ],
      },
      "auth.oauthConfig.customParameterList.1.key",
    ],
  ])("refuses %s in OAuth's configuration, saying where", (_what, changes, path) => {
    const oauthConfig = { clientId: "c", endpoint: "https://id.example.com/token", httpMethod: "POST", ...changes };
    expect(Object.keys(faultsOf({ ...valid, auth: { authType: "OAUTH_CLIENT_CREDENTIALS", oauthConfig } }))).toEqual([path]);
  });

  it("takes a secret as a reference only with its flag, and then nothing but a reference", () => {
    const withPassword = (password: string, passwordIsEnvVar?: boolean) => ({
      ...valid,
      auth: { authType: "BASIC", basicAuthConfig: { username: "u", password, passwordIsEnvVar } },
    });
    expect(parse(withPassword(" {{ env.my_secret }} ", true)).auth).toMatchObject({ secret: "{{ env.my_secret }}", isReference: true });
    expect(parse(withPassword("{{ env.my_secret }}")).auth).toMatchObject({ secret: "{{ env.my_secret }}", isReference: false });
    for (const password of ["my_secret", "x{{ env.my_secret }}", "{{ env.My_Secret }}"]) {
      expect(faultsOf(withPassword(password, true))).toHaveProperty(["auth.basicAuthConfig.password"]);
    }
  });

  it("refuses an authentication without its sub-object, and a sub-object of another authentication", () => {
    expect(faultsOf({ ...valid, auth: { authType: "BASIC" } })).toHaveProperty(["auth.basicAuthConfig"]);
    expect(faultsOf({ ...valid, auth: { authType: "NONE", apiKeyConfig: { keyName: "X-Key" } } })).toHaveProperty(["auth.apiKeyConfig"]);
  });

  it.each([["Host"], ["content-length"], ["Webhook-Signature"], ["Transfer-Encoding"], ["X Key"], ["X-Key\r\nX-Other"]])(
    "refuses %j as the header of an API key",
    (keyName) => {
      expect(faultsOf({ ...valid, auth: { authType: "API_KEY", apiKeyConfig: { keyName, keyValue: "v" } } })).toHaveProperty([
        "auth.apiKeyConfig.keyName",
      ]);
    },
  );

  it("refuses a key's value that would end its header, and a user name with a colon", () => {
    expect(faultsOf({ ...valid, auth: { authType: "API_KEY", apiKeyConfig: { keyName: "X-Key", keyValue: "a\r\nb: c" } } })).toHaveProperty(
      ["auth.apiKeyConfig.keyValue"],
    );
    expect(faultsOf({ ...valid, auth: { authType: "BASIC", basicAuthConfig: { username: "a:b" } } })).toHaveProperty([
      "auth.basicAuthConfig.username",
    ]);
  });

  it("takes a user name with references, and other braces, but none that looks like a reference and is none", () => {
    const withName = (username: string) => ({ ...valid, auth: { authType: "BASIC", basicAuthConfig: { username } } });
    for (const username of ["{{ env.user }}", "shop-{{env.user}}", "{{ user }}", "{a}"]) {
      expect(parse(withName(username)).auth).toMatchObject({ username });
    }
    for (const username of ["{{ env.User }}", "{{env}}", "{{ env.a b }}"]) {
      expect(faultsOf(withName(username))).toEqual({ "auth.basicAuthConfig.username": expect.stringContaining("{{ env.key }}") });
    }
  });

  it("refuses a reference as the name of a header", () => {
    const apiKeyConfig = { keyName: "{{ env.name }}", keyValue: "v" };
    expect(faultsOf({ ...valid, auth: { authType: "API_KEY", apiKeyConfig } })).toHaveProperty(["auth.apiKeyConfig.keyName"]);
    const payloadConfiguration = { custom_headers: { "X-{{ env.name }}": "v" } };
    expect(Object.keys(faultsOf({ ...valid, payloadConfiguration }))).toEqual(["payloadConfiguration.custom_headers.X-{{ env.name }}"]);
    expect(faultsOf({ ...valid, signatureHeader: "{{ env.name }}" })).toHaveProperty(["signatureHeader"]);
  });
});

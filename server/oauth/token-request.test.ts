import { describe, expect, it } from "vitest";
import { buildTokenRequest } from "@/server/oauth/token-request";

const base = {
  endpoint: "https://id.example.com/token?realm=a%20b",
  httpMethod: "POST" as const,
  clientId: "client 1",
  clientSecret: "s&cret=",
  parameters: [],
  viaStaticIp: false,
  webhook: { id: "hook", version: 1 },
  variableSecrets: [],
};
const parameters = [
  { type: "body" as const, key: "audience", value: "https://api.example.com" },
  { type: "query" as const, key: "tenant", value: "7" },
  { type: "header" as const, key: "X-Realm", value: "main" },
];

describe("a token request", () => {
  it("is form-encoded, with the client's credentials and the custom parameters where they belong", () => {
    const { url, method, headers, body } = buildTokenRequest({ ...base, parameters });
    expect(method).toBe("POST");
    expect(url).toBe("https://id.example.com/token?realm=a%20b&tenant=7");
    expect(body).toBe("grant_type=client_credentials&client_id=client+1&client_secret=s%26cret%3D&audience=https%3A%2F%2Fapi.example.com");
    expect(headers).toMatchObject({ "content-type": "application/x-www-form-urlencoded", accept: "application/json", "x-realm": "main" });
  });

  it.each(["GET", "HEAD", "OPTIONS"] as const)("by %s has no body: what would be in it stands in the query", (httpMethod) => {
    const { url, headers, body } = buildTokenRequest({ ...base, httpMethod, parameters });
    expect(body).toBeNull();
    expect(headers["content-type"]).toBeUndefined();
    expect(Object.fromEntries(new URL(url).searchParams)).toEqual({
      realm: "a b",
      grant_type: "client_credentials",
      client_id: "client 1",
      client_secret: "s&cret=",
      audience: "https://api.example.com",
      tenant: "7",
    });
  });

  it("with an Authorization header sends no client credentials besides", () => {
    const authorization = { type: "header" as const, key: "authorization", value: "Basic Y2xpZW50OnNlY3JldA==" };
    const { headers, body } = buildTokenRequest({ ...base, parameters: [...parameters, authorization] });
    expect(headers["authorization"]).toBe(authorization.value);
    expect(body).toBe("grant_type=client_credentials&audience=https%3A%2F%2Fapi.example.com");
  });

  it("never has a parameter of ours twice, but may repeat a custom one", () => {
    const { body } = buildTokenRequest({
      ...base,
      parameters: [
        { type: "body", key: "grant_type", value: "urn:custom" },
        { type: "body", key: "resource", value: "a" },
        { type: "body", key: "resource", value: "b" },
      ],
    });
    expect(body).toBe("client_id=client+1&client_secret=s%26cret%3D&grant_type=urn%3Acustom&resource=a&resource=b");
  });

  it("has a fingerprint that changes with whatever is sent, and with the webhook's version", () => {
    const { fingerprint } = buildTokenRequest(base);
    expect(buildTokenRequest(base).fingerprint).toBe(fingerprint);
    const others = [{ clientSecret: "other" }, { parameters }, { httpMethod: "PUT" as const }, { webhook: { id: "hook", version: 2 } }];
    for (const changes of others) expect(buildTokenRequest({ ...base, ...changes }).fingerprint).not.toBe(fingerprint);
  });
});

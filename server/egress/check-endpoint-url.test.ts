import { describe, expect, it } from "vitest";
import { checkEndpointUrl } from "@/server/egress/check-endpoint-url";

const policy = { isHttpsRequired: false, allowedPrivateNetworks: ["10.1.0.0/16"] };
const check = (url: string) => checkEndpointUrl({ url, policy });

describe("checkEndpointUrl", () => {
  it.each([
    "https://example.com/webhooks",
    "http://example.com:8080/a?b=c",
    "https://93.184.216.34/",
    "https://[2606:2800:220:1:248:1893:25c8:1946]/",
    "http://10.1.2.3/",
    "https://xn--bcher-kva.example/",
  ])("finds nothing wrong with %s", (url) => {
    expect(check(url)).toBeNull();
  });

  it.each([
    ["example.com/webhooks", /complete URL.*https:\/\/example\.com/],
    ["", /complete URL/],
    ["https://", /complete URL/],
    ["ftp://example.com/", /begins with ftp:/],
    ["javascript:alert(1)", /begins with javascript:/],
    ["https://user:secret@example.com/", /user name or password.*authentication settings/],
    ["https://user@example.com/", /user name or password/],
    ["http://127.0.0.1/", /127\.0\.0\.1 is a loopback address.*POSTERN_ALLOWED_PRIVATE_NETWORKS/],
    ["http://2130706433/", /127\.0\.0\.1 is a loopback address/],
    ["http://0x7f.1/", /127\.0\.0\.1 is a loopback address/],
    ["http://0251.0376.0251.0376/", /169\.254\.169\.254 is a link-local address/],
    ["http://[::ffff:10.0.0.1]/", /is a private address/],
    ["http://[::1]:3000/", /::1 is a loopback address/],
    ["http://localhost:3000/", /localhost is a loopback address/],
    ["http://app.localhost./", /localhost is a loopback address/],
    ["http://10.2.0.1/", /10\.2\.0\.1 is a private address/],
  ])("says what is wrong with %s", (url, message) => {
    expect(check(url)).toMatch(message);
  });

  it("refuses http where https is required", () => {
    const strict = { ...policy, isHttpsRequired: true };
    expect(checkEndpointUrl({ url: "http://example.com/", policy: strict })).toMatch(/https only/);
    expect(checkEndpointUrl({ url: "https://example.com/", policy: strict })).toBeNull();
  });

  it("refuses the installation itself, in either scheme, but for its inboxes", () => {
    const own = { ...policy, ownAddress: "https://hooks.example.com/postern", ownInboxes: "https://hooks.example.com/postern/inbox/" };
    const checkOwn = (url: string) => checkEndpointUrl({ url, policy: own });
    expect(checkOwn("https://hooks.example.com/postern/v1/webhooks/events")).toMatch(/address of Postern itself/);
    expect(checkOwn("http://HOOKS.example.com./postern")).toMatch(/address of Postern itself/);
    expect(checkOwn("https://hooks.example.com/postern/inbox/short")).toMatch(/address of Postern itself/);
    expect(checkOwn(`https://hooks.example.com/postern/inbox/${"a".repeat(24)}`)).toBeNull();
    expect(checkOwn("https://hooks.example.com/posterns")).toBeNull();
    expect(checkOwn("https://hooks.example.com:8443/postern")).toBeNull();
    expect(checkOwn("https://example.com/postern")).toBeNull();
  });

  it("finds nothing wrong with localhost where loopback is allowed", () => {
    const local = { isHttpsRequired: false, allowedPrivateNetworks: ["127.0.0.0/8"] };
    expect(checkEndpointUrl({ url: "http://localhost:3000/", policy: local })).toBeNull();
  });

  it("never repeats a password", () => {
    expect(check("https://user:secret@example.com/")).not.toContain("secret");
  });
});

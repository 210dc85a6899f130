import { describe, expect, it } from "vitest";
import { hostOf } from "@/domain/host-of";
import { isSameOrigin } from "@/domain/webhook/endpoint-origin";

describe("the origin of an endpoint", () => {
  it.each([
    ["https://a.example/hooks", "https://a.example/other?x=1"],
    ["https://a.example", "https://A.EXAMPLE:443/"],
    ["http://a.example:80/", "http://a.example"],
    ["http://a.example/", "https://a.example/"],
    ["http://a.example:80/", "https://a.example:443/"],
    ["http://a.example:8443/", "https://a.example:8443/"],
    ["http://a.example:443/", "https://a.example/"],
    ["https://xn--bcher-kva.example/", "https://bücher.example/"],
    ["http://[::1]:8080/", "http://[0:0:0:0:0:0:0:1]:8080/"],
  ])("stays from %s to %s", (before, after) => {
    expect(isSameOrigin(before, after)).toBe(true);
  });

  it.each([
    ["https://a.example/", "https://b.example/"],
    ["https://a.example/", "https://a.example.evil.test/"],
    ["https://a.example/", "https://sub.a.example/"],
    ["https://a.example/", "https://a.example:8443/"],
    ["http://a.example/", "https://a.example:8443/"],
    ["http://a.example:8080/", "https://a.example/"],
    ["https://a.example/", "http://a.example/"],
    ["https://a.example:8443/", "http://a.example:8443/"],
    ["https://a.example/", "no address"],
    ["", ""],
  ])("changes from %s to %s", (before, after) => {
    expect(isSameOrigin(before, after)).toBe(false);
  });

  it("has the host as connections see it", () => {
    expect(["https://A.example:1/x", "http://[::1]/", "no address"].map(hostOf)).toEqual(["a.example", "[::1]", null]);
  });
});

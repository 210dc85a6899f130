import { describe, expect, it } from "vitest";
import { boundHosts } from "@/domain/environment/bound-hosts";

describe("the hosts of a variable", () => {
  it("are kept as connections see them, each once", () => {
    const given = ["API.example.com", "api.example.com", "bücher.example", "127.0.0.1", "::1", "[2001:db8::1]"];
    expect(boundHosts.parse(given)).toEqual(["127.0.0.1", "[2001:db8::1]", "[::1]", "api.example.com", "xn--bcher-kva.example"]);
  });

  it.each(["", "https://a.example", "a.example/x", "a.example:8443", "a.example:", "u@a.example", "a b", "a.example?x", "*.example"])(
    "are no %j",
    (host) => {
      expect(boundHosts.safeParse([host]).success).toBe(false);
    },
  );
});

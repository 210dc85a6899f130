import { describe, expect, it } from "vitest";
import { REDACTED } from "@/domain/redacted";
import { shownHeaders, shownParameters } from "@/domain/webhook/shown-values";

const shownHeader = (name: string, value: string) => Object.values(shownHeaders({ [name]: value }))[0];

describe("the value of a custom header", () => {
  it("is shown where its name is known to be plain, in any spelling", () => {
    for (const name of ["User-Agent", "accept", "IDEMPOTENCY-KEY"]) expect(shownHeader(name, "Shop/1"), name).toBe("Shop/1");
  });

  it("is blacked out under every other name, whatever it is", () => {
    for (const name of ["Authorization", "cookie", "X-Api-Key", "X-Tenant", "x-anything"]) {
      expect(shownHeader(name, "acme"), name).toBe(REDACTED);
    }
    expect(shownHeader("X-Empty", "")).toBe(REDACTED);
  });

  it("is shown where it consists of references, with a scheme or signs beside them", () => {
    for (const value of [
      "{{ env.key }}",
      "Bearer {{ env.key }}",
      "token {{env.a}}",
      "{{ env.a }}:{{ env.b }}",
      " {{ env.a }} {{ env.b }}",
    ]) {
      expect(shownHeader("X-Api-Key", value), value).toBe(value);
    }
    for (const value of ["Basic dXNlcjpz {{ env.key }}", "v={{ env.key }}", "hunter2 {{ env.key }}", "Bearer x"]) {
      expect(shownHeader("X-Api-Key", value), value).toBe(REDACTED);
    }
  });
});

describe("the value of a token request's parameter", () => {
  it("is shown where the parameter is a public one, a plain header, or a reference alone", () => {
    const shown = [
      { type: "body", key: "scope", value: "read write" },
      { type: "query", key: "audience", value: "orders" },
      { type: "header", key: "User-Agent", value: "Shop/1" },
      { type: "body", key: "assertion", value: "{{ env.assertion }}" },
    ] as const;
    expect(shownParameters(shown)).toEqual(shown);
  });

  it("is blacked out in all other cases, and the parameter stays", () => {
    const hidden = [
      { type: "body", key: "assertion", value: "a.b.c" },
      { type: "header", key: "X-Tenant-Key", value: "k" },
      { type: "header", key: "scope", value: "k" },
      { type: "query", key: "user-agent", value: "k" },
    ] as const;
    expect(shownParameters(hidden)).toEqual(hidden.map((parameter) => ({ ...parameter, value: REDACTED })));
  });
});

import { describe, expect, it } from "vitest";
import { HIDDEN, shownValue } from "@/components/webhook/shown-value";

describe("shownValue", () => {
  it("hides what its name says is a credential, in any spelling", () => {
    for (const name of ["Authorization", "cookie", "X-Api-Key", "access_token", "client_assertion", "PASSWORD"]) {
      expect(shownValue({ name, value: "s3cret" }), name).toBe(HIDDEN);
    }
  });

  it("shows other values, and references whatever they are for", () => {
    expect(shownValue({ name: "scope", value: "read write" })).toBe("read write");
    expect(shownValue({ name: "X-Api-Key", value: "{{ env.key }}" })).toBe("{{ env.key }}");
    expect(shownValue({ name: "Authorization", value: "Bearer {{ env.key }}" })).toBe("Bearer {{ env.key }}");
    expect(shownValue({ name: "Authorization", value: "Basic dXNlcjpz {{ env.key }}" })).toBe(HIDDEN);
  });
});

import { describe, expect, it } from "vitest";
import { describeDetails } from "@/components/audit/describe-details";

describe("describeDetails", () => {
  it("says in a line what else is known of an entry", () => {
    expect(describeDetails({ from: "viewer", to: "admin" })).toBe("From viewer to admin");
    expect(describeDetails({ from: "My organization" })).toBe("Before: My organization");
    expect(describeDetails({ changed: ["url", "name"] })).toBe("Changed: URL, Name");
    expect(describeDetails({ type: "SecretString", isValueChanged: true })).toBe("Secret · with a new value");
    expect(describeDetails({ type: "String" })).toBe("Not a secret");
    expect(describeDetails({ type: "SecretString", hosts: ["a.example", "b.example"] })).toBe("Secret · Only to a.example, b.example");
    expect(describeDetails({ hosts: [] })).toBe("To any host");
    expect(describeDetails({ changed: ["url"], variable: "erp.host" })).toBe("Changed: URL · By the variable: erp.host");
    expect(describeDetails({ unheardOf: 1 })).toBe("unheardOf: 1");
  });

  it("calls what was changed as the portal does, and says why a webhook was disabled", () => {
    const changed = ["auth", "url", "_manifest", "secret", "sequence"];
    expect(describeDetails({ changed })).toBe("Changed: Authentication, URL, Manifests, Authentication secret, Sequence");
    expect(describeDetails({ reason: "ENDPOINT_GONE" })).toMatch(/^Reason: The endpoint answered 410 Gone/);
    expect(describeDetails({ changed, version: 3 })).toContain("Restored version: 3");
  });

  it("says nothing where there is nothing to say", () => {
    expect(describeDetails({})).toBe("");
    expect(describeDetails({ changed: [], reason: null, isValueChanged: false })).toBe("");
  });
});

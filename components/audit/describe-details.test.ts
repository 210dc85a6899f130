import { describe, expect, it } from "vitest";
import { describeDetails } from "@/components/audit/describe-details";

describe("describeDetails", () => {
  it("says in a line what else is known of an entry", () => {
    expect(describeDetails({ from: "viewer", to: "admin" })).toBe("From viewer to admin");
    expect(describeDetails({ from: "My organization" })).toBe("Before: My organization");
    expect(describeDetails({ changed: ["url", "name"] })).toBe("Changed: url, name");
    expect(describeDetails({ type: "SecretString", isValueChanged: true })).toBe("Type: SecretString · with a new value");
    expect(describeDetails({ unheardOf: 1 })).toBe("unheardOf: 1");
  });

  it("says nothing where there is nothing to say", () => {
    expect(describeDetails({})).toBe("");
    expect(describeDetails({ changed: [], reason: null, isValueChanged: false })).toBe("");
  });
});

import { describe, expect, it } from "vitest";
import { describeVersion, nameActor } from "@/components/webhook-history/describe-version";

describe("a version in words", () => {
  it("says what was done", () => {
    expect(describeVersion({ change: "updated", changes: [{ field: "url" }, { field: "httpMethod" }] })).toBe("changed URL and Method");
    const many = ["url", "httpMethod", "name", "protected", "timeoutSeconds"].map((field) => ({ field }));
    expect(describeVersion({ change: "updated", changes: many })).toBe("changed URL, Method, Name and 2 more");
    expect(describeVersion({ change: "updated", changes: [{ field: "enabled", before: true, after: false }] })).toBe(
      "disabled the webhook",
    );
    expect(describeVersion({ change: "updated", changes: [] })).toBe("saved the webhook without a change");
    expect(describeVersion({ change: "restored", changes: [], restored_from: 3 })).toBe("restored version 3");
  });

  it("says who did it, also where they are gone", () => {
    expect(nameActor({ type: "user", id: "u", name: "Ada" })).toBe("Ada");
    expect(nameActor({ type: "user", id: "u", name: null })).toBe("A former user");
    expect(nameActor({ type: "api_token", id: "tok_1", name: "CI" })).toBe("API token CI");
    expect(nameActor({ type: "system", id: null, name: null })).toBe("Postern");
  });
});

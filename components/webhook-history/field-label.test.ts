import { describe, expect, it } from "vitest";
import { fieldLabel, shownFieldValue } from "@/components/webhook-history/field-label";

describe("a field of a webhook's history", () => {
  it("is called what the form calls it, a header by its own name, and the unknown by its path", () => {
    expect(fieldLabel("retryPolicy.maxAttempts")).toBe("Retries at most");
    expect(fieldLabel("payloadConfiguration.custom_headers.x-team.name")).toBe("Header x-team.name");
    expect(fieldLabel("some.new.field")).toBe("some.new.field");
  });

  it("shows its value as people read it", () => {
    const shown = ["a", true, 5, ["won", "lost"]].map((value) => shownFieldValue("url", value));
    expect(shown).toEqual(["a", "Yes", "5", "won, lost"]);
    expect(shownFieldValue("auth.authType", "OAUTH_CLIENT_CREDENTIALS")).toBe("OAuth");
    expect(shownFieldValue("name", "OAUTH_CLIENT_CREDENTIALS")).toBe("OAUTH_CLIENT_CREDENTIALS");
    expect(shownFieldValue("filterConditions.conditions", [{ field: "a" }])).toBe('[\n  {\n    "field": "a"\n  }\n]');
  });
});

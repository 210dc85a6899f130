import { describe, expect, it } from "vitest";
import { redactSecrets, secretForms } from "@/server/platform/redact-secrets";

describe("redactSecrets", () => {
  it("blacks out a secret in every form in which it may be echoed", () => {
    const secret = 'p"ss w&rd/1';
    const forms = secretForms([secret]);
    for (const echo of [secret, JSON.stringify({ secret }), encodeURIComponent(secret), new URLSearchParams({ secret }).toString()]) {
      const redacted = redactSecrets(`before ${echo} after`, forms);
      expect(redacted).toContain("[redacted]");
      expect(redacted).not.toMatch(/ss w|w&rd|rd\/1|%26rd/);
    }
  });

  it("blacks out the whole of a secret that contains another one", () => {
    expect(redactSecrets("user:secret", secretForms(["secret", "user:secret"]))).toBe("[redacted]");
  });

  it("leaves a text without secrets as it is, and takes words of three letters for no secrets", () => {
    expect(redactSecrets("the end", secretForms(["the", "", "other"]))).toBe("the end");
  });
});

import { describe, expect, it } from "vitest";
import { EMPTY_WEBHOOK, toWebhookConfig, type WebhookFormValues, webhookFormInput } from "@/components/webhook/webhook-form-values";

const complete: WebhookFormValues = { ...EMPTY_WEBHOOK, eventName: "product_updated", url: " https://example.com/hooks " };

function faultsOf(values: WebhookFormValues): string[] {
  const parsed = webhookFormInput.safeParse(values);
  return parsed.success ? [] : parsed.error.issues.map((issue) => issue.path.join("."));
}

describe("the webhook form", () => {
  it("sends what the API takes, and only the credentials of the chosen kind", () => {
    expect(faultsOf(complete)).toEqual([]);
    const basicAuthConfig = { username: "ada", password: "secret" };
    const values: WebhookFormValues = { ...complete, auth: { ...complete.auth, authType: "BASIC", basicAuthConfig } };
    expect(toWebhookConfig(values)).toEqual({
      name: "",
      eventName: "product_updated",
      url: "https://example.com/hooks",
      httpMethod: "POST",
      enabled: true,
      auth: { authType: "BASIC", basicAuthConfig },
    });
  });

  it("asks for an event and an address", () => {
    expect(faultsOf(EMPTY_WEBHOOK)).toContain("eventName");
    expect(faultsOf({ ...complete, url: " " })).toEqual(["url"]);
  });

  it("asks for the chosen kind's credentials, each at its own field", () => {
    expect(faultsOf({ ...complete, auth: { ...complete.auth, authType: "BASIC" } })).toEqual([
      "auth.basicAuthConfig.username",
      "auth.basicAuthConfig.password",
    ]);
    const apiKeyConfig = { keyName: "X-Api-Key", keyValue: "" };
    expect(faultsOf({ ...complete, auth: { ...complete.auth, authType: "API_KEY", apiKeyConfig } })).toEqual([
      "auth.apiKeyConfig.keyValue",
    ]);
    const noPassword = { username: "ada", password: "" };
    expect(faultsOf({ ...complete, auth: { ...complete.auth, authType: "BASIC", basicAuthConfig: noPassword } })).toEqual([
      "auth.basicAuthConfig.password",
    ]);
  });
});

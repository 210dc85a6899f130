import type { z } from "zod";
import type { SERVED_AUTH_TYPES } from "@/domain/webhook/webhook-auth";
import { type HttpMethod, webhookConfigInput } from "@/domain/webhook/webhook-config";

export type FormAuthType = (typeof SERVED_AUTH_TYPES)[number];

/** What the form holds. Both kinds of credentials are kept while one is chosen: what was typed is not lost by looking around. */
export interface WebhookFormValues {
  name: string;
  eventName: string;
  url: string;
  httpMethod: HttpMethod;
  enabled: boolean;
  auth: {
    authType: FormAuthType;
    basicAuthConfig: { username: string; password: string };
    apiKeyConfig: { keyName: string; keyValue: string };
  };
}

export const EMPTY_WEBHOOK: WebhookFormValues = {
  name: "",
  eventName: "",
  url: "",
  httpMethod: "POST",
  enabled: true,
  auth: {
    authType: "NONE",
    basicAuthConfig: { username: "", password: "" },
    apiKeyConfig: { keyName: "", keyValue: "" },
  },
};

/** The form's values as the WebhookConfig that the API takes: only the credentials of the chosen kind. */
export function toWebhookConfig(values: WebhookFormValues): z.input<typeof webhookConfigInput> {
  const { authType, basicAuthConfig, apiKeyConfig } = values.auth;
  return {
    name: values.name,
    eventName: values.eventName,
    url: values.url.trim(),
    httpMethod: values.httpMethod,
    enabled: values.enabled,
    auth: {
      authType,
      ...(authType === "BASIC" ? { basicAuthConfig } : {}),
      ...(authType === "API_KEY" ? { apiKeyConfig } : {}),
    },
  };
}

/**
 * What the form asks for: the API's own schema, and that what the API would keep as an incomplete draft is complete. A
 * form's admin means to receive something.
 */
export const webhookFormInput = webhookConfigInput.superRefine(({ url, auth }, check) => {
  if (url === null) check.addIssue({ code: "custom", path: ["url"], message: "Give the address of your endpoint." });
  if (auth.authType === "BASIC" && !auth.secret) {
    check.addIssue({ code: "custom", path: ["auth", "basicAuthConfig", "password"], message: "Give the password." });
  }
  if (auth.authType === "API_KEY" && !auth.secret) {
    check.addIssue({ code: "custom", path: ["auth", "apiKeyConfig", "keyValue"], message: "Give the key's value." });
  }
});

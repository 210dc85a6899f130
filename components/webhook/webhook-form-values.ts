import { z } from "zod";
import type { HttpMethod } from "@/domain/webhook/http-methods";
import type { SERVED_AUTH_TYPES } from "@/domain/webhook/webhook-auth";
import { webhookConfigInput } from "@/domain/webhook/webhook-config";

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

type Fault = [path: string[], message: string];

/** What the API would keep as an incomplete draft is asked for here: a form's admin means to receive something. */
function missingParts({ url, auth }: WebhookFormValues): Fault[] {
  const faults: Fault[] = [];
  if (url.trim() === "") faults.push([["url"], "Give the address of your endpoint."]);
  if (auth.authType === "BASIC" && auth.basicAuthConfig.password === "") {
    faults.push([["auth", "basicAuthConfig", "password"], "Give the password."]);
  }
  if (auth.authType === "API_KEY" && auth.apiKeyConfig.keyValue === "") {
    faults.push([["auth", "apiKeyConfig", "keyValue"], "Give the key's value."]);
  }
  return faults;
}

/** Checks the form as the API checks the config that it stands for, by the same schema, and that nothing is missing. */
export const webhookFormInput = z.custom<WebhookFormValues>().superRefine((values, check) => {
  const parsed = webhookConfigInput.safeParse(toWebhookConfig(values));
  const faults = (parsed.error?.issues ?? []).map((issue): Fault => [issue.path.map(String), issue.message]);
  for (const [path, message] of [...faults, ...missingParts(values)]) check.addIssue({ code: "custom", path, message });
});

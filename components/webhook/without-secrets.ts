import type { WebhookFormValues } from "@/components/webhook/webhook-form-values";
import { isReference } from "@/domain/environment/references";

/** Returns the form's values without the secrets that were typed. A reference to an environment variable is no secret. */
export function withoutSecrets(values: WebhookFormValues): WebhookFormValues {
  const { auth } = values;
  const shown = (text: string) => (isReference(text) ? text : "");
  return {
    ...values,
    auth: {
      ...auth,
      basicAuthConfig: { ...auth.basicAuthConfig, password: shown(auth.basicAuthConfig.password) },
      apiKeyConfig: { ...auth.apiKeyConfig, keyValue: shown(auth.apiKeyConfig.keyValue) },
      oauthConfig: { ...auth.oauthConfig, clientSecret: shown(auth.oauthConfig.clientSecret) },
    },
  };
}

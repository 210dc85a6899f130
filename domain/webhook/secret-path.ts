import type { AuthType } from "@/domain/webhook/webhook-auth";

type TypeWithSecret = Exclude<AuthType, "NONE">;

/** The sub-object of each type of authentication, its secret, the flag that makes the secret a reference, and what people call it. */
export const AUTH_SECRETS = {
  BASIC: { object: "basicAuthConfig", secret: "password", flag: "passwordIsEnvVar", noun: "password" },
  API_KEY: { object: "apiKeyConfig", secret: "keyValue", flag: "keyValueIsEnvVar", noun: "key" },
  OAUTH_CLIENT_CREDENTIALS: { object: "oauthConfig", secret: "clientSecret", flag: "clientSecretIsEnvVar", noun: "client secret" },
} as const satisfies Record<TypeWithSecret, { object: string; secret: string; flag: string; noun: string }>;

/** Returns the path of the authentication's secret in a WebhookConfig, such as `auth.basicAuthConfig.password`. */
export function secretPathOf({ authType }: { authType: TypeWithSecret }): string {
  const { object, secret } = AUTH_SECRETS[authType];
  return `auth.${object}.${secret}`;
}

/** Checks whether a path is that of an authentication's secret. */
export function isSecretPath(path: string): boolean {
  return Object.values(AUTH_SECRETS).some(({ object, secret }) => path === `auth.${object}.${secret}`);
}

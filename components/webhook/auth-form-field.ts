import type { z } from "zod";
import { type FieldFault, judgeField } from "@/components/webhook/judge-field";
import type { WebhookFormValues } from "@/components/webhook/webhook-form-values";
import { isReference, referenceFault } from "@/domain/environment/references";
import { trimPasted } from "@/domain/trim-pasted";
import type { MovedOrigins } from "@/domain/webhook/moved-origins";
import { hasAuthorizationParameter } from "@/domain/webhook/oauth-config";
import { webhookAuthInput } from "@/domain/webhook/webhook-auth";

type AuthFormValues = WebhookFormValues["auth"];

/** Makes the schema of the form's authentication. A draft may still lack its secret. */
export function authField({ isDraft = false }: { isDraft?: boolean } = {}) {
  return judgeField({ schema: webhookAuthInput, send: toAuth, ...(isDraft ? {} : { missing: missingSecret }) });
}

/** Checks whether the secret was left empty so that the stored one stays. */
export function isSecretKept({ authType, storedSecretOf, isSecretCleared }: AuthFormValues): boolean {
  return storedSecretOf === authType && !isSecretCleared;
}

/** Checks whether the secret was left empty although the form leads to another origin. The stored one does not go there. */
export function isSecretLeftBehind(auth: AuthFormValues, moved: MovedOrigins): boolean {
  const isMoved = moved.url || (auth.authType === "OAUTH_CLIENT_CREDENTIALS" && moved.tokenEndpoint);
  return isMoved && isSecretKept(auth) && secretOf(auth)[1] === "";
}

/**
 * Returns the authentication as the API takes it, with only the credentials of the chosen kind. A secret that consists of a reference alone
 * is sent as one; the value that it refers to is then the secret (contract.md, "Shapes"). Pasted text is trimmed, except for what is or may
 * be a secret.
 */
function toAuth(auth: AuthFormValues): z.input<typeof webhookAuthInput> {
  const { authType, basicAuthConfig, apiKeyConfig, oauthConfig } = auth;
  switch (authType) {
    case "NONE":
      return { authType };
    case "BASIC": {
      const { username, password } = basicAuthConfig;
      const flag = isReference(password) ? { passwordIsEnvVar: true } : {};
      return { authType, basicAuthConfig: { username: trimPasted(username), ...toSecret("password", password, auth), ...flag } };
    }
    case "API_KEY": {
      const { keyName, keyValue } = apiKeyConfig;
      const flag = isReference(keyValue) ? { keyValueIsEnvVar: true } : {};
      return { authType, apiKeyConfig: { keyName: trimPasted(keyName), ...toSecret("keyValue", keyValue, auth), ...flag } };
    }
    case "OAUTH_CLIENT_CREDENTIALS": {
      const { clientId, clientSecret, endpoint, httpMethod, customParameterList } = oauthConfig;
      return {
        authType,
        oauthConfig: {
          clientId: trimPasted(clientId),
          endpoint: trimPasted(endpoint),
          httpMethod,
          // An empty field means no client secret: the API keeps such a webhook incomplete unless a parameter says who the client is.
          ...(clientSecret === "" && auth.storedSecretOf !== authType ? {} : toSecret("clientSecret", clientSecret, auth)),
          ...(isReference(clientSecret) ? { clientSecretIsEnvVar: true } : {}),
          ...(customParameterList.length > 0
            ? { customParameterList: customParameterList.map((parameter) => ({ ...parameter, key: trimPasted(parameter.key) })) }
            : {}),
        },
      };
    }
  }
}

/** Returns the secret as the API takes it: absent keeps the stored one, null clears it. */
function toSecret<Name extends string>(name: Name, secret: string, auth: AuthFormValues): { [Key in Name]?: string | null } {
  if (secret !== "") return { [name]: secret } as { [Key in Name]: string };
  if (isSecretKept(auth)) return {};
  return { [name]: auth.storedSecretOf === auth.authType ? null : "" } as { [Key in Name]: string | null };
}

/**
 * Returns the fault of a missing or wrong secret; null for none. The API would keep a webhook without its secret as an incomplete draft,
 * but the admin at the form means to receive something.
 */
function missingSecret(auth: AuthFormValues): FieldFault | null {
  const [path, secret, missing] = secretOf(auth);
  const message = secret === "" ? (auth.storedSecretOf === auth.authType ? null : missing) : referenceFault(secret);
  return message === null ? null : { path, message };
}

/**
 * Returns the secret of the chosen kind as its path, its text, and the message for when it is missing; the message is null where it may be.
 */
function secretOf({ authType, basicAuthConfig, apiKeyConfig, oauthConfig }: AuthFormValues): [string[], string, string | null] {
  switch (authType) {
    case "NONE":
      return [[], "", null];
    case "BASIC":
      return [["basicAuthConfig", "password"], basicAuthConfig.password, "Give the password."];
    case "API_KEY":
      return [["apiKeyConfig", "keyValue"], apiKeyConfig.keyValue, "Give the key's value."];
    case "OAUTH_CLIENT_CREDENTIALS": {
      const isNeeded = !hasAuthorizationParameter(oauthConfig.customParameterList);
      return [["oauthConfig", "clientSecret"], oauthConfig.clientSecret, isNeeded ? "Give the client secret." : null];
    }
  }
}

import { z } from "zod";
import { referenceFault } from "@/domain/environment/references";
import { storableText } from "@/domain/storable-text";
import { headerNameFault, headerValueFault } from "@/domain/webhook/header-rules";
import { HTTP_METHODS } from "@/domain/webhook/http-methods";
import { type OAuthSettings, oauthConfigAnswer, oauthConfigInput, type oauthParameters } from "@/domain/webhook/oauth-config";
import { AUTH_SECRETS } from "@/domain/webhook/secret-path";
import { isReferenceFlag, type SecretChange, secretFault, toSecretChange, writeOnlySecret } from "@/domain/webhook/write-only-secret";

export const AUTH_TYPES = ["NONE", "BASIC", "API_KEY", "OAUTH_CLIENT_CREDENTIALS"] as const;
export type AuthType = (typeof AUTH_TYPES)[number];

/** Checks whether a text has no colon and no control character, as a user name must (RFC 7617, section 2). */
export function isUserName(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
  return !/[:\u0000-\u001f\u007f]/.test(text);
}

const username = storableText({ min: 1, max: 255, error: "Give the user name." }).superRefine((name, check) => {
  addFault(check, isUserName(name) ? referenceFault(name) : "A user name must not contain a colon or control characters.");
});
const keyName = storableText({ min: 1, max: 128, error: "Give the name of the header that carries the key, such as X-Api-Key." });

const basicAuthConfig = z.strictObject({ username, password: writeOnlySecret.nullish(), passwordIsEnvVar: isReferenceFlag });

const apiKeyConfig = z.strictObject({
  keyName: keyName.superRefine((name, check) => addFault(check, name === "" ? null : headerNameFault(name))),
  keyValue: writeOnlySecret.superRefine((value, check) => addFault(check, headerValueFault(value))).nullish(),
  keyValueIsEnvVar: isReferenceFlag,
});

/** The given authentication and the change of its secret: a `BasicAuthConfig`, an `ApiKeyConfig`, an `OAuthConfig` or none. */
export type GivenAuth =
  | { authType: "NONE" }
  | ({ authType: "BASIC"; username: string } & SecretChange)
  | ({ authType: "API_KEY"; keyName: string } & SecretChange)
  | ({ authType: "OAUTH_CLIENT_CREDENTIALS" } & OAuthSettings & SecretChange);

/**
 * The contract's `Auth`: a type and the one sub-object that matches it. Sub-objects that are null count as absent. The output is
 * a GivenAuth, whose `secret` is undefined when it was absent.
 */
export const webhookAuthInput = z
  .strictObject({
    authType: z.enum(AUTH_TYPES, `Give one of ${AUTH_TYPES.join(", ")}.`),
    basicAuthConfig: basicAuthConfig.nullish(),
    apiKeyConfig: apiKeyConfig.nullish(),
    oauthConfig: oauthConfigInput.nullish(),
  })
  .superRefine((auth, check) => {
    for (const [authType, { object, secret, flag }] of Object.entries(AUTH_SECRETS)) {
      const given: Record<string, unknown> | null | undefined = auth[object];
      if (authType === auth.authType && !given) addFault(check, `authType ${authType} needs this object.`, [object]);
      if (authType !== auth.authType && given) addFault(check, `This goes with authType ${authType} only: leave it out.`, [object]);
      const [text, isEnvVar] = [given?.[secret], given?.[flag]];
      if (typeof text === "string") addFault(check, secretFault({ secret: text, isEnvVar: isEnvVar === true, flag }), [object, secret]);
    }
  })
  .transform(({ authType, basicAuthConfig, apiKeyConfig, oauthConfig }): GivenAuth => {
    if (authType === "BASIC" && basicAuthConfig) {
      const { username, password, passwordIsEnvVar } = basicAuthConfig;
      return { authType, username, ...toSecretChange(password, passwordIsEnvVar) };
    }
    if (authType === "API_KEY" && apiKeyConfig) {
      const { keyName, keyValue, keyValueIsEnvVar } = apiKeyConfig;
      return { authType, keyName, ...toSecretChange(keyValue, keyValueIsEnvVar) };
    }
    if (authType === "OAUTH_CLIENT_CREDENTIALS" && oauthConfig) {
      const { clientId, endpoint, httpMethod, clientSecret, clientSecretIsEnvVar, customParameterList } = oauthConfig;
      const settings = { clientId, endpoint, httpMethod, customParameters: customParameterList ?? [] };
      return { authType, ...settings, ...toSecretChange(clientSecret, clientSecretIsEnvVar) };
    }
    return { authType: "NONE" };
  });

function addFault(check: z.core.$RefinementCtx, message: string | null, path: string[] = []): void {
  if (message !== null) check.addIssue({ code: "custom", message, path });
}

/** Returns the header that the authentication sends, in lower case; null where it sends none. */
export function authHeaderName(auth: GivenAuth): string | null {
  if (auth.authType === "NONE") return null;
  return auth.authType === "API_KEY" ? auth.keyName.toLowerCase() : "authorization";
}

const secretReference = z.string().nullable().default(null);

/**
 * Returns the schema of the authentication in a configuration, without its secret. `secretReference` is the reference that was
 * given as the secret with its `…IsEnvVar` flag; it is no secret itself. `customParameters` is the schema in which those of OAuth
 * are stored.
 */
export function configuredAuth<Parameters extends z.ZodType>(customParameters: Parameters) {
  return z.discriminatedUnion("authType", [
    z.object({ authType: z.literal("NONE") }),
    z.object({ authType: z.literal("BASIC"), username: z.string().default(""), secretReference }),
    z.object({ authType: z.literal("API_KEY"), keyName: z.string().default(""), secretReference }),
    z.object({
      authType: z.literal("OAUTH_CLIENT_CREDENTIALS"),
      clientId: z.string().default(""),
      endpoint: z.string().default(""),
      httpMethod: z.enum(HTTP_METHODS).default("POST"),
      customParameters,
      secretReference,
    }),
  ]);
}

/** The authentication of a configuration, decrypted. */
export type ConfiguredAuth = z.output<ReturnType<typeof configuredAuth<typeof oauthParameters>>>;

/** The authentication as an answer shows it: without its secret, but with the reference that may stand for it. */
export const webhookAuthAnswer = z.object({
  authType: z.enum(AUTH_TYPES),
  basicAuthConfig: z.object({ username: z.string(), password: z.string().optional(), passwordIsEnvVar: z.boolean().optional() }).optional(),
  apiKeyConfig: z.object({ keyName: z.string(), keyValue: z.string().optional(), keyValueIsEnvVar: z.boolean().optional() }).optional(),
  oauthConfig: oauthConfigAnswer.optional(),
});
export type AuthAnswer = z.output<typeof webhookAuthAnswer>;

/** Returns the authentication of a configuration as an answer shows it. */
export function toAuthAnswer(auth: ConfiguredAuth): AuthAnswer {
  switch (auth.authType) {
    case "NONE":
      return { authType: auth.authType };
    case "BASIC": {
      const { authType, username, secretReference: password } = auth;
      return { authType, basicAuthConfig: { username, ...(password === null ? {} : { password, passwordIsEnvVar: true }) } };
    }
    case "API_KEY": {
      const { authType, keyName, secretReference: keyValue } = auth;
      return { authType, apiKeyConfig: { keyName, ...(keyValue === null ? {} : { keyValue, keyValueIsEnvVar: true }) } };
    }
    case "OAUTH_CLIENT_CREDENTIALS": {
      const { authType, clientId, endpoint, httpMethod, customParameters, secretReference: clientSecret } = auth;
      const oauthConfig = {
        ...{ clientId, endpoint, httpMethod },
        ...(clientSecret === null ? {} : { clientSecret, clientSecretIsEnvVar: true }),
        ...(customParameters.length > 0 ? { customParameterList: customParameters } : {}),
      };
      return { authType, oauthConfig };
    }
  }
}

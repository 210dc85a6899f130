import { z } from "zod";
import { storableText } from "@/domain/storable-text";
import { headerNameFault, headerValueFault } from "@/domain/webhook/header-rules";
import { notServedYet } from "@/domain/webhook/not-served-yet";

export const AUTH_TYPES = ["NONE", "BASIC", "API_KEY", "OAUTH_CLIENT_CREDENTIALS"] as const;
export type AuthType = (typeof AUTH_TYPES)[number];

/** The kinds of authentication that this version serves, in the order in which a form offers them. */
export const SERVED_AUTH_TYPES = ["NONE", "BASIC", "API_KEY"] as const;

const MAX_SECRET_LENGTH = 4_096;

/** A write-only secret: a string sets it, null clears it, absent keeps what is stored (contract.md, "Shapes"). */
const secret = storableText({ max: MAX_SECRET_LENGTH });
const environmentReference = notServedYet("Environment variables are");

/** RFC 7617, section 2: a user name holds no colon and no control characters. */
const username = storableText({ min: 1, max: 255, error: "Give the user name." }).refine(
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
  (value) => !/[:\u0000-\u001f\u007f]/.test(value),
  "A user name must not contain a colon or control characters.",
);
const keyName = storableText({ min: 1, max: 128, error: "Give the name of the header that carries the key, such as X-Api-Key." });

const basicAuthConfig = z.strictObject({ username, password: secret.nullish(), passwordIsEnvVar: environmentReference });

const apiKeyConfig = z.strictObject({
  keyName: keyName.superRefine((name, check) => addFault(check, name === "" ? null : headerNameFault(name))),
  keyValue: secret.superRefine((value, check) => addFault(check, headerValueFault(value))).nullish(),
  keyValueIsEnvVar: environmentReference,
});

/** `BasicAuthConfig`, `ApiKeyConfig` or nothing, in the one form that the rest of the house works with. */
export type WebhookAuth =
  | { authType: "NONE" }
  | { authType: "BASIC"; username: string; secret: string | null | undefined }
  | { authType: "API_KEY"; keyName: string; secret: string | null | undefined };

/**
 * The contract's `Auth`: a type and the one sub-object that matches it. Sub-objects that are null count as absent. Gives
 * a WebhookAuth, whose `secret` is undefined when it was absent.
 */
export const webhookAuthInput = z
  .strictObject({
    authType: z.enum(AUTH_TYPES, `Give one of ${SERVED_AUTH_TYPES.join(", ")}.`),
    basicAuthConfig: basicAuthConfig.nullish(),
    apiKeyConfig: apiKeyConfig.nullish(),
    oauthConfig: notServedYet("OAuth client credentials are"),
  })
  .superRefine(({ authType, basicAuthConfig, apiKeyConfig }, check) => {
    if (authType === "OAUTH_CLIENT_CREDENTIALS") {
      addFault(check, `OAuth client credentials are not served yet by this version: give one of ${SERVED_AUTH_TYPES.join(", ")}.`, [
        "authType",
      ]);
    }
    addFault(check, subObjectFault({ authType, belongsTo: "BASIC", isGiven: Boolean(basicAuthConfig) }), ["basicAuthConfig"]);
    addFault(check, subObjectFault({ authType, belongsTo: "API_KEY", isGiven: Boolean(apiKeyConfig) }), ["apiKeyConfig"]);
  })
  .transform(({ authType, basicAuthConfig, apiKeyConfig }): WebhookAuth => {
    if (authType === "BASIC" && basicAuthConfig) {
      return { authType, username: basicAuthConfig.username, secret: basicAuthConfig.password };
    }
    if (authType === "API_KEY" && apiKeyConfig) return { authType, keyName: apiKeyConfig.keyName, secret: apiKeyConfig.keyValue };
    return { authType: "NONE" };
  });

function subObjectFault(input: { authType: AuthType; belongsTo: AuthType; isGiven: boolean }): string | null {
  if (input.authType === input.belongsTo && !input.isGiven) return `authType ${input.belongsTo} needs this object.`;
  if (input.authType !== input.belongsTo && input.isGiven) return `This goes with authType ${input.belongsTo} only: leave it out.`;
  return null;
}

function addFault(check: z.core.$RefinementCtx, message: string | null, path: string[] = []): void {
  if (message !== null) check.addIssue({ code: "custom", message, path });
}

/** The authentication as an answer shows it: without its secret, whether set or not. */
export const webhookAuthAnswer = z.object({
  authType: z.enum(AUTH_TYPES),
  basicAuthConfig: z.object({ username: z.string() }).optional(),
  apiKeyConfig: z.object({ keyName: z.string() }).optional(),
});

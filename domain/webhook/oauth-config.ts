import { z } from "zod";
import { hasReference, referenceFault } from "@/domain/environment/references";
import { storableText } from "@/domain/storable-text";
import { endpointUrlFault } from "@/domain/webhook/endpoint-url";
import { headerNameFault, headerValueFault } from "@/domain/webhook/header-rules";
import { HTTP_METHODS, type HttpMethod } from "@/domain/webhook/http-methods";
import { isReferenceFlag, writeOnlySecret } from "@/domain/webhook/write-only-secret";

export const OAUTH_PARAMETER_TYPES = ["body", "query", "header"] as const;

const MAX_PARAMETERS = 50;

const customParameter = z
  .strictObject({
    type: z.enum(OAUTH_PARAMETER_TYPES, `Give one of ${OAUTH_PARAMETER_TYPES.join(", ")}.`),
    key: storableText({ min: 1, max: 255, error: "Give the parameter's name." }),
    value: storableText({ max: 4_096, error: "Give the parameter's value." }),
  })
  .superRefine(({ type, key, value }, check) => {
    const keyFault = type === "header" ? headerNameFault(key) : parameterNameFault(key);
    if (keyFault) check.addIssue({ code: "custom", path: ["key"], message: keyFault });
    const valueFault = (type === "header" ? headerValueFault(value) : null) ?? referenceFault(value);
    if (valueFault) check.addIssue({ code: "custom", path: ["value"], message: valueFault });
  });

/** Returns in words the fault of a parameter's name, or null. A reference in a name means that name and value were mixed up. */
function parameterNameFault(key: string): string | null {
  const isReferring = hasReference(key) || referenceFault(key) !== null;
  return isReferring ? "A parameter's name is sent as it stands: references to environment variables go into its value." : null;
}

export type OAuthParameter = z.output<typeof customParameter>;

const customParameterList = z
  .array(customParameter)
  .max(MAX_PARAMETERS, `Give at most ${MAX_PARAMETERS} parameters.`)
  .superRefine((parameters, check) => {
    const headers = new Set<string>();
    for (const [index, { type, key }] of parameters.entries()) {
      if (type !== "header") continue;
      const name = key.toLowerCase();
      if (headers.has(name)) check.addIssue({ code: "custom", path: [index, "key"], message: "This header is given twice." });
      headers.add(name);
    }
  });

const clientId = storableText({ min: 1, max: 1_024, error: "Give the client id." }).superRefine((id, check) => {
  const fault = referenceFault(id);
  if (fault) check.addIssue({ code: "custom", message: fault });
});

const endpoint = storableText({ min: 1, max: 2_048, error: "Give the address of the token endpoint." }).superRefine((url, check) => {
  const fault = url === "" ? null : endpointUrlFault(url);
  if (fault) check.addIssue({ code: "custom", message: fault });
});

/** The contract's OAuthConfig (contract.md, "OAuth client credentials"). */
export const oauthConfigInput = z.strictObject({
  clientId,
  endpoint,
  httpMethod: z.enum(HTTP_METHODS, `Give one of ${HTTP_METHODS.join(", ")}.`),
  clientSecret: writeOnlySecret.nullish(),
  clientSecretIsEnvVar: isReferenceFlag,
  customParameterList: customParameterList.nullish(),
});

/** Custom parameters as they are stored and answered. The rules of the input do not apply to them. */
export const oauthParameters = z.array(z.object({ type: z.enum(OAUTH_PARAMETER_TYPES), key: z.string(), value: z.string() }));

export const oauthConfigAnswer = z.object({
  clientId: z.string(),
  endpoint: z.string(),
  httpMethod: z.enum(HTTP_METHODS),
  clientSecret: z.string().optional(),
  clientSecretIsEnvVar: z.boolean().optional(),
  customParameterList: oauthParameters.optional(),
});

/** The settings with which a webhook's access token is fetched, without the client's secret. */
export interface OAuthSettings {
  clientId: string;
  endpoint: string;
  httpMethod: HttpMethod;
  customParameters: readonly OAuthParameter[];
}

/** Checks whether a header parameter authenticates the client, so that client_id and client_secret are not sent. */
export function hasAuthorizationParameter(parameters: readonly OAuthParameter[]): boolean {
  return parameters.some(({ type, key }) => type === "header" && key.toLowerCase() === "authorization");
}

/** The contract's TestOAuthResponse. */
export const oauthTestAnswer = z.object({
  success: z.boolean(),
  message: z.string(),
  /** The seconds until the token expires, as the token endpoint says. */
  expires_in: z.number().optional(),
  token_type: z.string().optional(),
});
export type OAuthTestAnswer = z.output<typeof oauthTestAnswer>;

import type { FieldPath } from "react-hook-form";
import { toFormPath } from "@/components/webhook/webhook-form-input";
import type { WebhookFormValues } from "@/components/webhook/webhook-form-values";
import type { InputFault } from "@/domain/errors";

const HEADERS = "payloadConfiguration.custom_headers.";

const FIELDS: readonly FieldPath<WebhookFormValues>[] = [
  "name",
  "eventName",
  "url",
  "httpMethod",
  "auth.authType",
  "auth.basicAuthConfig.username",
  "auth.basicAuthConfig.password",
  "auth.apiKeyConfig.keyName",
  "auth.apiKeyConfig.keyValue",
  "auth.oauthConfig.clientId",
  "auth.oauthConfig.clientSecret",
  "auth.oauthConfig.endpoint",
  "auth.oauthConfig.httpMethod",
  "timeoutSeconds",
  "maxRequestsPerSecond",
  "enableStaticIP",
  "signatureHeader",
  "payloadFormat",
  "filter.mode",
  "filter.keyToFilter",
  "filter.supportedValues",
  "jsonataExpression",
];
const ROW_FIELD =
  /^(auth\.oauthConfig\.customParameterList\.\d+\.(type|key|value)|customHeaders\.\d+\.(name|value)|filter\.conditions\.\d+\.(field|operation|values|field_type|jsonata_expression))$/;

/** The server's faults that have a place in the form, at that place. */
export function placeFaults(
  faults: readonly InputFault[],
  values: WebhookFormValues,
): { path: FieldPath<WebhookFormValues>; message: string }[] {
  return faults.flatMap(({ path: given, message }) => {
    const parts = given.startsWith(HEADERS) ? ["payloadConfiguration", "custom_headers", given.slice(HEADERS.length)] : given.split(".");
    const path = toFormPath(parts, values).join(".");
    return isField(path) ? [{ path, message }] : [];
  });
}

function isField(path: string): path is FieldPath<WebhookFormValues> {
  return FIELDS.some((field) => field === path) || ROW_FIELD.test(path);
}

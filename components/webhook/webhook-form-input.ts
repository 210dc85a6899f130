import { z } from "zod";
import { describeValuesFault } from "@/components/webhook/filter/describe-values-fault";
import { hasValueFilter } from "@/components/webhook/filter/filter-form-values";
import { toWebhookConfig, type WebhookFormValues } from "@/components/webhook/webhook-form-values";
import { referenceFault } from "@/domain/environment/references";
import { trimPasted } from "@/domain/trim-pasted";
import { headerValue } from "@/domain/webhook/custom-headers";
import { MAX_REQUESTS_PER_SECOND } from "@/domain/webhook/delivery-settings";
import { hasAuthorizationParameter } from "@/domain/webhook/oauth-config";
import { webhookConfigInput } from "@/domain/webhook/webhook-config";

type Fault = [path: string[], message: string];

/**
 * Checks the form as the API checks the config that it stands for, by the same schema, and that nothing is missing.
 * `maxTimeoutSeconds`: the longest time limit that the reader may set.
 */
export function createWebhookFormInput({ maxTimeoutSeconds }: { maxTimeoutSeconds: number }) {
  return z.custom<WebhookFormValues>().superRefine((values, check) => {
    const parsed = webhookConfigInput.safeParse(toWebhookConfig(values));
    const faults = (parsed.error?.issues ?? []).map(
      (issue): Fault => [toFormPath(issue.path.map(String), values), describeFault(issue, values)],
    );
    for (const [path, message] of [...missingParts(values), ...faults]) check.addIssue({ code: "custom", path, message });
    if (Number(values.timeoutSeconds) > maxTimeoutSeconds && !faults.some(([path]) => path[0] === "timeoutSeconds")) {
      const message = `Give at most ${maxTimeoutSeconds} seconds: only an owner may set more.`;
      check.addIssue({ code: "custom", path: ["timeoutSeconds"], message });
    }
  });
}

/** What keeps the authentication that is typed from being used; null where nothing does. */
export function findAuthFault(values: WebhookFormValues): string | null {
  const parsed = createWebhookFormInput({ maxTimeoutSeconds: Number.POSITIVE_INFINITY }).safeParse(values);
  return parsed.error?.issues.find(({ path: [head] }) => head === "auth")?.message ?? null;
}

/** Of a condition's values the schema speaks in the API's terms. */
function describeFault({ code, path, message }: z.core.$ZodIssue, { filter }: WebhookFormValues): string {
  const [head, , index, part, ...rest] = path;
  const condition = head === "filterConditions" && part === "values" && rest.length === 0 ? filter.conditions[Number(index)] : undefined;
  return condition && code === "custom" ? describeValuesFault(condition) : message;
}

/** Where in the form a fault of the WebhookConfig shows: headers are rows here, there a record by name; the filter is one thing here. */
export function toFormPath(path: readonly string[], { customHeaders }: Pick<WebhookFormValues, "customHeaders">): string[] {
  const [head, second, name, part] = path;
  switch (head) {
    case "filter":
      return ["filter", ...(second === "keyToFilter" || second === "supportedValues" ? [second] : ["mode"])];
    case "filterConditions":
      if (second !== "conditions") return ["filter", "mode"];
      return name === undefined ? ["filter", "mode"] : ["filter", "conditions", name, ...(part === undefined ? [] : [part])];
    case "payloadConfiguration": {
      if (second !== "custom_headers") return second === undefined ? ["payload"] : ["payload", second];
      if (name === undefined) return ["customHeaders"];
      const index = customHeaders.findLastIndex((header) => trimPasted(header.name) === name);
      const isOfValue = !headerValue.safeParse(customHeaders[index]?.value).success;
      return ["customHeaders", String(index), isOfValue ? "value" : "name"];
    }
    default:
      return [...path];
  }
}

/** What the API would keep as an incomplete draft is asked for here: a form's admin means to receive something. */
function missingParts({ url, auth, customHeaders, maxRequestsPerSecond, filter }: WebhookFormValues): Fault[] {
  const faults: Fault[] = missingOfFilter(filter);
  if (trimPasted(url) === "") faults.push([["url"], "Give the address of your endpoint."]);
  const [path, secret, missing] = secretOf(auth);
  const isStored = auth.storedSecretOf === auth.authType;
  const message = secret === "" ? (isStored ? null : missing) : referenceFault(secret);
  if (message !== null) faults.push([path, message]);
  if (!isRate(maxRequestsPerSecond)) {
    faults.push([["maxRequestsPerSecond"], `Give a whole number, 1 to ${MAX_REQUESTS_PER_SECOND}, or leave it empty.`]);
  }
  for (const [index, { name }] of customHeaders.entries()) {
    const isRepeated = customHeaders.slice(0, index).some((other) => trimPasted(other.name) === trimPasted(name));
    if (trimPasted(name) === "") faults.push([["customHeaders", String(index), "name"], "Give the header's name."]);
    else if (isRepeated) faults.push([["customHeaders", String(index), "name"], "This header is given twice."]);
  }
  return faults;
}

/** Of a condition whose field and values are both missing the schema names both. */
function missingOfFilter(filter: WebhookFormValues["filter"]): Fault[] {
  if (hasValueFilter(filter) && filter.supportedValues.length === 0) {
    return [[["filter", "supportedValues"], "Give at least one value: without one, nothing is sent."]];
  }
  const isEmpty = filter.mode === "advanced" && filter.conditions.length === 0;
  return isEmpty ? [[["filter", "mode"], "Add a condition, or choose to send every event."]] : [];
}

/** The schema speaks of null for no limit, which a form has no word for. */
function isRate(text: string): boolean {
  return text.trim() === "" || (/^\d+$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= MAX_REQUESTS_PER_SECOND);
}

/** The chosen kind's secret, where it stands, and what to say when it is missing; null where it may be. */
function secretOf({ authType, basicAuthConfig, apiKeyConfig, oauthConfig }: WebhookFormValues["auth"]): [string[], string, string | null] {
  switch (authType) {
    case "NONE":
      return [[], "", null];
    case "BASIC":
      return [["auth", "basicAuthConfig", "password"], basicAuthConfig.password, "Give the password."];
    case "API_KEY":
      return [["auth", "apiKeyConfig", "keyValue"], apiKeyConfig.keyValue, "Give the key's value."];
    case "OAUTH_CLIENT_CREDENTIALS": {
      const isNeeded = !hasAuthorizationParameter(oauthConfig.customParameterList);
      return [["auth", "oauthConfig", "clientSecret"], oauthConfig.clientSecret, isNeeded ? "Give the client secret." : null];
    }
  }
}

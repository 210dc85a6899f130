import { z } from "zod";
import { PAYLOAD_FORMATS } from "@/domain/payload/payload-formats";
import { DEFAULT_RETRY_POLICY, DEFAULT_TIMEOUT_SECONDS, SUCCESS_STATUSES } from "@/domain/webhook/delivery-settings";
import { filterConditionsAnswer } from "@/domain/webhook/filter-conditions";
import { HTTP_METHODS } from "@/domain/webhook/http-methods";
import { oauthParameters } from "@/domain/webhook/oauth-config";
import { DEFAULT_PAYLOAD_TOGGLES } from "@/domain/webhook/payload-configuration";
import { configuredAuth } from "@/domain/webhook/webhook-auth";
import { webhookFilter } from "@/domain/webhook/webhook-filter";

/**
 * Makes the schema of a configuration: everything that is decided about a webhook but its name, its event, and whether it is enabled. It
 * stands here once, in the order in which answers and comparisons have it. The two parts that may hold credentials are given: opened, or
 * sealed as they are stored.
 *
 * It reads what any version has stored: a setting that is younger gets its default, and what a setting must be like is asked of input
 * alone. Null says that there is none.
 */
export function configurationOf<Headers extends z.ZodType, Parameters extends z.ZodType>(parts: {
  customHeaders: Headers;
  customParameters: Parameters;
}) {
  const payloadConfiguration = z.object({
    hydrate_entity: z.boolean().default(DEFAULT_PAYLOAD_TOGGLES.hydrate_entity),
    include_relations: z.boolean().default(DEFAULT_PAYLOAD_TOGGLES.include_relations),
    include_activity: z.boolean().default(DEFAULT_PAYLOAD_TOGGLES.include_activity),
    include_changed_attributes: z.boolean().default(DEFAULT_PAYLOAD_TOGGLES.include_changed_attributes),
    custom_headers: parts.customHeaders,
  });
  return z.object({
    url: z.string().nullable().default(null),
    httpMethod: z.enum(HTTP_METHODS).default("POST"),
    auth: configuredAuth(parts.customParameters).default({ authType: "NONE" }),
    filter: webhookFilter.nullable().default(null),
    filterConditions: filterConditionsAnswer.nullable().default(null),
    payloadConfiguration: z.preprocess((stored) => stored ?? {}, payloadConfiguration),
    payloadFormat: z.enum(PAYLOAD_FORMATS).default("entity_envelope"),
    signatureHeader: z.string().nullable().default(null),
    jsonataExpression: z.string().nullable().default(null),
    retryPolicy: z.object({ enabled: z.boolean(), maxAttempts: z.int() }).default(DEFAULT_RETRY_POLICY),
    enableStaticIP: z.boolean().default(false),
    timeoutSeconds: z.int().default(DEFAULT_TIMEOUT_SECONDS),
    successStatus: z.enum(SUCCESS_STATUSES).default("2xx"),
    maxRequestsPerSecond: z.int().nullable().default(null),
    protected: z.boolean().default(false),
    eventVersion: z.string().nullable().default(null),
    _manifest: z.array(z.string()).default([]),
  });
}

/** A configuration in memory, opened. Its authentication's secret is no part of it. */
export const webhookConfiguration = configurationOf({
  customHeaders: z.record(z.string(), z.string()).default({}),
  customParameters: oauthParameters.default([]),
});
export type WebhookConfiguration = z.output<typeof webhookConfiguration>;

import { z } from "zod";
import { catalogueSettings } from "@/domain/webhook/catalogue-settings";
import { deliverySettings } from "@/domain/webhook/delivery-settings";
import { HTTP_METHODS } from "@/domain/webhook/http-methods";
import { oauthParameters } from "@/domain/webhook/oauth-config";
import { payloadSettings } from "@/domain/webhook/payload-settings";
import { transformSettings } from "@/domain/webhook/transform-settings";
import { configuredAuth } from "@/domain/webhook/webhook-auth";
import { filterSettings } from "@/domain/webhook/webhook-filter";

/**
 * Returns the schema of a configuration: all settings of a webhook but its name, its event, and whether it is enabled. It is the
 * one list of them, in the order of answers and comparisons. The two parts that may hold credentials are parameters: decrypted,
 * or encrypted as they are stored.
 *
 * It reads what any version has stored. A newer setting gets its default, and the rules of the input do not apply. Null means
 * none.
 */
export function configurationOf<Headers extends z.ZodType, Parameters extends z.ZodType>(parts: {
  customHeaders: Headers;
  customParameters: Parameters;
}) {
  return z.object({
    url: z.string().nullable().default(null),
    httpMethod: z.enum(HTTP_METHODS).default("POST"),
    auth: configuredAuth(parts.customParameters).default({ authType: "NONE" }),
    ...filterSettings.configuration,
    ...payloadSettings.configuration(parts.customHeaders),
    ...transformSettings.configuration,
    ...deliverySettings.configuration,
    ...catalogueSettings.configuration,
  });
}

/** A configuration in memory, decrypted. The secret of its authentication is not part of it. */
export const webhookConfiguration = configurationOf({
  customHeaders: z.record(z.string(), z.string()).default({}),
  customParameters: oauthParameters.default([]),
});
export type WebhookConfiguration = z.output<typeof webhookConfiguration>;

import { z } from "zod";
import { authField } from "@/components/webhook/auth-form-field";
import { deliveryFields } from "@/components/webhook/delivery-form-values";
import { filterField } from "@/components/webhook/filter/filter-form-field";
import { headersField } from "@/components/webhook/headers-form-field";
import { asTyped, judgeField, refuse } from "@/components/webhook/judge-field";
import { secretLeftBehind } from "@/components/webhook/secret-left-behind";
import { EMPTY_WEBHOOK, type SentWebhook, type WebhookFormValues } from "@/components/webhook/webhook-form-values";
import type { PayloadToggles } from "@/domain/payload/build-entity-envelope";
import type { PayloadFormat } from "@/domain/payload/payload-formats";
import { trimPasted } from "@/domain/trim-pasted";
import { findHeaderClashes } from "@/domain/webhook/find-header-clashes";
import type { HttpMethod } from "@/domain/webhook/http-methods";
import { webhookAuthInput } from "@/domain/webhook/webhook-auth";
import { webhookSettingInputs } from "@/domain/webhook/webhook-config";

/**
 * Makes the form's own schema. It judges each field at its place, by the API's rules for the setting, and gives the WebhookConfig to send.
 * `maxTimeoutSeconds` is the longest time limit that the reader may set. A draft may still lack the settings without which the API keeps a
 * webhook as incomplete. `saved` is what the form began with: its secret is asked for again where it would go to another origin.
 */
export function webhookFormSchema(options: { maxTimeoutSeconds: number; isDraft?: boolean; saved?: WebhookFormValues }) {
  const { maxTimeoutSeconds, isDraft = false, saved = EMPTY_WEBHOOK } = options;
  const input = webhookSettingInputs;
  const missingUrl = (url: string) => (trimPasted(url) === "" ? { path: [], message: "Give the address of your endpoint." } : null);
  const fields = {
    name: judgeField({ schema: input.name, send: asTyped<string> }),
    eventName: judgeField({ schema: input.eventName, send: asTyped<string> }),
    url: judgeField({ schema: input.url, send: trimPasted, ...(isDraft ? {} : { missing: missingUrl }) }),
    httpMethod: judgeField({ schema: input.httpMethod, send: asTyped<HttpMethod> }),
    enabled: judgeField({ schema: input.enabled, send: asTyped<boolean> }),
    auth: authField({ isDraft }),
    filter: filterField({ isDraft }),
    payloadConfiguration: judgeField({ schema: input.payloadConfiguration, send: asTyped<PayloadToggles> }),
    customHeaders: headersField({ isDraft }),
    payloadFormat: judgeField({ schema: input.payloadFormat, send: asTyped<PayloadFormat> }),
    signatureHeader: judgeField({ schema: input.signatureHeader, send: (name: string) => trimPasted(name) || null }),
    jsonataExpression: judgeField({
      schema: input.jsonataExpression,
      send: (typed: string) => (typed.trim() === "" ? null : typed),
    }),
    ...deliveryFields({ maxTimeoutSeconds }),
  } satisfies Record<keyof WebhookFormValues, z.ZodType>;

  return z
    .object(fields)
    .superRefine(({ url, auth, signatureHeader, customHeaders }, check) => {
      const leftBehind = secretLeftBehind({ saved, url: url ?? "", auth });
      if (leftBehind) refuse(check, leftBehind);
      const names = customHeaders.map(({ name }) => name);
      const clashes = findHeaderClashes({ auth: webhookAuthInput.parse(auth), signatureHeader, names });
      if (clashes.signatureHeader) refuse(check, { path: ["signatureHeader"], message: clashes.signatureHeader });
      for (const [index, message] of clashes.custom.entries()) {
        if (message) refuse(check, { path: ["customHeaders", index, "name"], message });
      }
    })
    .transform(({ filter, customHeaders, payloadConfiguration, ...settings }): SentWebhook => {
      const custom_headers = Object.fromEntries(customHeaders.map(({ name, value }) => [name, value]));
      return { ...settings, ...filter, payloadConfiguration: { ...payloadConfiguration, custom_headers } };
    });
}

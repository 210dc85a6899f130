import type { UseFormReturn } from "react-hook-form";
import type { z } from "zod";
import { type DeliveryFormValues, USUAL_DELIVERY } from "@/components/webhook/delivery-form-values";
import { type FilterFormValues, NO_FILTER } from "@/components/webhook/filter/filter-form-values";
import type { HeaderRow } from "@/components/webhook/headers-form-field";
import type { PayloadToggles } from "@/domain/payload/build-entity-envelope";
import type { PayloadFormat } from "@/domain/payload/payload-formats";
import type { HttpMethod } from "@/domain/webhook/http-methods";
import type { OAuthParameter } from "@/domain/webhook/oauth-config";
import { DEFAULT_PAYLOAD_TOGGLES } from "@/domain/webhook/payload-settings";
import type { AuthType } from "@/domain/webhook/webhook-auth";
import type { webhookConfigInput } from "@/domain/webhook/webhook-config";

/**
 * The form's values, under the API's names except for custom headers and filters. Each kind of credentials is kept while another is chosen,
 * so that looking around loses nothing that was typed.
 */
export interface WebhookFormValues extends DeliveryFormValues {
  name: string;
  eventName: string;
  url: string;
  httpMethod: HttpMethod;
  enabled: boolean;
  auth: {
    authType: AuthType;
    /** The kind whose secret is stored already, and stays where none is typed; null where none is stored. */
    storedSecretOf: AuthType | null;
    isSecretCleared: boolean;
    basicAuthConfig: { username: string; password: string };
    apiKeyConfig: { keyName: string; keyValue: string };
    oauthConfig: {
      clientId: string;
      clientSecret: string;
      endpoint: string;
      httpMethod: HttpMethod;
      customParameterList: OAuthParameter[];
    };
  };
  filter: FilterFormValues;
  payloadConfiguration: PayloadToggles;
  customHeaders: HeaderRow[];
  payloadFormat: PayloadFormat;
  /** The header's name; empty for none. */
  signatureHeader: string;
  /** The expression; empty for no transform. */
  jsonataExpression: string;
}

/** A WebhookConfig as the form sends it. */
export type SentWebhook = z.input<typeof webhookConfigInput>;

/** The form's control. It gives the WebhookConfig to send once nothing is wrong with it. */
export type WebhookFormControl = UseFormReturn<WebhookFormValues, unknown, SentWebhook>;

export const EMPTY_WEBHOOK: WebhookFormValues = {
  name: "",
  eventName: "",
  url: "",
  httpMethod: "POST",
  enabled: true,
  auth: {
    authType: "NONE",
    storedSecretOf: null,
    isSecretCleared: false,
    basicAuthConfig: { username: "", password: "" },
    apiKeyConfig: { keyName: "", keyValue: "" },
    oauthConfig: { clientId: "", clientSecret: "", endpoint: "", httpMethod: "POST", customParameterList: [] },
  },
  filter: NO_FILTER,
  payloadConfiguration: DEFAULT_PAYLOAD_TOGGLES,
  customHeaders: [],
  payloadFormat: "entity_envelope",
  signatureHeader: "",
  jsonataExpression: "",
  ...USUAL_DELIVERY,
};

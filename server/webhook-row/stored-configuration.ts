import { z } from "zod";
import { type WebhookStatus, webhookStatus } from "@/domain/webhook/webhook-config";
import { configurationOf, type WebhookConfiguration } from "@/domain/webhook/webhook-configuration";
import type { Webhook } from "@/prisma/generated/client";
import type { Vault } from "@/server/platform/vault";
import { openHeaders, openParameters, sealHeaders, sealParameters } from "@/server/webhook-row/sealed-settings";

/** A sealed value; null when there is none. */
const sealed = z.string().nullable().default(null);
const storedConfiguration = configurationOf({ customHeaders: sealed, customParameters: sealed });

/** A configuration as `webhook.configuration` and a version's snapshot hold it. The parts that may hold credentials are sealed. */
export type StoredConfiguration = z.output<typeof storedConfiguration>;

export const DEFAULT_CONFIGURATION: StoredConfiguration = storedConfiguration.parse({});

/** Returns the configuration of a webhook's row without opening its sealed parts. A setting that an older row lacks gets its default. */
export function readConfiguration({ configuration }: Pick<Webhook, "configuration">): StoredConfiguration {
  return storedConfiguration.parse(configuration);
}

/** Returns the status of a row's webhook, which says whether it delivers, and if not, why. */
export function statusOf(webhook: Pick<Webhook, "configuration" | "authSecret" | "enabled">): WebhookStatus {
  const { authSecret, enabled } = webhook;
  return webhookStatus({ configuration: readConfiguration(webhook), hasAuthSecret: authSecret !== null, enabled });
}

/** Opens the sealed parts of a webhook's configuration. Throws when they were sealed for another webhook or with another key. */
export function openConfiguration(input: { vault: Vault; webhookId: string; stored: StoredConfiguration }): WebhookConfiguration {
  const { vault, webhookId, stored } = input;
  const { auth, payloadConfiguration } = stored;
  const headers = openHeaders({ vault, webhookId, sealed: payloadConfiguration.custom_headers });
  return {
    ...stored,
    auth: isOAuth(auth) ? { ...auth, customParameters: openParameters({ vault, webhookId, sealed: auth.customParameters }) } : auth,
    payloadConfiguration: { ...payloadConfiguration, custom_headers: headers },
  };
}

/** Seals the parts of a configuration that may hold credentials. They open for this webhook alone. */
export function sealConfiguration(input: { vault: Vault; webhookId: string; configuration: WebhookConfiguration }): StoredConfiguration {
  const { vault, webhookId, configuration } = input;
  const { auth, payloadConfiguration } = configuration;
  const headers = sealHeaders({ vault, webhookId, headers: payloadConfiguration.custom_headers });
  return {
    ...configuration,
    auth: isOAuth(auth) ? { ...auth, customParameters: sealParameters({ vault, webhookId, parameters: auth.customParameters }) } : auth,
    payloadConfiguration: { ...payloadConfiguration, custom_headers: headers },
  };
}

function isOAuth<Auth extends { authType: string }>(auth: Auth): auth is Extract<Auth, { authType: "OAUTH_CLIENT_CREDENTIALS" }> {
  return auth.authType === "OAUTH_CLIENT_CREDENTIALS";
}

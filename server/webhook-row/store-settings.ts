import { type InputFault, PosternError } from "@/domain/errors";
import type { MovedOrigins } from "@/domain/webhook/moved-origins";
import { completeConfiguration, type WebhookSettings } from "@/domain/webhook/webhook-config";
import type { WebhookConfiguration } from "@/domain/webhook/webhook-configuration";
import type { Vault } from "@/server/platform/vault";
import { sealAuthSecret } from "@/server/webhook-row/auth-secret";
import { type ConfiguredRow, completeAuth } from "@/server/webhook-row/complete-auth";
import { keepHeaders } from "@/server/webhook-row/keep-values";
import { openConfiguration, readConfiguration, sealConfiguration } from "@/server/webhook-row/stored-configuration";

/** A webhook's whole configuration, opened, and the secret of its authentication; null where there is none. */
export interface CompletedSettings {
  configuration: WebhookConfiguration;
  secret: string | null;
}

/**
 * Returns the configuration that settings make of a webhook, with what they keep of it; `stored` is null for a new one. Throws
 * PosternError `invalid_input` with a fault for each stored value that is kept and may not be: where its destination moves to
 * another origin, or where `[redacted]` stands for nothing. Throws as `completeAuth` does.
 */
export function completeSettings(input: {
  vault: Vault;
  webhookId: string;
  settings: WebhookSettings;
  stored: ConfiguredRow | null;
  moved: MovedOrigins;
}): CompletedSettings {
  const { vault, webhookId, settings, stored, moved } = input;
  const before = stored && openConfiguration({ vault, webhookId, stored: readConfiguration(stored) });
  const { auth, secret, faults } = completeAuth({ vault, webhookId, auth: settings.auth, stored, moved });
  const { payloadConfiguration } = settings;
  const headers = keepHeaders({
    given: payloadConfiguration.custom_headers,
    stored: before?.payloadConfiguration.custom_headers ?? {},
    moved,
  });
  refuseFaults([...faults, ...headers.faults]);
  const kept = { ...settings, payloadConfiguration: { ...payloadConfiguration, custom_headers: headers.values } };
  return { configuration: completeConfiguration({ settings: kept, auth, before }), secret };
}

/** Throws PosternError `invalid_input` where there is a fault. */
export function refuseFaults(faults: readonly InputFault[]): void {
  const [first] = faults;
  if (first) throw new PosternError("invalid_input", `${first.path}: ${first.message}`, { faults });
}

/** Returns the columns of a webhook's settings. They exclude its name and its event, which need the event's type. */
export function storeSettings(input: { vault: Vault; webhookId: string; enabled: boolean; completed: CompletedSettings }) {
  const { vault, webhookId, enabled, completed } = input;
  const { configuration, secret } = completed;
  return {
    enabled,
    ...(enabled ? { disabledReason: null } : {}),
    authSecret: secret === null ? null : sealAuthSecret({ vault, webhookId, secret }),
    configuration: sealConfiguration({ vault, webhookId, configuration }),
  };
}

import type { WebhookConfig } from "@/domain/webhook/webhook-config";
import type { FieldChange } from "@/domain/webhook/webhook-version";

/** The fields that an admin does not decide, so they are no change of a webhook. */
const NOT_COMPARED = new Set(["id", "status", "creationTime", "updatedTime"]);
/** The fields in which people may put a credential. A change of one is reported without its values. */
const MAY_HOLD_CREDENTIALS = /^(payloadConfiguration\.custom_headers\.|auth\.oauthConfig\.customParameterList$)/;

/** A configuration, and whether its authentication has a secret. No configuration that is returned contains the secret. */
export interface ComparedConfig {
  config: WebhookConfig;
  hasSecret: boolean;
}

/**
 * Returns the differences between two configurations of a webhook, field by field in the order of the WebhookConfig. Lists are
 * compared as a whole. `isSecretReplaced` says that the authentication's secret is another one although both have one.
 */
export function diffConfigs(before: ComparedConfig, after: ComparedConfig, isSecretReplaced: boolean): FieldChange[] {
  const [old, now] = [leavesOf(before.config), leavesOf(after.config)];
  const fields = new Set([...now.keys(), ...old.keys()]);
  const changes = [...fields].flatMap((field) => changeOf(field, old.get(field), now.get(field)));
  const isSecretChanged = before.hasSecret !== after.hasSecret || (after.hasSecret && isSecretReplaced);
  if (!isSecretChanged) return changes;
  const secret = { ...(before.hasSecret ? { before: "set" } : {}), ...(after.hasSecret ? { after: "set" } : {}) };
  return [...changes, { field: "auth.secret", is_secret: true, ...secret }];
}

function changeOf(field: string, before: unknown, after: unknown): FieldChange[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  const isSecret = MAY_HOLD_CREDENTIALS.test(field);
  const shown = (value: unknown) => (isSecret ? "set" : value);
  return [
    {
      field,
      ...(before === undefined ? {} : { before: shown(before) }),
      ...(after === undefined ? {} : { after: shown(after) }),
      ...(isSecret ? { is_secret: true } : {}),
    },
  ];
}

function leavesOf(config: WebhookConfig): Map<string, unknown> {
  const leaves = new Map<string, unknown>();
  const walk = (value: unknown, path: string): void => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      if (value !== undefined) leaves.set(path, value);
      return;
    }
    for (const [key, child] of Object.entries(value)) walk(child, path === "" ? key : `${path}.${key}`);
  };
  for (const [key, value] of Object.entries(config)) if (!NOT_COMPARED.has(key)) walk(value, key);
  return leaves;
}

import type { Vault } from "@/server/platform/vault";

/** Returns the purpose that binds a sealed authentication secret to its webhook. */
function webhookAuthPurpose(webhookId: string): string {
  return `webhook:${webhookId}:auth-secret`;
}

/** Seals the password or the key's value of a webhook's authentication, for `webhook.auth_secret`. */
export function sealAuthSecret(input: { vault: Vault; webhookId: string; secret: string }): string {
  return input.vault.seal(input.secret, webhookAuthPurpose(input.webhookId));
}

/** Returns the password or the key's value in the open. Throws when it was sealed for another webhook or with another key. */
export function openAuthSecret(input: { vault: Vault; webhookId: string; sealed: string }): string {
  return input.vault.open(input.sealed, webhookAuthPurpose(input.webhookId));
}

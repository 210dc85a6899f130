import type { Vault } from "@/server/platform/vault";

/** What a sealed authentication secret is bound to: it opens for this webhook alone. */
function webhookAuthPurpose(webhookId: string): string {
  return `webhook:${webhookId}:auth-secret`;
}

/** Seals the password or the key's value of a webhook's authentication, for `webhook.auth_secret`. */
export function sealAuthSecret(input: { vault: Vault; webhookId: string; secret: string }): string {
  return input.vault.seal(input.secret, webhookAuthPurpose(input.webhookId));
}

/** Gives the password or the key's value back. Throws when it was sealed for another webhook or with another key. */
export function openAuthSecret(input: { vault: Vault; webhookId: string; sealed: string }): string {
  return input.vault.open(input.sealed, webhookAuthPurpose(input.webhookId));
}

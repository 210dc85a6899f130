import { z } from "zod";
import { type OAuthParameter, oauthParameters } from "@/domain/webhook/oauth-config";
import type { Vault } from "@/server/platform/vault";

const headers = z.record(z.string(), z.string());

const parametersPurpose = (webhookId: string) => `webhook:${webhookId}:auth-parameters`;
const headersPurpose = (webhookId: string) => `webhook:${webhookId}:custom-headers`;

/**
 * Seals OAuth's custom parameters; returns null when there are none. Everyone who may read the webhook sees them, but they may
 * hold credentials.
 */
export function sealParameters(input: { vault: Vault; webhookId: string; parameters: readonly OAuthParameter[] }): string | null {
  if (input.parameters.length === 0) return null;
  return input.vault.seal(JSON.stringify(input.parameters), parametersPurpose(input.webhookId));
}

/** Returns the opened parameters. Throws when they were sealed for another webhook or with another key. */
export function openParameters(input: { vault: Vault; webhookId: string; sealed: string | null }): OAuthParameter[] {
  if (input.sealed === null) return [];
  return oauthParameters.parse(JSON.parse(input.vault.open(input.sealed, parametersPurpose(input.webhookId))));
}

/** Seals custom headers for the same reason; returns null when there are none. */
export function sealHeaders(input: { vault: Vault; webhookId: string; headers: Readonly<Record<string, string>> }): string | null {
  if (Object.keys(input.headers).length === 0) return null;
  return input.vault.seal(JSON.stringify(input.headers), headersPurpose(input.webhookId));
}

/** Returns the opened headers. Throws when they were sealed for another webhook or with another key. */
export function openHeaders(input: { vault: Vault; webhookId: string; sealed: string | null }): Record<string, string> {
  if (input.sealed === null) return {};
  return headers.parse(JSON.parse(input.vault.open(input.sealed, headersPurpose(input.webhookId))));
}

import { isDeepStrictEqual } from "node:util";
import type { Webhook } from "@/prisma/generated/client";
import type { Vault } from "@/server/platform/vault";
import { serializeWebhook } from "@/server/webhook-row/serialize-webhook";

/** The names of what a change did to a webhook, as its answer calls them: names alone, since values may hold credentials. */
export function changedFields(input: { before: Webhook; after: Webhook; vault: Vault; isSecretChanged: boolean }): string[] {
  const { vault, isSecretChanged } = input;
  const before: Record<string, unknown> = { ...serializeWebhook({ webhook: input.before, vault }) };
  const after: Record<string, unknown> = { ...serializeWebhook({ webhook: input.after, vault }) };
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  const changed = [...names].filter((name) => name !== "updatedTime" && !isDeepStrictEqual(before[name], after[name]));
  return isSecretChanged ? [...changed, "secret"] : changed;
}

import type { VariableUser } from "@/domain/environment/environment-variable";
import { findReferences } from "@/domain/environment/references";
import { referringTexts } from "@/domain/webhook/referring-texts";
import type { Transaction } from "@/server/platform/db";
import type { Vault } from "@/server/platform/vault";
import { openConfiguration, readConfiguration } from "@/server/webhook-row/stored-configuration";

/**
 * Returns the webhooks that would send a variable's value to their endpoints: those that name it as `{{ env.key }}`, ordered by
 * name. Expressions do not count, since they see no secret.
 */
export async function findVariableNamers(input: {
  tx: Transaction;
  vault: Vault;
  organizationId: string;
  key: string;
}): Promise<VariableUser[]> {
  const { tx, vault, organizationId, key } = input;
  const webhooks = await tx.webhook.findMany({
    where: { organizationId, deletedAt: null },
    select: { id: true, name: true, configuration: true },
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
  return webhooks.flatMap((webhook) => {
    const { id, name } = webhook;
    const configuration = openConfiguration({ vault, webhookId: id, stored: readConfiguration(webhook) });
    return referringTexts(configuration).some((text) => findReferences(text).includes(key)) ? [{ id, name }] : [];
  });
}

import { PosternError } from "@/domain/errors";
import type { Webhook } from "@/prisma/generated/client";
import type { Database, Transaction } from "@/server/platform/db";

/**
 * Returns a webhook by its id. Throws PosternError `not_found` for an unknown one, another organization's one and a deleted one.
 * With `includeDeleted` it also returns deleted ones, whose deliveries stay readable.
 */
export async function getWebhookInTenant(input: {
  db: Database | Transaction;
  organizationId: string;
  webhookId: string;
  includeDeleted?: boolean;
}): Promise<Webhook> {
  const { db, organizationId, webhookId, includeDeleted = false } = input;
  const webhook = await db.webhook.findFirst({ where: { id: webhookId, organizationId, ...(includeDeleted ? {} : { deletedAt: null }) } });
  if (!webhook) throw noSuchWebhook(webhookId);
  return webhook;
}

export function noSuchWebhook(webhookId: string): PosternError {
  return new PosternError(
    "not_found",
    `This organization has no webhook with the id ${webhookId}. Its webhooks are listed with their ids.`,
  );
}

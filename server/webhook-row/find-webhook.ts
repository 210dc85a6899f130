import { PosternError } from "@/domain/errors";
import type { Webhook } from "@/prisma/generated/client";
import type { Database, Transaction } from "@/server/platform/db";

/**
 * The one way to a webhook by its id. Throws PosternError `not_found` for an unknown one, a deleted one (unless
 * `includeDeleted`: their deliveries stay readable) and another organization's alike.
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

import { PosternError } from "@/domain/errors";
import type { Inbox } from "@/prisma/generated/client";
import type { Database, Transaction } from "@/server/platform/db";

/** Returns an inbox by its id. Throws PosternError `not_found` for an unknown id and for another organization's inbox. */
export async function getInboxInTenant(input: { db: Database | Transaction; organizationId: string; inboxId: string }): Promise<Inbox> {
  const { db, organizationId, inboxId } = input;
  const inbox = await db.inbox.findFirst({ where: { id: inboxId, organizationId } });
  if (!inbox)
    throw new PosternError("not_found", `This organization has no inbox with the id ${inboxId}. Its inboxes are listed with their ids.`);
  return inbox;
}

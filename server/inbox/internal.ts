import { PosternError } from "@/domain/errors";
import type { Script } from "@/domain/inbox/choose-answer";
import { MAX_INBOXES } from "@/domain/inbox/inbox";
import { inboxAnswer, inboxSequence } from "@/domain/inbox/inbox-answer";
import type { Inbox } from "@/prisma/generated/client";
import type { Database, Transaction } from "@/server/platform/db";

/** The one way to an inbox by its id. Throws PosternError `not_found`, for another organization's as well. */
export async function getInboxInTenant(input: { db: Database | Transaction; organizationId: string; inboxId: string }): Promise<Inbox> {
  const { db, organizationId, inboxId } = input;
  const inbox = await db.inbox.findFirst({ where: { id: inboxId, organizationId } });
  if (!inbox)
    throw new PosternError("not_found", `This organization has no inbox with the id ${inboxId}. Its inboxes are listed with their ids.`);
  return inbox;
}

/** First statement of the transaction that makes an inbox: two at once count one after the other. */
export async function lockInboxes({ tx, organizationId }: { tx: Transaction; organizationId: string }): Promise<void> {
  await tx.$queryRaw`select 1 from organization where id = ${organizationId} for no key update`;
}

/** Throws PosternError `conflict` where the organization has the most inboxes that it may have. */
export async function assertRoomForOneMore({ tx, organizationId }: { tx: Transaction; organizationId: string }): Promise<void> {
  if ((await tx.inbox.count({ where: { organizationId } })) < MAX_INBOXES) return;
  throw new PosternError("conflict", `This organization has ${MAX_INBOXES} inboxes, the most it may have. Delete one that is not used.`);
}

/** How an inbox answers, out of its row. */
export function scriptOf({ answer, sequence }: { answer: unknown; sequence: unknown }): Script {
  return { answer: inboxAnswer.parse(answer), sequence: inboxSequence.parse(sequence) };
}

/** What an inbox request's headers are sealed for in the vault. */
export function requestHeadersPurpose(requestId: string): string {
  return `inbox-request:${requestId}:headers`;
}

import { firstIdAt, timeOfId } from "@/domain/id-times";
import { Prisma } from "@/prisma/generated/client";

/**
 * The longest time between a delivery's id and its message's id. The same process makes one right after the other, by the same
 * clock, unless it stalls.
 */
const MADE_WITHIN_MS = 10_000;

/**
 * Returns the statement that finds the ids of all deliveries of a message, the original and its replays. `messageId` is the
 * `webhook-id` that the receiver got; the result is null for a text that is no message's id. `webhookId` narrows it to one
 * webhook.
 *
 * No index covers the message's id, because every publish would pay for it. The original stands next to it in the order of ids,
 * so the statement searches backwards from there. The replays have an index of their own by webhook.
 */
export function deliveriesOfMessage(input: {
  organizationId: string;
  webhookId?: string | undefined;
  messageId: string;
}): Prisma.Sql | null {
  const { organizationId, webhookId, messageId } = input;
  const madeAt = timeOfId("message", messageId);
  if (madeAt === null) return null;
  const webhooks =
    webhookId === undefined
      ? Prisma.sql`in (select id from webhook where organization_id = ${organizationId})`
      : Prisma.sql`= ${webhookId}`;
  return Prisma.sql`
    (
      select id from delivery
      where id >= ${firstIdAt("delivery", madeAt - MADE_WITHIN_MS)} and id < ${firstIdAt("delivery", madeAt + 1)}
        and message_id = ${messageId} and replay_of is null and organization_id = ${organizationId} and webhook_id ${webhooks}
      order by id desc limit 1
    )
    union all
    select id from delivery
    where webhook_id ${webhooks} and message_id = ${messageId} and replay_of is not null and organization_id = ${organizationId}`;
}

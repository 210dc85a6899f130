import { decodeTime, encodeTime } from "ulid";
import { ID_PREFIXES, idForm } from "@/domain/id-forms";
import { Prisma } from "@/prisma/generated/client";

const MESSAGE_ID = idForm("message");
/** A message's id is made right after its delivery's, by the same process and so by the same clock, unless that process stalls. */
const MADE_WITHIN_MS = 10_000;

/**
 * Gives the statement that finds the ids of all deliveries of a message, the original and its replays, by the `webhook-id` that its
 * receiver got; null for a text that is no message's id. `webhookId` narrows it to one webhook.
 *
 * No index has the message's id: every publish would pay for it. The original stands beside it in the order of ids, so it is looked for
 * backwards from there; its replays have an index of their own by webhook.
 */
export function deliveriesOfMessage(input: {
  organizationId: string;
  webhookId?: string | undefined;
  messageId: string;
}): Prisma.Sql | null {
  const { organizationId, webhookId, messageId } = input;
  if (!MESSAGE_ID.test(messageId)) return null;
  const madeAt = decodeTime(messageId.slice(ID_PREFIXES.message.length + 1));
  const webhooks =
    webhookId === undefined
      ? Prisma.sql`in (select id from webhook where organization_id = ${organizationId})`
      : Prisma.sql`= ${webhookId}`;
  return Prisma.sql`
    (
      select id from delivery
      where id >= ${firstIdAt(madeAt - MADE_WITHIN_MS)} and id < ${firstIdAt(madeAt + 1)}
        and message_id = ${messageId} and replay_of is null and organization_id = ${organizationId} and webhook_id ${webhooks}
      order by id desc limit 1
    )
    union all
    select id from delivery
    where webhook_id ${webhooks} and message_id = ${messageId} and replay_of is not null and organization_id = ${organizationId}`;
}

/** What sorts before every delivery's id of that millisecond. */
function firstIdAt(ms: number): string {
  return `${ID_PREFIXES.delivery}_${encodeTime(Math.max(0, ms))}`;
}

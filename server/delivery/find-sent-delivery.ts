import { z } from "zod";
import { parseInput } from "@/domain/parse-input";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { deliveriesOfMessage } from "@/server/delivery/deliveries-of-message";

/** The allowed difference between the sender's and the receiver's clocks. */
const CLOCK_SLACK_MS = 500;
/**
 * The time that an attempt may take before its request, which alone is measured: for the transform, a token, a busy machine. It
 * is shorter than the wait before the first retry.
 */
const PREPARED_WITHIN_MS = 4_000;

const sentRequest = z.strictObject({ webhookId: z.string(), messageId: z.string(), receivedAt: z.date() });

/** The delivery that a received request belongs to, and the number of the attempt; null while that attempt is under way. */
export interface SentDelivery {
  deliveryId: string;
  eventName: string;
  attempt: number | null;
}

/**
 * Returns the delivery, and its attempt, that was received at `receivedAt` with this `webhook-id`. A message's replays carry the
 * same id: among several deliveries it picks the one that had an attempt under way at that time, else the latest one before it.
 * Returns null when there is none, for example because it belongs to another organization.
 */
export async function findSentDelivery({ ctx, input }: { ctx: Context; input: unknown }): Promise<SentDelivery | null> {
  authorise(ctx, "read");
  const { webhookId, messageId, receivedAt } = parseInput(sentRequest, input);
  const { organizationId } = ctx.tenant;
  const deliveries = deliveriesOfMessage({ organizationId, webhookId, messageId });
  if (!deliveries) return null;
  const latest = new Date(receivedAt.getTime() + CLOCK_SLACK_MS);
  const [found] = await ctx.db.$queryRaw<SentDelivery[]>`
    with sent as (select id, event_name, created_at from delivery where id = any(array(${deliveries})))
    select s.id as "deliveryId", s.event_name as "eventName", a.number as attempt
    from sent s left join lateral (
      select number, started_at from attempt
      where delivery_id = s.id and organization_id = ${organizationId} and started_at <= ${latest}
        and started_at + make_interval(secs => (total_ms + ${CLOCK_SLACK_MS + PREPARED_WITHIN_MS}::int) / 1000) >= ${receivedAt}
      order by number desc limit 1
    ) a on true
    where s.created_at <= ${latest}
    order by a.number is null, coalesce(a.started_at, s.created_at) desc limit 1`;
  return found ?? null;
}

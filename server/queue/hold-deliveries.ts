import type { Database } from "@/server/platform/db";
import type { ClaimedDelivery } from "@/server/queue/claim-deliveries";
import { AHEAD_OF_SLOT, LOOK_AGAIN } from "@/server/queue/lane-times";

/**
 * Gives back claimed deliveries that were not sent, as if they had not been claimed: no attempt is used up or recorded. With
 * `isHeld` they wait in their webhooks' lanes, which hold back further due deliveries from then on; otherwise they are due at
 * once, for any process. Returns the time at which the earliest of the lanes is to be looked at. It may safely be repeated.
 */
export async function holdDeliveries(input: {
  db: Database;
  ownerId: string;
  claims: readonly ClaimedDelivery[];
  isHeld: boolean;
}): Promise<Date | null> {
  const { db, ownerId, claims, isHeld } = input;
  const webhookIds = isHeld ? [...new Set(claims.map(({ webhookId }) => webhookId))] : [];
  const lanes = await db.$queryRaw<{ nextMs: number }[]>`
    with given_back as (
      update queued_delivery d
      set held = ${isHeld}, attempt_number = d.attempt_number - 1, lease_owner = null, lease_until = null
      from unnest(${claims.map(({ id }) => id)}::text[], ${claims.map(({ attemptNumber }) => attemptNumber)}::int[]) as c(id, number)
      where d.id = c.id and d.attempt_number = c.number and d.lease_owner = ${ownerId}
    )
    insert into lane (webhook_id, organization_id, holds, next_at)
    select id, organization_id, true, now() + ${LOOK_AGAIN} from webhook where id = any(${webhookIds}::text[]) order by id
    on conflict (webhook_id) do update
    set holds = true, next_at = case
      when lane.circuit_open_until is not null then lane.next_at
      when lane.free_from is not null then greatest(now(), lane.free_from - ${AHEAD_OF_SLOT})
      else now() + ${LOOK_AGAIN} end
    returning (extract(epoch from next_at) * 1000)::float8 as "nextMs"`;
  return lanes.length === 0 ? null : new Date(Math.ceil(Math.min(...lanes.map(({ nextMs }) => nextMs))));
}

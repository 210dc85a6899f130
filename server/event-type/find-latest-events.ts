import { parseStoredEvent } from "@/domain/event/stored-event";
import type { Context } from "@/server/context";

const MAX_SAMPLES = 20;
const MAX_WEBHOOKS = 50;

export interface LatestEvent {
  id: string;
  /** The published content, with its numbers digit for digit. */
  data: unknown;
  createdAt: Date;
}

/**
 * Returns the latest events of a type (up to 20), newest first. It reads the log of the webhooks that listen to the type now or
 * once did, because the log has an index in the order of time.
 */
export async function findLatestEvents({ ctx, eventType }: { ctx: Context; eventType: string }): Promise<LatestEvent[]> {
  const { organizationId } = ctx.tenant;
  const events = await ctx.db.$queryRaw<(Omit<LatestEvent, "data"> & { data: string })[]>`
    with listener as (
      select id from webhook where organization_id = ${organizationId} and event_type = ${eventType}
      order by created_at desc limit ${MAX_WEBHOOKS}
    ), latest as (
      select distinct on (d.event_id) d.event_id, d.event_at, d.created_at
      from listener cross join lateral (
        select event_id, event_at, created_at from delivery
        where organization_id = ${organizationId} and webhook_id = listener.id and source = 'event'
        order by created_at desc, id desc limit ${MAX_SAMPLES}
      ) d
    )
    select e.id, e.data::text as data, e.created_at as "createdAt"
    from latest cross join lateral (
      select * from event where organization_id = ${organizationId} and id = latest.event_id and created_at = latest.event_at limit 1
    ) e
    where e.event_type = ${eventType}
    order by latest.created_at desc, e.id desc limit ${MAX_SAMPLES}`;
  return events.map((event) => ({ ...event, data: parseStoredEvent(event.data).data }));
}

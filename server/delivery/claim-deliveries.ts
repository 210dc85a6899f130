import { Prisma } from "@/prisma/generated/client";
import type { DeliverySource } from "@/prisma/generated/enums";
import { insertLostAttempts, LEASE, LEASE_GRACE_MS } from "@/server/delivery/internal";
import type { Database } from "@/server/platform/db";

/** A delivery that this process has claimed, with what an attempt needs of it. */
export interface ClaimedDelivery {
  id: string;
  organizationId: string;
  webhookId: string;
  /** The webhook's version as of the claim: which of the configurations that are held in memory is still true. */
  webhookVersion: number;
  messageId: string;
  /** Of a replay whose payload is still to be built: its original's, which says how. Null where that is gone. */
  source: DeliverySource | null;
  /** The fence: an outcome counts only while this is the delivery's latest claim. */
  attemptNumber: number;
  /** Failed attempts before this one. */
  failureCount: number;
  /** JSON. */
  metadata: string;
  /** What an earlier attempt sent; null before the first. */
  payload: string | null;
  /** JSON of what was published, where the payload is not built yet. */
  eventData: string | null;
  /** The attempt's deadline, from the call to the last byte of the answer. */
  timeoutMs: number;
  /** Until when the lease holds at least, by this process's clock (Unix milliseconds). */
  leaseUntilMs: number;
}

/** A claim as the database gives it. */
export type ClaimRow = Omit<ClaimedDelivery, "leaseUntilMs">;

/**
 * Claims up to `limit` due deliveries for `ownerId`, the longest due first, in one statement that never waits for another
 * claim. Synchronous triggers are left out: late, they are ended and not sent. A claim is a lease on the database's clock. A delivery whose earlier lease lapsed without an outcome is claimed
 * again, and the lost attempt is recorded.
 */
export async function claimDeliveries(input: { db: Database; ownerId: string; limit: number }): Promise<ClaimedDelivery[]> {
  const askedAtMs = Date.now();
  const rows = await input.db.$queryRaw<ClaimRow[]>`
    with due as materialized (
      select id, webhook_id, attempt_number, lease_owner, lease_until
      from delivery
      where next_at <= now() and (lease_until is null or lease_until < now()) and source <> 'sync_trigger'
      order by next_at
      limit ${input.limit}
      for update skip locked
    ), lost as (
      ${insertLostAttempts("due")}
    ), claimed as (
      update delivery
      set attempt_number = delivery.attempt_number + 1, lease_owner = ${input.ownerId}, lease_until = now() + ${LEASE}
      from due left join webhook w on w.id = due.webhook_id
      where delivery.id = due.id
      returning delivery.*
    )
    ${selectClaims("claimed")}`;
  return rows.map((row) => ({ ...row, leaseUntilMs: askedAtMs + row.timeoutMs + LEASE_GRACE_MS }));
}

/** What an attempt needs of the deliveries in `from`, a part of the surrounding `with` that has their whole rows. */
export function selectClaims(from: "claimed"): Prisma.Sql {
  return Prisma.sql`
    select c.id, c.organization_id as "organizationId", c.webhook_id as "webhookId", coalesce(w.version, 0) as "webhookVersion",
      c.message_id as "messageId",
      case when c.source = 'replay' and c.payload is null then (
        select o.source from delivery o where o.organization_id = c.organization_id and o.event_id = c.event_id and o.source <> 'replay' limit 1
      ) else c.source end as source, c.attempt_number as "attemptNumber", c.failure_count as "failureCount",
      c.metadata::text as metadata, c.payload, e.data::text as "eventData",
      coalesce(w.timeout_seconds, 0) * 1000 as "timeoutMs"
    from ${Prisma.raw(from)} c
    left join webhook w on w.id = c.webhook_id
    left join event e on c.payload is null and e.organization_id = c.organization_id and e.id = c.event_id`;
}

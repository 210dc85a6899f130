import { Prisma } from "@/prisma/generated/client";
import type { DeliverySource } from "@/prisma/generated/enums";
import type { Database } from "@/server/platform/db";
import { PREPARED } from "@/server/platform/prepared-statements";
import { AHEAD_OF_SLOT, LOOK_AGAIN } from "@/server/queue/lane-times";
import { insertLostAttempts, LEASE, LEASE_GRACE_MS, timeoutMsOf } from "@/server/queue/lease";

/** A delivery that this process has claimed, with the data that an attempt needs. */
export interface ClaimedDelivery {
  id: string;
  organizationId: string;
  webhookId: string;
  /** The webhook's version at the time of the claim. A cached configuration of an earlier version is out of date. */
  webhookVersion: number;
  messageId: string;
  /** The number of deliveries that led to this one, one behind the other. */
  hops: number;
  /** The webhook's name for the event (docs/decisions/018-names-and-aliases.md). */
  eventName: string;
  /**
   * The delivery's source. For a replay it is the original's, which decides how to build the payload; null when that was gone.
   */
  source: DeliverySource | null;
  isReplay: boolean;
  /** The fence: an outcome counts only while this is the delivery's latest claim. */
  attemptNumber: number;
  /** The number of failed attempts before this one. */
  failureCount: number;
  /** JSON. */
  metadata: string;
  /** The text that an earlier attempt sent; null before the first. */
  payload: string | null;
  /** JSON of the published event, when the payload is not built yet. */
  eventData: string | null;
  /** The text of an earlier delivery before the transform, when the payload is not built yet; null when it is not known. */
  originalPayload: string | null;
  /** The attempt's deadline, from the call to the last byte of the answer. */
  timeoutMs: number;
  /** True when its lane held it. The lane may hold more. */
  isFromLane: boolean;
  /** The earliest time at which the lease may end, by this process's clock (Unix milliseconds). */
  leaseUntilMs: number;
}

/** Checks whether an execution of an automation waits for the end of a delivery. Nobody waits for its replays. */
export function isAwaited({ source, isReplay }: Pick<ClaimedDelivery, "source" | "isReplay">): boolean {
  return source === "sync_automation" && !isReplay;
}

/** A claim as the database returns it. */
export type ClaimRow = Omit<ClaimedDelivery, "leaseUntilMs" | "isFromLane">;

/** The room in this process for deliveries to one webhook. */
export interface LaneRoom {
  webhookId: string;
  /** The number of deliveries that may be claimed from its lane now. */
  room: number;
}

export interface ClaimedBatch {
  claims: ClaimedDelivery[];
  /** True when the claim found as many as it asked for, so that more may be due. */
  hasMore: boolean;
  /** The webhooks whose lanes were looked at and hold nothing any more. */
  emptied: string[];
  /** The time at which the earliest of these lanes with a rate limit has room again; null when none holds anything. */
  lanesNextAt: Date | null;
}

const LIMIT_STEP = 50;
/** The most lanes that one statement looks at. */
const MAX_LANES = 100;
/** The time after its last delivery at which a lane is looked at once more. It is longer than a publish that still saw it hold back. */
const LAST_LOOK = Prisma.sql`interval '2 seconds'`;

/**
 * Claims up to `limit` due deliveries for `ownerId` (in steps of 50), the longest due first, and up to as many that lanes hold,
 * in one statement that never waits for another claim. Each of the two parts carries at most `maxBytes`, or is one larger
 * delivery. A claim is a lease by the database's clock. A delivery whose earlier lease lapsed without an outcome is claimed
 * again, and the lost attempt is recorded. Synchronous triggers are left out, because a late one is ended and not sent.
 *
 * When a webhook's lane holds back, its due deliveries are put into the lane instead. A lane gives no more than there is room
 * for: `rooms` for the webhooks whose lanes this process knows to hold deliveries, `share` for any other. A lane with an open
 * circuit breaker gives one delivery, the probe, and only when that is due. A lane that could not give all because `limit` or
 * `maxBytes` was spent on others stays due, and the next claim begins with it.
 *
 * The statement reads the queue and the events row by row, by `= any(array(…))` and laterals with a limit, which no planner can turn into a
 * scan. It is planned once, perhaps while the tables are still small, and they may grow a hundredfold in a minute.
 */
export async function claimDeliveries(input: {
  db: Database;
  ownerId: string;
  limit: number;
  maxBytes: number;
  share: number;
  rooms: readonly LaneRoom[];
}): Promise<ClaimedBatch> {
  const { db, ownerId, share, rooms, maxBytes } = input;
  // The limit is part of the text, because the planner must know that it is small. It is rounded, so that there are few texts.
  const limit = Prisma.raw(String(Math.max(LIMIT_STEP, Math.floor(input.limit / LIMIT_STEP) * LIMIT_STEP)));
  const askedAtMs = Date.now();
  const rows = await db.$queryRaw<
    (ClaimRow & { isFromLane: boolean; isFull: boolean; emptied: string[]; lanesNextMs: number | null })[]
  >`${PREPARED}
    with found as materialized (
      select id, webhook_id, attempt_number, lease_owner, lease_until, next_at, ${CARRIED_BYTES} as bytes
      from queued_delivery
      where not held and next_at <= now() and (lease_until is null or lease_until < now()) and source <> 'sync_trigger'
      order by next_at
      limit ${limit}
      for update skip locked
    ), due as materialized (
      ${withinBytes("found", maxBytes)}
    ), known as materialized (
      select * from unnest(${rooms.map(({ webhookId }) => webhookId)}::text[], ${rooms.map(({ room }) => room)}::int[]) as k(webhook_id, room)
    ), lane_due as materialized (
      select l.*, w.claim_max_requests_per_second as per_second, w.claim_timeout_seconds as timeout_seconds,
        w.deleted_at is not null or not w.enabled as is_off, case
          when w.deleted_at is not null or not w.enabled then ${limit}
          when l.circuit_open_until is not null then 1
          else least(coalesce(k.room, ${share}), w.claim_max_requests_per_second, ${limit}) end as room
      from lane l join webhook w on w.id = l.webhook_id left join known k on k.webhook_id = l.webhook_id
      where l.webhook_id in (select webhook_id from lane where next_at <= now() union all select webhook_id from known where room > 0)
        and (l.next_at <= now() or l.next_at is not null and l.circuit_open_until is null and w.claim_max_requests_per_second is null)
        and (coalesce(k.room, ${share}) > 0 or w.deleted_at is not null or not w.enabled)
      order by l.next_at
      limit ${MAX_LANES}
      for update of l skip locked
    ), found_in_lanes as materialized (
      select t.* from lane_due l cross join lateral (
        select id, webhook_id, attempt_number, lease_owner, lease_until, next_at, ${CARRIED_BYTES} as bytes
        from queued_delivery
        where webhook_id = l.webhook_id and held
        order by next_at
        limit l.room
        for update skip locked
      ) t
      limit ${limit}
    ), taken as materialized (
      ${withinBytes("found_in_lanes", maxBytes)}
    ), spent as materialized (
      select (select count(*) from found) >= ${limit} or (select count(*) from due) < (select count(*) from found) as due,
        (select count(*) from found_in_lanes) >= ${limit} or (select count(*) from taken) < (select count(*) from found_in_lanes) as lanes
    ), counted as (
      select l.*, coalesce(t.count, 0) as count, coalesce(t.count, 0) < l.room and not (select lanes from spent) as is_empty
      from lane_due l left join (select webhook_id, count(*)::int as count from taken group by webhook_id) t on t.webhook_id = l.webhook_id
    ), looked_at as (
      update lane l
      set holds = c.holds and not c.is_empty, circuit_open_until = case when not c.is_empty then c.circuit_open_until end, next_at = case
          when c.is_empty then case when c.holds then now() + ${LAST_LOOK} end
          when c.is_off then now()
          when c.count < c.room then least(c.next_at, now())
          when c.circuit_open_until is not null then now() + (c.timeout_seconds * 1000 + ${LEASE_GRACE_MS}) * interval '1 millisecond'
          when c.per_second is not null then greatest(now(), greatest(c.free_from, now()) + c.count * interval '1 second' / c.per_second - ${AHEAD_OF_SLOT})
          else now() + ${LOOK_AGAIN} end
      from counted c
      where l.webhook_id = c.webhook_id
      returning l.next_at, c.per_second
    ), chosen as (
      select d.*, coalesce(l.holds, false) as is_held, false as is_from_lane from due d left join lane l on l.webhook_id = d.webhook_id
      union all
      select *, false, true from taken
    ), lost as (
      ${insertLostAttempts("chosen")}
    ), changed as (
      update queued_delivery d
      set held = c.is_held, attempt_number = d.attempt_number + case when c.is_held then 0 else 1 end,
        lease_owner = case when not c.is_held then ${ownerId} end, lease_until = case when not c.is_held then now() + ${LEASE} end
      from chosen c left join webhook w on w.id = c.webhook_id
      where d.id = c.id and d.id = any(array(select id from chosen))
      returning d.*, c.is_from_lane
    ), claimed as (
      select * from changed where not held
    ), summary as (
      select (select due or lanes from spent) as is_full,
        array(select webhook_id from counted where is_empty) as emptied,
        (select (extract(epoch from min(next_at)) * 1000)::float8 from looked_at where per_second is not null) as lanes_next_ms
    )
    select s.is_full as "isFull", s.emptied, s.lanes_next_ms as "lanesNextMs", c.is_from_lane as "isFromLane", ${CLAIM_COLUMNS}
    from summary s left join claimed c on true ${CLAIM_JOINS}`;
  const [first] = rows;
  return {
    // Ids are ordered in time, so first attempts are made in the order of their publishing.
    claims: rows
      .filter(({ id }) => id !== null)
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map((row) => ({ ...row, leaseUntilMs: askedAtMs + row.timeoutMs + LEASE_GRACE_MS })),
    hasMore: first?.isFull ?? false,
    emptied: first?.emptied ?? [],
    lanesNextAt: first?.lanesNextMs ? new Date(Math.ceil(first.lanesNextMs)) : null,
  };
}

/** The approximate bytes that the claim of a delivery carries, computed without reading values stored apart from its row. */
const CARRIED_BYTES = Prisma.sql`size + coalesce(octet_length(payload), 0) + coalesce(octet_length(original_payload), 0)`;

/** Selects the first rows of `from` that together carry no more than `maxBytes`, but at least the very first. */
function withinBytes(from: "found" | "found_in_lanes", maxBytes: number): Prisma.Sql {
  return Prisma.sql`
    select id, webhook_id, attempt_number, lease_owner, lease_until
    from (select *, sum(bytes) over (order by next_at, id rows unbounded preceding) as total from ${Prisma.raw(from)}) f
    where total <= ${maxBytes} or total = bytes`;
}

/** The columns that an attempt needs of `c`, a claimed delivery's whole row in the queue. */
export const CLAIM_COLUMNS = Prisma.sql`
  c.id, c.organization_id as "organizationId", c.webhook_id as "webhookId", coalesce(w.version, 0) as "webhookVersion",
  c.message_id as "messageId", c.hops, case when e.event_type = w.event_type then w.event_name else c.event_name end as "eventName",
  case when c.source = 'replay' then c.original_source else c.source end as source, c.source = 'replay' as "isReplay",
  c.attempt_number as "attemptNumber", c.failure_count as "failureCount", c.metadata::text as metadata, c.payload,
  e.data::text as "eventData", case when c.payload is null then c.original_payload end as "originalPayload",
  ${timeoutMsOf("c")} as "timeoutMs"`;

export const CLAIM_JOINS = Prisma.sql`
  left join webhook w on w.id = c.webhook_id
  left join lateral (
    select data, event_type from event_body where organization_id = c.organization_id and id = c.event_id and created_at = c.event_at limit 1
  ) e on c.payload is null`;

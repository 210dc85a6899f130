import { Prisma } from "@/prisma/generated/client";

/**
 * Returns an expression that is true where the event of the delivery `original` is still stored, and null where it is not. The limit
 * keeps the planner to a look-up for each delivery.
 */
export function hasEvent(original: "d" | "o"): Prisma.Sql {
  const row = Prisma.raw(original);
  return Prisma.sql`(
    select true from event e where e.organization_id = ${row}.organization_id and e.id = ${row}.event_id and e.created_at = ${row}.event_at limit 1
  )`;
}

/**
 * Returns the column original_source for a replay of the delivery `original`: how the payload is built goes by the first of the
 * message's deliveries, whichever of them is replayed. Null when that one is gone.
 */
export function originalSource(original: "d" | "o"): Prisma.Sql {
  const row = Prisma.raw(original);
  return Prisma.sql`case when ${row}.source <> 'replay' then ${row}.source else (
    select first.source from delivery first
    where first.organization_id = ${row}.organization_id and first.event_id = ${row}.event_id and first.source <> 'replay' limit 1
  ) end`;
}

/**
 * Returns the columns payload and original_payload for a replay of the delivery `original`. A payload that was sent is copied
 * byte by byte. Otherwise, and always with `isTransformedAgain`, the payload is null: it is built later from the event, or from
 * the original payload when the event is gone. Single replays and replay jobs share this rule.
 */
export function replayedPayload(original: "d" | "o", isTransformedAgain: boolean): Prisma.Sql {
  const row = Prisma.raw(original);
  return Prisma.sql`case when not ${isTransformedAgain} then ${row}.payload end, ${row}.original_payload`;
}

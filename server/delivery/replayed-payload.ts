import { Prisma } from "@/prisma/generated/client";

/**
 * Returns the columns payload and original_payload for a replay of the delivery `original`. A payload that was sent is copied
 * byte by byte. Otherwise, and always with `isTransformedAgain`, the payload is null: it is built later from the event, or from
 * the original payload when the event is gone. Single replays and replay jobs share this rule.
 */
export function replayedPayload(original: "d" | "o", isTransformedAgain: boolean): Prisma.Sql {
  const row = Prisma.raw(original);
  return Prisma.sql`case when not ${isTransformedAgain} then ${row}.payload end, ${row}.original_payload`;
}

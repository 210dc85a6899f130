import { Prisma } from "@/prisma/generated/client";

/**
 * The columns payload and original_payload of a replay of the delivery `original`: what was sent is sent again byte by byte; what never
 * was, and everything with `isTransformedAgain`, is built from its event, or where that is gone from what it carried before the
 * transform. One rule for single replays and jobs.
 */
export function replayedPayload(original: "d" | "o", isTransformedAgain: boolean): Prisma.Sql {
  const row = Prisma.raw(original);
  return Prisma.sql`case when not ${isTransformedAgain} then ${row}.payload end, ${row}.original_payload`;
}

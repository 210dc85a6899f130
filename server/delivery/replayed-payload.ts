import { Prisma } from "@/prisma/generated/client";

/**
 * The columns payload and original_payload of a replay of the delivery `original`: what was sent is sent again byte by byte, and
 * what never was is built from its event. One rule for single replays and jobs.
 */
export function replayedPayload(original: "d" | "o"): Prisma.Sql {
  const row = Prisma.raw(original);
  return Prisma.sql`${row}.payload, ${row}.original_payload`;
}

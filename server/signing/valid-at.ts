import type { Prisma } from "@/prisma/generated/client";

/** What is valid at `now`: a platform key or signing secret that is current, or was replaced and has time left. */
export function validAt(now: Date): { OR: [{ validUntil: null }, { validUntil: Prisma.DateTimeFilter }] } {
  return { OR: [{ validUntil: null }, { validUntil: { gt: now } }] };
}

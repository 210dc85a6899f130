import type { Prisma } from "@/prisma/generated/client";

/**
 * Returns the condition for platform keys or signing secrets that are valid at `now`: current ones, and replaced ones that have
 * time left.
 */
export function validAt(now: Date): { OR: [{ validUntil: null }, { validUntil: Prisma.DateTimeFilter }] } {
  return { OR: [{ validUntil: null }, { validUntil: { gt: now } }] };
}

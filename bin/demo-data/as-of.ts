import { HOUR_MS } from "@/domain/duration";
import type { Context } from "@/server/context";

/** Returns the same context at an earlier time. */
export function asOf(ctx: Context, hoursAgo: number): Context {
  const at = new Date(ctx.clock.now().getTime() - hoursAgo * HOUR_MS);
  return { ...ctx, clock: { ...ctx.clock, now: () => at } };
}

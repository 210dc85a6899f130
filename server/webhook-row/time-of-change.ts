import type { Webhook } from "@/prisma/generated/client";
import type { Context } from "@/server/context";

/** Returns the time of a webhook's change. It is later than any change before, so that `updatedTime` tells the changes apart. */
export function timeOfChange({ ctx, stored }: { ctx: Context; stored: Webhook }): Date {
  return new Date(Math.max(ctx.clock.now().getTime(), stored.updatedAt.getTime() + 1));
}

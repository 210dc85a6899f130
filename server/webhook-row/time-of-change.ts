import type { Webhook } from "@/prisma/generated/client";
import type { Context } from "@/server/context";

/** When a webhook is changed: later than any change before, so that `updatedTime` tells the changes apart. */
export function timeOfChange({ ctx, stored }: { ctx: Context; stored: Webhook }): Date {
  return new Date(Math.max(ctx.clock.now().getTime(), stored.updatedAt.getTime() + 1));
}

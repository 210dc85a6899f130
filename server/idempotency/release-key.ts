import type { Context } from "@/server/context";
import { keyOf } from "@/server/idempotency/kept-answer";

/** Frees the key of a request that failed and so made nothing. The same key may try again, even with a corrected body. */
export async function releaseKey({ ctx, key }: { ctx: Context; key: string }): Promise<void> {
  await ctx.db.idempotencyKey.deleteMany({ where: { ...keyOf({ ctx, key }), ownerId: ctx.requestId, answer: null } });
}

import type { Context } from "@/server/context";
import { keyOf } from "@/server/idempotency/kept-answer";

/** Frees the key of a request that failed, and so made nothing: the same key may try again, with a corrected body too. */
export async function releaseKey({ ctx, key }: { ctx: Context; key: string }): Promise<void> {
  await ctx.db.idempotencyKey.deleteMany({ where: { ...keyOf({ ctx, key }), ownerId: ctx.requestId, answer: null } });
}

import type { Context } from "@/server/context";
import { answerPurpose, type KeptAnswer, keyOf } from "@/server/idempotency/kept-answer";

/** Seals and keeps the answer of a request that claimed its key. Does nothing when another request has taken over the key meanwhile. */
export async function keepAnswer({ ctx, key, answer }: { ctx: Context; key: string; answer: KeptAnswer }): Promise<void> {
  const row = keyOf({ ctx, key });
  await ctx.db.idempotencyKey.updateMany({
    where: { ...row, ownerId: ctx.requestId },
    data: { answer: ctx.vault.seal(JSON.stringify(answer), answerPurpose(row)) },
  });
}

import type { Context } from "@/server/context";
import { answerPurpose, type KeptAnswer, keyOf } from "@/server/idempotency/kept-answer";

/** Keeps what a request that claimed its key was answered, sealed; nothing where another one has taken the key over meanwhile. */
export async function keepAnswer({ ctx, key, answer }: { ctx: Context; key: string; answer: KeptAnswer }): Promise<void> {
  const row = keyOf({ ctx, key });
  await ctx.db.idempotencyKey.updateMany({
    where: { ...row, ownerId: ctx.requestId },
    data: { answer: ctx.vault.seal(JSON.stringify(answer), answerPurpose(row)) },
  });
}

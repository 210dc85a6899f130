import { PosternError } from "@/domain/errors";
import type { Context } from "@/server/context";
import { answerPurpose, KEPT_MS, type KeptAnswer, keyOf } from "@/server/idempotency/kept-answer";

/**
 * The time for which a request counts as running. It is longer than the longest request: a synchronous trigger of three attempts
 * takes 107.5 s (30 s each, 5 s before each for the webhook's rate, 2.5 s between them). If its process dies, the key is free
 * again after this time.
 */
const LEASE_MS = 120_000;
const RETRY_AFTER_SECONDS = 1;

/**
 * Claims an Idempotency-Key for the request that `ctx` stands for. Returns null when the request is to be run; `keepAnswer` or
 * `releaseKey` must follow. Returns the kept answer when the same request was answered within 24 h. Throws PosternError
 * `unprocessable` when the key stands for another request, `conflict` (with `retryAfterSeconds`) while the first one is running.
 */
export async function claimKey({ ctx, key, requestHash }: { ctx: Context; key: string; requestHash: string }): Promise<KeptAnswer | null> {
  const row = keyOf({ ctx, key });
  const now = ctx.clock.now();
  const expiredAt = new Date(now.getTime() - KEPT_MS);
  const leaseUntil = new Date(now.getTime() + LEASE_MS);
  const claimed = await ctx.db.$queryRaw<unknown[]>`
    insert into idempotency_key as kept (organization_id, actor_id, key, request_hash, owner_id, lease_until, created_at)
    values (${row.organizationId}, ${row.actorId}, ${key}, ${requestHash}, ${ctx.requestId}, ${leaseUntil}, ${now})
    on conflict (organization_id, actor_id, key) do update
    set request_hash = excluded.request_hash, owner_id = excluded.owner_id, lease_until = excluded.lease_until,
      created_at = excluded.created_at, answer = null
    where kept.created_at <= ${expiredAt}
      or (kept.answer is null and kept.lease_until <= ${now} and kept.request_hash = excluded.request_hash)
    returning key`;
  if (claimed.length > 0) return null;

  const kept = await ctx.db.idempotencyKey.findUnique({ where: { organizationId_actorId_key: row } });
  if (kept && kept.requestHash !== requestHash) {
    throw new PosternError("unprocessable", "This Idempotency-Key was sent with another request before. Use a new key for a new request.");
  }
  // Without a row, the first request has just failed, and the next try runs.
  if (!kept || kept.answer === null) {
    const message = "The first request with this Idempotency-Key is still running. Send this one again in a moment.";
    throw new PosternError("conflict", message, { retryAfterSeconds: RETRY_AFTER_SECONDS });
  }
  return JSON.parse(ctx.vault.open(kept.answer, answerPurpose(row))) as KeptAnswer;
}

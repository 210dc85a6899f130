import { actorId } from "@/server/actor-id";
import type { Context } from "@/server/context";

/** A successful answer as it was given: what a repeated request gets again. */
export interface KeptAnswer {
  status: number;
  /** JSON; null where there is no body. */
  body: string | null;
  /** Its ETag, where it has one. */
  entityTag?: string | undefined;
}

/** For how long a key stands for its first request (contract.md, "Idempotency-Key"). */
export const KEPT_MS = 24 * 60 * 60_000;

/** Which row a request's key is: another token's, or another organization's, same key is another one. */
export function keyOf({ ctx, key }: { ctx: Context; key: string }) {
  return { organizationId: ctx.tenant.organizationId, actorId: actorId(ctx.actor) ?? ctx.actor.type, key };
}

/** What the answer is sealed for: it may hold a signing secret or a token. */
export function answerPurpose(row: ReturnType<typeof keyOf>): string {
  return `idempotency:${row.organizationId}:${row.actorId}:${row.key}`;
}

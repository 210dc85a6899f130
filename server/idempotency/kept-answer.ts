import { DAY_MS } from "@/domain/duration";
import { actorId } from "@/server/actor-id";
import type { Context } from "@/server/context";

/** A successful answer, which a repeated request gets again. */
export interface KeptAnswer {
  status: number;
  /** JSON; null when there is no body. */
  body: string | null;
  /** The answer's ETag, if it has one. */
  entityTag?: string | undefined;
}

/** The time for which a key stands for its first request (contract.md, "Idempotency-Key"). */
export const KEPT_MS = DAY_MS;

/** Returns the row's key. The same text sent by another token, or in another organization, is another key. */
export function keyOf({ ctx, key }: { ctx: Context; key: string }) {
  return { organizationId: ctx.tenant.organizationId, actorId: actorId(ctx.actor) ?? ctx.actor.type, key };
}

/** Returns the purpose that the answer is sealed for. The answer may hold a signing secret or a token. */
export function answerPurpose(row: ReturnType<typeof keyOf>): string {
  return `idempotency:${row.organizationId}:${row.actorId}:${row.key}`;
}

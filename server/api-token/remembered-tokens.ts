import { LRUCache } from "lru-cache";
import type { ApiToken } from "@/prisma/generated/client";
import type { Database } from "@/server/platform/db";

/** Tokens that were looked up a moment ago. One a process. */
export interface RememberedTokens {
  /** Finds the token with this hash, as it was at most a second ago; `isFresh` says whether it was read just now. */
  find(input: { tokenHash: string; now: Date }): Promise<{ token: ApiToken | null; isFresh: boolean }>;
  /** Makes this process ask the database for the token at its next request. Call it after the commit that changes it. */
  forget(tokenHash: string): void;
}

/**
 * For how long a token that was found is not looked up again: publishers send hundreds of requests a second, and the look-up
 * would cost a quarter of each. So long may a token that was revoked by another process still work.
 */
const REMEMBERED_MS = 1_000;
const MAX_REMEMBERED = 1_000;

export function createRememberedTokens({ db }: { db: Database }): RememberedTokens {
  const byHash = new LRUCache<string, { token: ApiToken; readAtMs: number }>({ max: MAX_REMEMBERED });
  /** Goes up with every token that is forgotten: what was read before that is not remembered. */
  let generation = 0;
  return {
    async find({ tokenHash, now }) {
      const known = byHash.get(tokenHash);
      if (known && now.getTime() - known.readAtMs < REMEMBERED_MS) return { token: known.token, isFresh: false };

      const generationBefore = generation;
      const token = await db.apiToken.findUnique({ where: { tokenHash } });
      if (token && generation === generationBefore) byHash.set(tokenHash, { token, readAtMs: now.getTime() });
      else byHash.delete(tokenHash);
      return { token, isFresh: true };
    },
    forget(tokenHash) {
      generation += 1;
      byHash.delete(tokenHash);
    },
  };
}

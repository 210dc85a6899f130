import { LRUCache } from "lru-cache";
import type { ApiToken } from "@/prisma/generated/client";
import type { Database } from "@/server/platform/db";

/** The API tokens that a process has just looked up. A process has one of these. */
export interface RememberedTokens {
  /** Finds the token with this hash as it was at most a second ago. `isFresh` is true when it was read from the database just now. */
  find(input: { tokenHash: string; now: Date }): Promise<{ token: ApiToken | null; isFresh: boolean }>;
  /** Makes this process read the token from the database at its next request. Call it after the commit that changes the token. */
  forget(tokenHash: string): void;
}

/**
 * The time for which a found token is not looked up again. Publishers send hundreds of requests a second, and the look-up would
 * cost a quarter of each. A token that another process revoked may still work for this long.
 */
const REMEMBERED_MS = 1_000;
const MAX_REMEMBERED = 1_000;

export function createRememberedTokens({ db }: { db: Database }): RememberedTokens {
  const byHash = new LRUCache<string, { token: ApiToken; readAtMs: number }>({ max: MAX_REMEMBERED });
  /** Rises with every forgotten token. A token that was read before the rise is not remembered. */
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

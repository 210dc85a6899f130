import type { ApiToken } from "@/prisma/generated/client";
import type { Database } from "@/server/platform/db";

/**
 * For how long a token that was found is not looked up again: publishers send hundreds of requests a second, and the look-up
 * would cost a quarter of each. So long may a token that was revoked by another process still work.
 */
const REMEMBERED_MS = 1_000;
const MAX_REMEMBERED = 1_000;

interface RememberedTokens {
  byHash: Map<string, { token: ApiToken; readAtMs: number }>;
  /** Goes up with every token that is forgotten: what was read before that is not remembered. */
  generation: number;
}

/** Of the whole process: the portal's bundle, which revokes a token, and the API's, which asks for it, have modules of their own. */
const holder = globalThis as typeof globalThis & { posternRememberedTokens?: WeakMap<Database, RememberedTokens> };

function rememberedBy(db: Database): RememberedTokens {
  holder.posternRememberedTokens ??= new WeakMap();
  const known = holder.posternRememberedTokens.get(db);
  if (known) return known;
  const remembered = { byHash: new Map(), generation: 0 };
  holder.posternRememberedTokens.set(db, remembered);
  return remembered;
}

/** The token with this hash, as it was at most a second ago; `isFresh` says whether it was read just now. */
export async function findTokenByHash(input: {
  db: Database;
  now: Date;
  tokenHash: string;
}): Promise<{ token: ApiToken | null; isFresh: boolean }> {
  const { db, now, tokenHash } = input;
  const remembered = rememberedBy(db);
  const { byHash, generation } = remembered;
  const known = byHash.get(tokenHash);
  if (known && now.getTime() - known.readAtMs < REMEMBERED_MS) return { token: known.token, isFresh: false };

  const token = await db.apiToken.findUnique({ where: { tokenHash } });
  byHash.delete(tokenHash);
  if (!token || remembered.generation !== generation) return { token, isFresh: true };
  const [oldest] = byHash.keys();
  if (oldest !== undefined && byHash.size >= MAX_REMEMBERED) byHash.delete(oldest);
  byHash.set(tokenHash, { token, readAtMs: now.getTime() });
  return { token, isFresh: true };
}

/** Makes this process ask the database for the token at its next request. Call it after the commit that changes it. */
export function forgetToken({ db, tokenHash }: { db: Database; tokenHash: string }): void {
  const remembered = rememberedBy(db);
  remembered.generation += 1;
  remembered.byHash.delete(tokenHash);
}

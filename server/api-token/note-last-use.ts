import type { ApiToken } from "@/prisma/generated/client";
import type { Database } from "@/server/platform/db";
import { getLogger } from "@/server/platform/logger";

/** How precise `last_used_at` is kept. */
const PRECISION_MS = 60_000;

/**
 * Notes that a token was used, at most once a minute and after the fact: no request waits for it, and none fails because
 * it could not be noted.
 */
export function noteLastUse({ db, now, token }: { db: Database; now: Date; token: ApiToken }): void {
  const before = new Date(now.getTime() - PRECISION_MS);
  if (token.lastUsedAt !== null && token.lastUsedAt > before) return;
  db.apiToken
    // Of several processes that see it used in the same minute, one writes.
    .updateMany({
      where: { id: token.id, organizationId: token.organizationId, OR: [{ lastUsedAt: null }, { lastUsedAt: { lte: before } }] },
      data: { lastUsedAt: now },
    })
    .catch((error: unknown) => getLogger("api-token").warn({ err: error, tokenId: token.id }, "A token's last use could not be noted."));
}

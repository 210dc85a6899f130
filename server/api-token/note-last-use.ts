import type { ApiToken } from "@/prisma/generated/client";
import type { Means } from "@/server/context";

/** How precise `last_used_at` is kept. */
const PRECISION_MS = 60_000;

/**
 * Notes that a token was used, at most once a minute and after the fact: no request waits for it, and none fails because
 * it could not be noted.
 */
export function noteLastUse(input: Pick<Means, "db" | "logger"> & { now: Date; token: ApiToken }): void {
  const { db, logger, now, token } = input;
  const before = new Date(now.getTime() - PRECISION_MS);
  if (token.lastUsedAt !== null && token.lastUsedAt > before) return;
  db.apiToken
    // Of several processes that see it used in the same minute, one writes.
    .updateMany({
      where: { id: token.id, organizationId: token.organizationId, OR: [{ lastUsedAt: null }, { lastUsedAt: { lte: before } }] },
      data: { lastUsedAt: now },
    })
    .catch((error: unknown) => logger.warn({ part: "api-token", err: error, tokenId: token.id }, "A token's last use could not be noted."));
}

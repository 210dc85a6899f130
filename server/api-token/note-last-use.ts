import type { ApiToken } from "@/prisma/generated/client";
import type { Means } from "@/server/context";

/** The precision of `last_used_at`. */
const PRECISION_MS = 60_000;

/** Writes down that a token was used, at most once a minute. No request waits for it, and none fails because of it. */
export function noteLastUse(input: Pick<Means, "db" | "logger"> & { now: Date; token: ApiToken }): void {
  const { db, logger, now, token } = input;
  const before = new Date(now.getTime() - PRECISION_MS);
  if (token.lastUsedAt !== null && token.lastUsedAt > before) return;
  db.apiToken
    // The condition lets only one of several processes write when all see the token used in the same minute.
    .updateMany({
      where: { id: token.id, organizationId: token.organizationId, OR: [{ lastUsedAt: null }, { lastUsedAt: { lte: before } }] },
      data: { lastUsedAt: now },
    })
    .catch((error: unknown) => logger.warn({ part: "api-token", err: error, tokenId: token.id }, "A token's last use could not be noted."));
}

import { MAX_OPEN_FROM_QUEUE } from "@/domain/lane/limits";
import type { Database } from "@/server/platform/db";

/** The time after which a silent process counts as dead, and its share goes to the others. */
const SILENT_AFTER = "20 seconds";

/**
 * Announces that this process delivers, and returns the number of requests it may have open to one webhook: an equal part of the
 * limit over all processes. `inUse` is the most that it has open to one webhook now. A process gives up requests only when they
 * have ended, and no process takes what another has not given up, so that all shares together never exceed the limit.
 */
export async function claimShare(input: { db: Database; ownerId: string; inUse: number }): Promise<number> {
  const { db, ownerId, inUse } = input;
  return db.$transaction(async (tx) => {
    await tx.$executeRaw`lock table deliverer in share row exclusive mode`;
    await tx.$executeRaw`delete from deliverer where owner_id <> ${ownerId} and beat_at <= now() - ${SILENT_AFTER}::interval`;
    const [others] = await tx.$queryRaw<[{ count: number; shares: number }]>`
      select count(*)::int as count, coalesce(sum(share), 0)::int as shares from deliverer where owner_id <> ${ownerId}`;
    const part = Math.floor(MAX_OPEN_FROM_QUEUE / (others.count + 1));
    const share = Math.max(0, Math.min(part, MAX_OPEN_FROM_QUEUE - others.shares));
    await tx.$executeRaw`
      insert into deliverer (owner_id, share, beat_at) values (${ownerId}, ${Math.max(share, inUse)}::int, now())
      on conflict (owner_id) do update set share = excluded.share, beat_at = excluded.beat_at`;
    return share;
  });
}

/** Gives this process's share to the others, at its end, when it has no open requests any more. */
export async function releaseShare({ db, ownerId }: { db: Database; ownerId: string }): Promise<void> {
  await db.$executeRaw`delete from deliverer where owner_id = ${ownerId}`;
}

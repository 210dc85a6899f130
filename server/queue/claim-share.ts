import { MAX_OPEN_FROM_QUEUE } from "@/domain/lane/limits";
import type { Database } from "@/server/platform/db";

/** A process that has not been heard of for so long is taken for dead, and its share goes to the others. */
const SILENT_AFTER = "20 seconds";

/**
 * Says that this process delivers, and gives how many requests it may have open to one webhook: an equal part of what may be
 * open over all processes. `inUse`: how many it has open to any one webhook now; what is in use is given up only when it is
 * free, and what others have not given up is not taken, so that all shares together never exceed the limit.
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

/** Gives this process's share to the others. For its end, when nothing is open any more. */
export async function releaseShare({ db, ownerId }: { db: Database; ownerId: string }): Promise<void> {
  await db.$executeRaw`delete from deliverer where owner_id = ${ownerId}`;
}

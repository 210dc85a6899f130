import type { Activity } from "@/domain/activity/activity";
import type { Context } from "@/server/context";
import type { Transaction } from "@/server/platform/db";

/**
 * Tells the listeners of an activity that was written into the feeds of entities, in its transaction. Returns what is to be done once that
 * has been committed.
 */
export async function tellActivity(input: {
  ctx: Context;
  tx: Transaction;
  activity: Activity;
  entityIds: readonly string[];
}): Promise<() => Promise<void>> {
  const { ctx, tx, activity, entityIds } = input;
  const { id, type, pending } = activity;
  const heard = {
    tx,
    organizationId: ctx.tenant.organizationId,
    activity: { id, type },
    entityIds,
    hops: ctx.hops ?? 0,
    at: ctx.clock.now(),
  };
  const tells: (() => Promise<void>)[] = [];
  // Feeds show a pending activity once its operations are complete.
  if (!pending) for (const listener of ctx.entityListeners) if (listener.hearActivity) tells.push(await listener.hearActivity(heard));
  return async () => {
    for (const tell of tells) await tell();
  };
}

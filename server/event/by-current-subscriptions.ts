import { PosternError } from "@/domain/errors";
import type { Context } from "@/server/context";
import type { Subscriptions } from "@/server/event/subscription-cache";

const MAX_TRIES = 20;

/**
 * Calls `attempt` with the cached subscriptions, which it is to compare in the statement that writes (event-insertion.ts). It returns
 * null where they were out of date; then they are read and it is called again. Throws PosternError `unavailable` where they change
 * all the time.
 */
export async function byCurrentSubscriptions<Written>(input: {
  ctx: Pick<Context, "subscriptions" | "tenant">;
  attempt(subscriptions: Subscriptions, isFresh: boolean): Promise<Written | null>;
}): Promise<Written> {
  const { ctx, attempt } = input;
  let isStale = false;
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const loaded = await ctx.subscriptions.load({ organizationId: ctx.tenant.organizationId, isStale });
    if (!loaded) throw new PosternError("not_found", "This organization does not exist any more.");
    const written = await attempt(loaded.subscriptions, loaded.isFresh);
    if (written !== null) return written;
    isStale = true;
  }
  throw new PosternError("unavailable", "The organization's webhooks are being changed all the time. Nothing was done: try again.");
}

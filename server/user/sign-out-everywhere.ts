import type { Context } from "@/server/context";
import { endSessionsOf } from "@/server/session/end-sessions-of";
import { getActingUser } from "@/server/user/find-acting-user";

/** Ends every session of the acting user, this one too, from the next request on. */
export async function signOutEverywhere({ ctx }: { ctx: Context }): Promise<void> {
  const { id: userId } = await getActingUser(ctx);
  await endSessionsOf({ tx: ctx.db, userId });
}

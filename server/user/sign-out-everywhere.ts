import type { Context } from "@/server/context";
import { getActingUser } from "@/server/user/find-acting-user";

/** Ends every session of the acting user, this one too, from the next request on. */
export async function signOutEverywhere({ ctx }: { ctx: Context }): Promise<void> {
  const { id } = await getActingUser(ctx);
  await ctx.db.user.update({ where: { id }, data: { sessionEpoch: { increment: 1 } } });
}

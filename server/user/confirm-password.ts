import { parseInput } from "@/domain/parse-input";
import { passwordConfirmation } from "@/domain/user/account";
import type { Context } from "@/server/context";
import { assertOwnPassword } from "@/server/user/assert-own-password";

/**
 * Notes that the acting user has just proved who they are, for what asks for that (server/session/assert-recently-proven.ts). Throws
 * PosternError `invalid_input` for a wrong password, `rate_limited`, and `conflict` for an account without a password.
 */
export async function confirmPassword({ ctx, input }: { ctx: Context; input: unknown }): Promise<void> {
  const { password } = parseInput(passwordConfirmation, input);
  const { id: userId } = await assertOwnPassword({ ctx, password, path: "password" });
  const sessionId = ctx.actor.type === "user" ? ctx.actor.session?.id : undefined;
  if (sessionId) await ctx.db.session.updateMany({ where: { id: sessionId, userId }, data: { provenAt: ctx.clock.now() } });
}

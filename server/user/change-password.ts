import { parseInput } from "@/domain/parse-input";
import { passwordChange } from "@/domain/user/account";
import type { Context } from "@/server/context";
import { endSessionsOf } from "@/server/session/end-sessions-of";
import { assertOwnPassword } from "@/server/user/assert-own-password";

/**
 * Changes the acting user's password and ends all their sessions, this one too, so the caller signs in again. Returns the e-mail address.
 * Throws PosternError `invalid_input` for a wrong current password, `rate_limited`, and `conflict` for an account without a password.
 */
export async function changePassword({ ctx, input }: { ctx: Context; input: unknown }): Promise<{ email: string }> {
  const { currentPassword, newPassword } = parseInput(passwordChange, input);
  const { id, email } = await assertOwnPassword({ ctx, password: currentPassword, path: "currentPassword" });
  const passwordHash = await ctx.passwords.hash(newPassword);
  await ctx.db.$transaction(async (tx) => {
    await tx.user.update({ where: { id }, data: { passwordHash } });
    await endSessionsOf({ tx, userId: id });
  });
  return { email };
}

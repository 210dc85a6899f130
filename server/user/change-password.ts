import { PosternError } from "@/domain/errors";
import { parseInput } from "@/domain/parse-input";
import { passwordChange } from "@/domain/user/account";
import type { Context } from "@/server/context";
import { getActingUser } from "@/server/user/find-acting-user";
import { giveBackLoginPermit, takeLoginPermit } from "@/server/user/login-throttle";

/**
 * Changes the acting user's password and ends all their sessions, this one too, so the caller signs in again. Guesses at the
 * current password count as failed logins. Returns the e-mail address. Throws PosternError `invalid_input` for a wrong one,
 * `rate_limited`, and `conflict` for an account without a password.
 */
export async function changePassword({ ctx, input }: { ctx: Context; input: unknown }): Promise<{ email: string }> {
  const user = await getActingUser(ctx);
  const { currentPassword, newPassword } = parseInput(passwordChange, input);
  if (user.passwordHash === null) throw new PosternError("conflict", "Your account has no password: you sign in with single sign-on.");
  const permit = await takeLoginPermit({ db: ctx.db, clock: ctx.clock, email: user.email });
  if (permit.type === "throttled") {
    const { retryAfterSeconds } = permit;
    throw new PosternError("rate_limited", "Too many failed attempts. Try again in a few minutes.", { retryAfterSeconds });
  }
  if (!(await ctx.passwords.isMatch(currentPassword, user.passwordHash))) {
    const message = "This is not your current password.";
    throw new PosternError("invalid_input", message, { faults: [{ path: "currentPassword", message }] });
  }
  await giveBackLoginPermit({ db: ctx.db, email: user.email });
  const passwordHash = await ctx.passwords.hash(newPassword);
  await ctx.db.user.update({ where: { id: user.id }, data: { passwordHash, sessionEpoch: { increment: 1 } } });
  return { email: user.email };
}

import { PosternError } from "@/domain/errors";
import type { User } from "@/prisma/generated/client";
import type { Context } from "@/server/context";
import { countFailure, forgetFailures } from "@/server/login/failure-counts";
import { FREE_FAILURES, ofSession } from "@/server/login/login-limits";
import { getActingUser } from "@/server/user/find-acting-user";

const WAIT_SECONDS = 15 * 60;

/**
 * Checks that `password` is the acting user's. Returns the user. Guesses are counted for the session, so that whoever has got hold of one
 * does not shut out the user in another. `path` is the field that a wrong password is reported at. Throws PosternError `invalid_input`,
 * `rate_limited`, and `conflict` for an account without a password.
 */
export async function assertOwnPassword(input: { ctx: Context; password: string; path: string }): Promise<User> {
  const { ctx, password, path } = input;
  const user = await getActingUser(ctx);
  if (user.passwordHash === null) throw new PosternError("conflict", "Your account has no password: you sign in with single sign-on.");
  const { db, clock, actor } = ctx;
  const count = ofSession((actor.type === "user" ? actor.session?.id : undefined) ?? user.id);
  if ((await countFailure({ db, clock, ...count })) > FREE_FAILURES) {
    throw new PosternError("rate_limited", "Too many failed attempts. Try again in a few minutes.", { retryAfterSeconds: WAIT_SECONDS });
  }
  if (!(await ctx.passwords.isMatch(password, user.passwordHash))) {
    const message = "This is not your current password.";
    throw new PosternError("invalid_input", message, { faults: [{ path, message }] });
  }
  await forgetFailures({ db, key: count.key });
  return user;
}

import { PosternError } from "@/domain/errors";
import type { User } from "@/prisma/generated/client";
import type { Context } from "@/server/context";

/** The user who acts. Throws PosternError `forbidden` for a program: an account is its user's own. */
export async function getActingUser({ actor, db }: Context): Promise<User> {
  const user = actor.type === "user" ? await db.user.findUnique({ where: { id: actor.userId } }) : null;
  if (user) return user;
  throw new PosternError("forbidden", "An account is changed in the portal, by its user.");
}

import { PosternError } from "@/domain/errors";
import type { User } from "@/prisma/generated/client";
import type { Context } from "@/server/context";

/** Returns the acting user. Throws PosternError `forbidden` for any other actor, because only its user may change an account. */
export async function getActingUser({ actor, db }: Context): Promise<User> {
  const user = actor.type === "user" ? await db.user.findUnique({ where: { id: actor.userId } }) : null;
  if (user) return user;
  throw new PosternError("forbidden", "An account is changed in the portal, by its user.");
}

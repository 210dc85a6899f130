import type { Role } from "@/domain/user/roles";
import type { Database } from "@/server/platform/db";

export interface SignedInUser {
  user: { id: string; email: string; name: string; hasPassword: boolean };
  /** The organizations that the user is a member of now, with the role in each; the earliest membership first. */
  organizations: { id: string; name: string; role: Role }[];
}

/**
 * Returns the user of a session token with their present roles. A token only names the user who signed in; the database tells
 * whether it still holds. Returns null when the user is gone or has since been signed out everywhere.
 */
export async function findSignedInUser(input: { db: Database; userId: string; sessionEpoch: number }): Promise<SignedInUser | null> {
  const user = await input.db.user.findFirst({
    where: { id: input.userId, sessionEpoch: input.sessionEpoch },
    select: {
      id: true,
      email: true,
      name: true,
      passwordHash: true,
      memberships: {
        orderBy: [{ createdAt: "asc" }, { organizationId: "asc" }],
        select: { role: true, organization: { select: { id: true, name: true } } },
      },
    },
  });
  if (!user) return null;
  const { id, email, name, passwordHash, memberships } = user;
  return {
    user: { id, email, name, hasPassword: passwordHash !== null },
    organizations: memberships.map(({ role, organization }) => ({ ...organization, role })),
  };
}

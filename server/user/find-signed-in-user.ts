import type { Role } from "@/domain/user/roles";
import type { Database } from "@/server/platform/db";

export interface SignedInUser {
  user: { id: string; email: string; name: string; hasPassword: boolean };
  /** Where the user is a member now, and as what; the earliest first. */
  organizations: { id: string; name: string; role: Role }[];
}

/**
 * Who a session token speaks for now: a token only says who signed in, the database says whether that still holds and
 * with which roles. Null when the user is gone or has been signed out everywhere since.
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

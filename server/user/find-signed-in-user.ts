import type { Role } from "@/domain/user/roles";
import type { ActingSession } from "@/server/context";
import type { Clock } from "@/server/platform/clock";
import type { Database } from "@/server/platform/db";

export interface SignedInUser {
  user: { id: string; email: string; name: string; hasPassword: boolean };
  session: ActingSession;
  /** The organizations that the user is a member of now, with the role in each; the earliest membership first. */
  organizations: { id: string; name: string; role: Role }[];
}

/**
 * Returns the user of a session with their present roles. A token only names the session; the database tells whether it still holds.
 * Returns null when it has ended, and when the user is gone.
 */
export async function findSignedInUser(input: { db: Database; clock: Clock; sessionId: string }): Promise<SignedInUser | null> {
  const session = await input.db.session.findFirst({
    where: { id: input.sessionId, expiresAt: { gt: input.clock.now() } },
    select: {
      provenAt: true,
      user: {
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
      },
    },
  });
  if (!session) return null;
  const { id, email, name, passwordHash, memberships } = session.user;
  return {
    session: { id: input.sessionId, provenAt: session.provenAt },
    user: { id, email, name, hasPassword: passwordHash !== null },
    organizations: memberships.map(({ role, organization }) => ({ ...organization, role })),
  };
}

import type { Role } from "@/prisma/generated/enums";
import type { Database } from "@/server/platform/db";

export interface SignedInUser {
  user: { id: string; email: string; name: string };
  organization: { id: string; name: string };
  role: Role;
}

/**
 * Who a session token speaks for now: a token only says who signed in, the database says whether that still holds and
 * with which role. Null when the user is gone, belongs to no organization, or has been signed out everywhere since.
 */
export async function findSignedInUser(input: { db: Database; userId: string; sessionEpoch: number }): Promise<SignedInUser | null> {
  const membership = await input.db.membership.findFirst({
    where: { userId: input.userId, user: { sessionEpoch: input.sessionEpoch } },
    orderBy: [{ createdAt: "asc" }, { organizationId: "asc" }],
    select: {
      role: true,
      user: { select: { id: true, email: true, name: true } },
      organization: { select: { id: true, name: true } },
    },
  });
  return membership;
}

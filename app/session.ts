import "server-only";
import type { Route } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { getServerSession } from "next-auth";
import { cache } from "react";
import { authOptions } from "@/app/api/auth/auth-options";
import { contextForInstallation } from "@/app/context";
import { PosternError } from "@/domain/errors";
import { getJobs } from "@/inngest/jobs";
import { type Context, createContext } from "@/server/context";
import { findSignedInUser, type SignedInUser } from "@/server/user/find-signed-in-user";

export interface Session extends SignedInUser {
  /** What verbs take: this organization, this user, the role that the user has now. */
  ctx: Context;
}

/** Who is signed in, as the database has it at this request; null for nobody. Read once a request. */
export const findSession = cache(async (): Promise<Session | null> => {
  const token = await getServerSession(authOptions);
  if (!token?.userId) return null;
  const requestId = crypto.randomUUID();
  const { db } = contextForInstallation(requestId);
  const signedIn = await findSignedInUser({ db, userId: token.userId, sessionEpoch: token.sessionEpoch });
  if (!signedIn) return null;
  const ctx = createContext({
    tenant: { organizationId: signedIn.organization.id },
    actor: { type: "user", userId: signedIn.user.id, role: signedIn.role },
    jobs: getJobs(),
    requestId,
  });
  return { ...signedIn, ctx };
});

/**
 * The first line of every action and portal route. Throws PosternError `unauthenticated`, so that a form keeps what was
 * typed and can say so.
 */
export async function requireSession(): Promise<Session> {
  const session = await findSession();
  if (!session) throw new PosternError("unauthenticated", "Your session has ended. Sign in again to go on.");
  return session;
}

/** The first line of every page: sends who is not signed in to the login, and back to the page afterwards. */
export async function requirePageSession(): Promise<Session> {
  const session = await findSession();
  if (session) return session;
  const address = (await headers()).get("x-postern-address");
  redirect((address ? `/login?callbackUrl=${encodeURIComponent(address)}` : "/login") as Route);
}

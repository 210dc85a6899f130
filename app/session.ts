import "server-only";
import type { Route } from "next";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { getServerSession } from "next-auth";
import { cache } from "react";
import { getAuthOptions } from "@/app/api/auth/auth-options";
import { ORGANIZATION_COOKIE } from "@/app/organization-cookie";
import { getProcess } from "@/app/web-process";
import { PosternError } from "@/domain/errors";
import type { Role } from "@/domain/user/roles";
import type { Context } from "@/server/context";
import { findSignedInUser, type SignedInUser } from "@/server/user/find-signed-in-user";

export interface Session extends SignedInUser {
  /** The one of the user's organizations that this request is about. */
  organization: { id: string; name: string };
  role: Role;
  /** What verbs take: this organization, this user, the role that the user has now. */
  ctx: Context;
}

/** Who is signed in, as the database has it at this request, member of an organization or not; null for nobody. Read once a request. */
export const findPerson = cache(async (): Promise<SignedInUser | null> => {
  const token = await getServerSession(getAuthOptions());
  if (!token?.userId) return null;
  const { db } = getProcess().means;
  return findSignedInUser({ db, userId: token.userId, sessionEpoch: token.sessionEpoch });
});

/**
 * Who is signed in, and in which of their organizations; null for nobody, and for who belongs to none. The cookie only says which one
 * was chosen: that the user is a member of it, and as what, the database says at each request. Else it is their first.
 */
export const findSession = cache(async (): Promise<Session | null> => {
  const person = await findPerson();
  if (!person) return null;
  const chosen = (await cookies()).get(ORGANIZATION_COOKIE)?.value;
  const membership = person.organizations.find(({ id }) => id === chosen) ?? person.organizations[0];
  if (!membership) return null;
  const { role, ...organization } = membership;
  const ctx: Context = {
    ...getProcess().means,
    tenant: { organizationId: organization.id },
    actor: { type: "user", userId: person.user.id, role },
    requestId: crypto.randomUUID(),
  };
  return { ...person, organization, role, ctx };
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

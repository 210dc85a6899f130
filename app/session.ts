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
  /** The user's organization that this request is about. */
  organization: { id: string; name: string };
  role: Role;
  /** The context of verbs: this organization, this user, and the user's present role. */
  ctx: Context;
}

/** Returns the signed-in user as the database has it, with or without an organization; null without one. Read once a request. */
export const findPerson = cache(async (): Promise<SignedInUser | null> => {
  const token = await getServerSession(getAuthOptions());
  if (!token?.sessionId) return null;
  return findSignedInUser({ ...getProcess().means, sessionId: token.sessionId });
});

/**
 * Returns the signed-in user with one of their organizations; null without a user, or for a user without an organization. The
 * cookie only names the chosen organization; the database confirms the membership and the role on each request. Without a valid
 * choice it is the user's first organization.
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
    actor: { type: "user", userId: person.user.id, role, session: person.session },
    requestId: crypto.randomUUID(),
  };
  return { ...person, organization, role, ctx };
});

/**
 * Returns the session; the first line of every action and portal route. Throws PosternError `unauthenticated`, so that a form
 * keeps its entries and can show the message.
 */
export async function requireSession(): Promise<Session> {
  const session = await findSession();
  if (!session) throw new PosternError("unauthenticated", "Your session has ended. Sign in again to go on.");
  return session;
}

/** Returns the session; the first line of every page. Without one it redirects to the login, which returns to the page afterwards. */
export async function requirePageSession(): Promise<Session> {
  const session = await findSession();
  if (session) return session;
  const address = (await headers()).get("x-postern-address");
  redirect((address ? `/login?callbackUrl=${encodeURIComponent(address)}` : "/login") as Route);
}

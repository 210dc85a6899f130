import { cookies } from "next/headers";
import type { AuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { oidcProvider } from "@/app/api/auth/oidc-provider";
import { safeCallback } from "@/app/safe-callback";
import { getProcess } from "@/app/web-process";
import { reportFault } from "@/server/report-fault";
import { endSession } from "@/server/session/end-session";
import { openSession } from "@/server/session/open-session";
import { authenticateUser } from "@/server/user/authenticate-user";

/** A session that is not used for so long ends. Used or not, it ends after 30 days (server/session/open-session.ts). */
const SESSION_MAX_AGE_SECONDS = 7 * 24 * 60 * 60;

const DEVICE_COOKIE = "postern.device";
const DEVICE_COOKIE_OPTIONS = { httpOnly: true, sameSite: "lax", path: "/api/auth", maxAge: 365 * 24 * 60 * 60 } as const;

declare module "next-auth" {
  interface User {
    sessionId: string;
    /** The reason why a user whom a provider vouches for is not signed in here. */
    refusal?: string;
  }
  interface Session {
    sessionId: string;
  }
}

declare module "next-auth/jwt" {
  interface JWT {
    sessionId: string;
  }
}

/** Signs in with a password. The browser is known from then on, so that strangers' failures do not make its user wait. */
async function signIn(credentials: unknown) {
  const { means, env } = getProcess();
  const jar = await cookies();
  const authentication = await authenticateUser({ ...means, credentials, deviceCookie: jar.get(DEVICE_COOKIE)?.value });
  if (authentication.type !== "authenticated") return authentication;
  jar.set(DEVICE_COOKIE, authentication.device, { ...DEVICE_COOKIE_OPTIONS, secure: env.isPublicUrlHttps });
  return { ...authentication, sessionId: await openSession({ ...means, userId: authentication.userId }) };
}

const credentialsProvider = Credentials({
  credentials: { email: { type: "email" }, password: { type: "password" } },
  authorize: async (credentials) => {
    const requestId = crypto.randomUUID();
    const { means } = getProcess();
    const authentication = await signIn(credentials).catch((error: unknown) => {
      reportFault({ ...means, error, requestId, operation: "portal.signIn" });
      // NextAuth would put the cause itself into its answer.
      throw new Error("unavailable");
    });
    switch (authentication.type) {
      case "authenticated":
        return { id: authentication.userId, sessionId: authentication.sessionId };
      case "busy":
        // NextAuth passes an error's message to the login form, which turns it into words.
        throw new Error(`busy:${authentication.retryAfterSeconds}`);
      case "refused":
        return null;
    }
  },
});

/**
 * Returns the options of NextAuth, with passwords and, where it is configured, OpenID Connect. Its token names the session; everything
 * else is read from the database on each request (app/session.ts). The cookie is NextAuth's own: httpOnly, SameSite=Lax, Secure under
 * https. It is a function because a build imports route modules without any variable being set.
 */
export function getAuthOptions(): AuthOptions {
  const { oidc } = getProcess().env;
  return {
    session: { strategy: "jwt", maxAge: SESSION_MAX_AGE_SECONDS },
    pages: { signIn: "/login", error: "/login", signOut: "/login" },
    providers: [credentialsProvider, ...(oidc ? [oidcProvider(oidc)] : [])],
    callbacks: {
      // NextAuth's own compares the beginnings of two texts, and throws where the address is none.
      redirect: ({ url, baseUrl }) => `${baseUrl}${safeCallback(url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length) : url)}`,
      signIn: ({ user }) => (user.refusal === undefined ? true : `/login?error=${encodeURIComponent(user.refusal)}`),
      jwt: ({ token, user }) => (user ? { sessionId: user.sessionId } : token),
      session: ({ session, token }) => ({ expires: session.expires, sessionId: token.sessionId }),
    },
    events: { signOut: ({ token }) => endSessionOf(token?.sessionId) },
  };
}

/** Ends a session on the server. NextAuth clears the cookie in any case, so a fault here is only logged. */
async function endSessionOf(sessionId: string | undefined): Promise<void> {
  const { means } = getProcess();
  try {
    if (sessionId) await endSession({ db: means.db, sessionId });
  } catch (error) {
    reportFault({ ...means, error, requestId: crypto.randomUUID(), operation: "portal.signOut" });
  }
}

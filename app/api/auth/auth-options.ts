import type { AuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { oidcProvider } from "@/app/api/auth/oidc-provider";
import { safeCallback } from "@/app/safe-callback";
import { getProcess } from "@/app/web-process";
import { reportFault } from "@/server/report-fault";
import { authenticateUser } from "@/server/user/authenticate-user";

const SESSION_MAX_AGE_SECONDS = 7 * 24 * 60 * 60;

declare module "next-auth" {
  interface User {
    sessionEpoch: number;
    /** The reason why a user whom a provider vouches for is not signed in here. */
    refusal?: string;
  }
  interface Session {
    userId: string;
    sessionEpoch: number;
  }
}

declare module "next-auth/jwt" {
  interface JWT {
    userId: string;
    sessionEpoch: number;
  }
}

const credentialsProvider = Credentials({
  credentials: { email: { type: "email" }, password: { type: "password" } },
  authorize: async (credentials) => {
    const requestId = crypto.randomUUID();
    const { means } = getProcess();
    const authentication = await authenticateUser({ ...means, credentials }).catch((error: unknown) => {
      reportFault({ ...means, error, requestId, operation: "portal.signIn" });
      // NextAuth would put the cause itself into its answer.
      throw new Error("unavailable");
    });
    switch (authentication.type) {
      case "authenticated":
        return { id: authentication.userId, sessionEpoch: authentication.sessionEpoch };
      case "throttled":
        // NextAuth passes an error's message to the login form, which turns it into words.
        throw new Error(`throttled:${authentication.retryAfterSeconds}`);
      case "refused":
        return null;
    }
  },
});

/**
 * Returns the options of NextAuth, with passwords and, where it is configured, OpenID Connect. Its token contains the user and
 * their session epoch; everything else is read from the database on each request (app/session.ts). The cookie is NextAuth's own:
 * httpOnly, SameSite=Lax, Secure under https. It is a function because a build imports route modules without any variable being
 * set.
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
      jwt: ({ token, user }) => (user ? { userId: user.id, sessionEpoch: user.sessionEpoch } : token),
      session: ({ session, token }) => ({ expires: session.expires, userId: token.userId, sessionEpoch: token.sessionEpoch }),
    },
  };
}

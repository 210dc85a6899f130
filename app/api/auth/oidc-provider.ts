import type { User } from "next-auth";
import type { OAuthConfig } from "next-auth/providers/oauth";
import { z } from "zod";
import { getProcess } from "@/app/web-process";
import { reportFault } from "@/server/report-fault";
import { openSession } from "@/server/session/open-session";
import { authenticateIdentity } from "@/server/user/authenticate-identity";

const claims = z.object({
  iss: z.string(),
  sub: z.string(),
  email: z.string().optional().catch(undefined),
  // Some providers send it as text, although it is a boolean (OpenID Connect Core 1.0, section 5.1).
  email_verified: z.union([z.boolean(), z.stringbool()]).optional().catch(undefined),
  name: z.string().optional().catch(undefined),
});
type Claims = z.output<typeof claims>;

/**
 * Returns the provider of sign-in with OpenID Connect: the authorization code flow with PKCE, state and nonce. Standard claims
 * that the ID token lacks come from the userinfo endpoint.
 */
export function oidcProvider(input: { issuer: string; clientId: string; clientSecret: string }): OAuthConfig<Claims> {
  return {
    id: "oidc",
    name: "OpenID Connect",
    type: "oauth",
    ...input,
    wellKnown: `${input.issuer.replace(/\/+$/, "")}/.well-known/openid-configuration`,
    authorization: { params: { scope: "openid email profile" } },
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    userinfo: {
      request: async ({ client, tokens }) => {
        const accessToken = tokens.access_token;
        const further = accessToken && client.issuer.metadata.userinfo_endpoint ? await client.userinfo(accessToken) : {};
        const { id_token: idToken } = tokens;
        return { ...further, ...(idToken ? decodeClaims(idToken) : {}) };
      },
    },
    profile: authenticateClaims,
  };
}

/** Returns the ID token's claims. NextAuth has already checked its signature, issuer, audience, nonce and times. */
function decodeClaims(idToken: string): object {
  const [, body = ""] = idToken.split(".");
  return z.record(z.string(), z.unknown()).parse(JSON.parse(Buffer.from(body, "base64url").toString("utf8")));
}

async function authenticateClaims(given: unknown): Promise<User> {
  const requestId = crypto.randomUUID();
  const { db, clock, logger } = getProcess().means;
  try {
    const { iss: issuer, sub: subject, email, email_verified: isEmailVerified = false, name } = claims.parse(given);
    const outcome = await authenticateIdentity({ db, clock, identity: { issuer, subject, email, isEmailVerified, name } });
    if (outcome.type === "authenticated")
      return { id: outcome.userId, sessionId: await openSession({ db, clock, userId: outcome.userId }) };
    return refused(outcome.type);
  } catch (error) {
    reportFault({ logger, error, requestId, operation: "portal.signIn" });
    return refused("unavailable");
  }
}

/** Returns a user who stands for nobody. The sign-in callback redirects to the login, which shows the reason. */
function refused(refusal: string): User {
  return { id: "nobody", sessionId: "none", refusal };
}

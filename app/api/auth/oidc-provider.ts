import type { User } from "next-auth";
import type { OAuthConfig } from "next-auth/providers/oauth";
import { z } from "zod";
import { getProcess } from "@/app/web-process";
import { reportFault } from "@/server/report-fault";
import { authenticateIdentity } from "@/server/user/authenticate-identity";

const claims = z.object({
  iss: z.string(),
  sub: z.string(),
  email: z.string().optional().catch(undefined),
  // Some providers give it as text; OpenID Connect Core 1.0, section 5.1, says boolean.
  email_verified: z.union([z.boolean(), z.stringbool()]).optional().catch(undefined),
  name: z.string().optional().catch(undefined),
});
type Claims = z.output<typeof claims>;

/**
 * Sign-in with OpenID Connect: the authorization code flow with PKCE, state and nonce. What the ID token leaves out of the
 * standard claims, the userinfo endpoint says.
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

/** The ID token's claims. NextAuth has checked its signature, issuer, audience, nonce and times before. */
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
    if (outcome.type === "authenticated") return { id: outcome.userId, sessionEpoch: outcome.sessionEpoch };
    return refused(outcome.type);
  } catch (error) {
    reportFault({ logger, error, requestId, operation: "portal.signIn" });
    return refused("unavailable");
  }
}

/** Nobody: the sign-in callback leads to the login, which says why. */
function refused(refusal: string): User {
  return { id: "nobody", sessionEpoch: -1, refusal };
}

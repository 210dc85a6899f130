import { getEnv } from "@/server/platform/env";

/** The OpenID Connect provider that signs people in besides their passwords; undefined where none is configured. */
export function getOidcProvider(): { issuer: string; clientId: string; clientSecret: string } | undefined {
  return getEnv().oidc;
}

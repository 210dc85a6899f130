import { createHash, randomBytes } from "node:crypto";

/** Returns the token of an invitation's link: 32 random bytes in base64url. */
export function generateInvitationToken(): string {
  return randomBytes(32).toString("base64url");
}

/** Returns the token's hash, which is stored and looked up in its place. A random token needs no salt and no slow hash. */
export function hashInvitationToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

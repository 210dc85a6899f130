import { createHash, randomBytes } from "node:crypto";

/** What an invitation's link carries: 32 random bytes in base64url. */
export function generateInvitationToken(): string {
  return randomBytes(32).toString("base64url");
}

/** What is stored and looked up instead. A random token needs no salt and no slow hash. */
export function hashInvitationToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

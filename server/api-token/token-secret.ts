import { createHash, randomBytes } from "node:crypto";

const VISIBLE_CHARACTERS = 12;

/** Returns a new API token: `pst_` and 32 random bytes in base64url. */
export function generateTokenSecret(): string {
  return `pst_${randomBytes(32).toString("base64url")}`;
}

/** Returns the token's SHA-256 in hex, which is stored and looked up in its place. A random token needs no salt and no slow hash. */
export function hashTokenSecret(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** Returns the part of a token that stays visible, by which people recognise it. */
export function visiblePrefix(token: string): string {
  return token.slice(0, VISIBLE_CHARACTERS);
}

import { createHash, randomBytes } from "node:crypto";

const VISIBLE_CHARACTERS = 12;

/** A new API token: `pst_` and 32 random bytes in base64url. */
export function generateTokenSecret(): string {
  return `pst_${randomBytes(32).toString("base64url")}`;
}

/** What is stored and looked up instead of the token: its SHA-256 in hex. A random token needs no salt and no slow hash. */
export function hashTokenSecret(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** The part of a token that stays visible, to recognise it by. */
export function visiblePrefix(token: string): string {
  return token.slice(0, VISIBLE_CHARACTERS);
}

import { randomBytes } from "node:crypto";

/** The secret's length: 256 bits. Standard Webhooks asks for 24 to 64 bytes. */
const SECRET_BYTES = 32;

/** Returns a new secret for one webhook: `whsec_` and 32 random bytes in base64. */
export function generateSigningSecret(): string {
  return `whsec_${randomBytes(SECRET_BYTES).toString("base64")}`;
}

/** Returns the purpose under which a webhook's signing secret is sealed in the vault. */
export function signingSecretPurpose(webhookId: string): string {
  return `webhook:${webhookId}:signing-secret`;
}

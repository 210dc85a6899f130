import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";

/**
 * Seals secrets for storage: AES-256-GCM with a random 96-bit nonce. `purpose` is authenticated with the text, so that a sealed
 * value cannot be moved to another row or column. See docs/decisions/004-encryption.md.
 */
export interface Vault {
  /** Returns `v1.<key id>.<nonce, tag and ciphertext in base64url>`. */
  seal(plaintext: string, purpose: string): string;
  /** Returns the plain text. Throws when it was sealed for another purpose or with another key, or was changed. */
  open(sealed: string, purpose: string): string;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Makes a vault. `key` is 32 bytes in base64 (POSTERN_SECRET_KEY). The key id in a sealed value is the start of the key's SHA-256. */
export function createVault(key: string): Vault {
  const keyBytes = Buffer.from(key, "base64");
  if (keyBytes.length !== 32) throw new Error("POSTERN_SECRET_KEY must be 32 bytes in base64.");
  const keyId = createHash("sha256").update(keyBytes).digest("hex").slice(0, 8);

  return {
    seal(plaintext, purpose) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv("aes-256-gcm", keyBytes, nonce).setAAD(Buffer.from(purpose));
      const ciphertext = Buffer.concat([cipher.update(plaintext, "utf8"), cipher.final()]);
      return `v1.${keyId}.${Buffer.concat([nonce, cipher.getAuthTag(), ciphertext]).toString("base64url")}`;
    },
    open(sealed, purpose) {
      const [version, sealedWith, content] = sealed.split(".");
      if (version !== "v1" || !content) throw new Error("This is no sealed value.");
      if (sealedWith !== keyId) throw new Error(`Sealed with the key ${sealedWith}, but POSTERN_SECRET_KEY is the key ${keyId}.`);
      const bytes = Buffer.from(content, "base64url");
      const decipher = createDecipheriv("aes-256-gcm", keyBytes, bytes.subarray(0, NONCE_BYTES)).setAAD(Buffer.from(purpose));
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      return decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, "utf8") + decipher.final("utf8");
    },
  };
}

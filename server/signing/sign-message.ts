import { createHmac } from "node:crypto";

const SECRET_PREFIX = "whsec_";

/**
 * Returns the value of `webhook-signature` for one attempt (Standard Webhooks 1.0, contract.md "Signature"): `v1a,<base64
 * Ed25519>` with each valid key of the installation, then `v1,<base64 HMAC-SHA256>` for each valid secret, separated by spaces.
 *
 * `signAsPlatform` returns the Ed25519 signatures of a text in base64, the current key's first. `timestamp` is Unix time in
 * seconds, the attempt's `webhook-timestamp`. `body` is the exact text that is sent. `secrets` are the `whsec_…` texts. The
 * signed content is `messageId.timestamp.body`.
 */
export async function signMessage(input: {
  messageId: string;
  timestamp: number;
  body: string;
  secrets: readonly string[];
  signAsPlatform: (content: string) => Promise<string[]>;
}): Promise<string> {
  const content = `${input.messageId}.${input.timestamp}.${input.body}`;
  const symmetric = input.secrets.map((secret) => {
    return `v1,${createHmac("sha256", decodeSecret(secret)).update(content, "utf8").digest("base64")}`;
  });
  const asymmetric = await input.signAsPlatform(content);
  return [...asymmetric.map((signature) => `v1a,${signature}`), ...symmetric].join(" ");
}

/** Returns the secret's bytes. Throws for a text that is no `whsec_` secret, because a signature with an empty key would look genuine. */
export function decodeSecret(secret: string): Buffer {
  const key = Buffer.from(secret.startsWith(SECRET_PREFIX) ? secret.slice(SECRET_PREFIX.length) : "", "base64");
  if (key.length < 24) throw new Error("A signing secret must be whsec_ and the base64 of at least 24 bytes.");
  return key;
}

/**
 * Returns the lower-case hex HMAC-SHA256 of the exact text that is sent, keyed by the secret as it is shown (contract.md
 * "Payload", the event-object format).
 */
export function signBody({ secret, body }: { secret: string; body: string }): string {
  return createHmac("sha256", secret).update(body, "utf8").digest("hex");
}

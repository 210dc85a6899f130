import { createHmac, type KeyObject, timingSafeEqual, verify } from "node:crypto";
import { decodeSecret } from "@/server/signing/sign-message";

/** The signatures in a `webhook-signature` header that are right. */
export interface SignatureMatch {
  /** The secret whose `v1` signature is right; undefined when none is. */
  secret: string | undefined;
  /** True when a `v1a` signature is right by one of the keys. */
  isByPlatformKey: boolean;
}

/** The most signatures that are checked. Without a limit, a sender could make us compute thousands. */
const MAX_SIGNATURES = 20;

/**
 * Compares a message's signatures with secrets and public keys (Standard Webhooks 1.0); the counterpart of signMessage.
 * `timestamp` is the text in the header; the caller judges whether it is recent. `body` is the exact bytes that came.
 * `publicKeys` are Ed25519.
 */
export function matchSignature(input: {
  messageId: string;
  timestamp: string;
  body: Uint8Array;
  signature: string;
  secrets: readonly string[];
  publicKeys: readonly KeyObject[];
}): SignatureMatch {
  const content = Buffer.concat([Buffer.from(`${input.messageId}.${input.timestamp}.`, "utf8"), input.body]);
  const given = input.signature.split(" ", MAX_SIGNATURES);
  const bytesOf = (scheme: string) =>
    given.flatMap((one) => (one.startsWith(scheme) ? [Buffer.from(one.slice(scheme.length), "base64")] : []));
  const symmetric = bytesOf("v1,");
  const asymmetric = bytesOf("v1a,");
  const secret = input.secrets.find((candidate) => {
    if (symmetric.length === 0) return false;
    const expected = createHmac("sha256", decodeSecret(candidate)).update(content).digest();
    return symmetric.some((bytes) => bytes.length === expected.length && timingSafeEqual(bytes, expected));
  });
  const isByPlatformKey = asymmetric.some((bytes) => input.publicKeys.some((key) => verify(null, content, key, bytes)));
  return { secret, isByPlatformKey };
}

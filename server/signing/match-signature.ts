import { createHmac, type KeyObject, timingSafeEqual, verify } from "node:crypto";
import { decodeSecret } from "@/server/signing/sign-message";

/** Which of the signatures in a `webhook-signature` header fit. */
export interface SignatureMatch {
  /** The secret whose `v1` fits; undefined: none of them. */
  secret: string | undefined;
  /** Whether a `v1a` fits one of the keys. */
  isByPlatformKey: boolean;
}

/** Signatures beyond these are not looked at: a sender could make us compute thousands. */
const MAX_SIGNATURES = 20;

/**
 * Holds a message's signatures against secrets and public keys (Standard Webhooks 1.0): the other side of signMessage. `timestamp` as it
 * stands in the header; whether it is recent is the caller's question. `body`: the exact bytes that came; `publicKeys`: Ed25519.
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

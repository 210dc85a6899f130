import { z } from "zod";

/** The public keys that verify `v1a` signatures, as a JSON Web Key Set (RFC 7517, section 5; Ed25519 by RFC 8037, section 2). */
export const jsonWebKeySet = z.object({
  keys: z.array(
    z.object({
      kty: z.literal("OKP"),
      crv: z.literal("Ed25519"),
      /** The public key's 32 bytes, base64url. */
      x: z.string(),
      kid: z.string(),
      use: z.literal("sig"),
      alg: z.literal("EdDSA"),
    }),
  ),
});
export type JsonWebKeySet = z.output<typeof jsonWebKeySet>;

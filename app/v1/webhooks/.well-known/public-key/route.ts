import { z } from "zod";
import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { storableText } from "@/domain/storable-text";
import { getPublicKey } from "@/server/signing/get-public-key";

const orgId = storableText({ min: 1, max: 255, error: "Say whose key: the organization's id." });

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "getPublicKey",
    summary: "Get the public key; the Ed25519 key that verifies v1a signatures",
    auth: "none",
    query: z.object({ orgId }),
    response: { status: 200, schema: z.object({ public_key: z.string(), algorithm: z.literal("ed25519"), issuer: z.literal("postern") }) },
    errors: { 404: true },
    handler: ({ ctx, query }) => getPublicKey({ db: ctx.db, organizationId: query.orgId }),
  }),
});

import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { jsonWebKeySet } from "@/domain/signing/json-web-key-set";
import { getJsonWebKeySet } from "@/server/signing/get-json-web-key-set";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "getJsonWebKeySet",
    summary: "List the public keys; the Ed25519 keys that verify v1a signatures now, as a JSON Web Key Set",
    auth: "none",
    response: { status: 200, schema: jsonWebKeySet },
    handler: ({ ctx }) => getJsonWebKeySet(ctx),
  }),
});

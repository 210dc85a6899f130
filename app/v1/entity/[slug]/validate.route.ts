import { z } from "zod";
import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { entityBody, MAX_ENTITY_BYTES } from "@/domain/entity/entity-input";
import { entitySlug } from "@/domain/entity-schema/entity-schema";
import { validateEntity } from "@/server/entity/validate-entity";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  POST: defineRoute({
    operationId: "validateEntity",
    summary: "Check an entity by its schema without storing it",
    auth: "token",
    scope: "read",
    params: z.object({ slug: entitySlug }),
    body: { schema: entityBody, isRequired: true, keepsDigits: true, maxBytes: MAX_ENTITY_BYTES },
    response: { status: 200, schema: z.object({ status: z.literal("success"), errors: z.array(z.unknown()).max(0) }) },
    errors: { 422: true },
    handler: ({ ctx, params, body }) => validateEntity({ ctx, input: { ...params, body } }),
  }),
});

import { z } from "zod";
import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { changeOptionsOf, changeQuery } from "@/app/v1/entity/change-query";
import { entityAnswer } from "@/domain/entity/entity-answers";
import { entityBody, MAX_ENTITY_BYTES } from "@/domain/entity/entity-input";
import { entitySlug } from "@/domain/entity-schema/entity-schema";
import { createEntity } from "@/server/entity/create-entity";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  POST: defineRoute({
    operationId: "createEntity",
    summary: "Create an entity",
    auth: "token",
    scope: "write",
    isIdempotent: true,
    params: z.object({ slug: entitySlug }),
    query: changeQuery,
    body: { schema: entityBody, isRequired: true, keepsDigits: true, maxBytes: MAX_ENTITY_BYTES },
    response: { status: 201, schema: entityAnswer },
    handler: ({ ctx, params, query, body }) => createEntity({ ctx, input: { ...params, ...changeOptionsOf(query), body } }),
  }),
});

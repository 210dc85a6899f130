import { z } from "zod";
import { defineMethods } from "@/app/_http/define-methods";
import { Created, defineRoute } from "@/app/_http/define-route";
import { queryFlag } from "@/app/_http/query-flag";
import { changeOptionsOf, changeQuery } from "@/app/v1/entity/change-query";
import { entityAnswer } from "@/domain/entity/entity-answers";
import { entityUpsert, MAX_ENTITY_BYTES } from "@/domain/entity/entity-input";
import { entitySlug } from "@/domain/entity-schema/entity-schema";
import { upsertEntity } from "@/server/entity/upsert-entity";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  PATCH: defineRoute({
    operationId: "upsertEntity",
    summary: "Create an entity, or set attributes of the one that has the same values",
    auth: "token",
    scope: "write",
    isUpsert: true,
    params: z.object({ slug: entitySlug }),
    query: changeQuery.extend({ dry_run: queryFlag.optional(), strict: queryFlag.optional() }),
    body: { schema: entityUpsert, isRequired: true, keepsDigits: true, maxBytes: MAX_ENTITY_BYTES },
    response: { status: 200, schema: entityAnswer },
    errors: { 405: true, 422: true },
    handler: async ({ ctx, params, query, body }) => {
      const input = { ...params, ...changeOptionsOf(query), isStrict: query.strict, body };
      const { isCreated, entity } = await upsertEntity({ ctx, input });
      return isCreated ? new Created(entity) : entity;
    },
  }),
});

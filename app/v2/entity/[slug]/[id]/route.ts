import { z } from "zod";
import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { queryFlag } from "@/app/_http/query-flag";
import { hydrationQuery } from "@/app/v1/entity/reading-query";
import { entityReference } from "@/domain/entity/entity-input";
import { getEntity } from "@/server/entity/get-entity";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "getEntityV2",
    summary: "Get an entity",
    auth: "token",
    scope: "read",
    params: entityReference,
    query: hydrationQuery.extend({ fields: z.array(z.string()).optional(), apply_changesets: queryFlag.optional() }),
    // With `fields` any part of it may be missing.
    response: { status: 200, schema: z.looseObject({}) },
    handler: ({ ctx, params, query }) => getEntity({ ctx, input: { ...params, isHydrated: query.hydrate, fields: query.fields } }),
  }),
});

import { z } from "zod";
import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { activityQuery } from "@/app/v1/entity/change-query";
import { entityAnswer } from "@/domain/entity/entity-answers";
import { entityReference } from "@/domain/entity/entity-input";
import { restoreEntity } from "@/server/entity/restore-entity";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  PATCH: defineRoute({
    operationId: "restoreEntity",
    summary: "Restore a deleted entity",
    auth: "token",
    scope: "write",
    params: entityReference,
    query: activityQuery,
    body: { schema: z.unknown(), isRequired: false },
    response: { status: 200, schema: entityAnswer },
    handler: ({ ctx, params, query }) => restoreEntity({ ctx, input: { ...params, activityId: query.activity_id } }),
  }),
});

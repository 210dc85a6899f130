import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { queryFlag } from "@/app/_http/query-flag";
import { activityQuery, changeDeclaration, changeInputOf, updateQuery } from "@/app/v1/entity/change-query";
import { hydrationQuery } from "@/app/v1/entity/reading-query";
import { entityWithRelations } from "@/domain/entity/entity-answers";
import { entityReference } from "@/domain/entity/entity-input";
import { deleteEntity } from "@/server/entity/delete-entity";
import { getEntityWithRelations } from "@/server/entity/get-entity";
import { updateEntity } from "@/server/entity/update-entity";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "getEntity",
    summary: "Get an entity with those that its relations lead to",
    auth: "token",
    scope: "read",
    params: entityReference,
    query: hydrationQuery,
    response: { status: 200, schema: entityWithRelations },
    handler: ({ ctx, params, query }) => getEntityWithRelations({ ctx, input: { ...params, isHydrated: query.hydrate } }),
  }),
  PUT: defineRoute({
    ...changeDeclaration,
    operationId: "updateEntity",
    summary: "Replace an entity's attributes",
    query: updateQuery,
    handler: (request) => updateEntity({ ctx: request.ctx, input: { ...changeInputOf(request), isPatch: false } }),
  }),
  PATCH: defineRoute({
    ...changeDeclaration,
    operationId: "patchEntity",
    summary: "Set some of an entity's attributes",
    query: updateQuery.extend({ dry_run: queryFlag.optional() }),
    handler: (request) => updateEntity({ ctx: request.ctx, input: { ...changeInputOf(request), isPatch: true } }),
  }),
  DELETE: defineRoute({
    operationId: "deleteEntity",
    summary: "Delete an entity; for good with purge=true",
    auth: "token",
    scope: "write",
    params: entityReference,
    query: activityQuery.extend({ purge: queryFlag.optional() }),
    response: { status: 200 },
    handler: ({ ctx, params, query }) => deleteEntity({ ctx, input: { ...params, activityId: query.activity_id, isPurged: query.purge } }),
  }),
});

import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { queryFlag } from "@/app/_http/query-flag";
import { activityQuery, changeOptionsOf, updateQuery } from "@/app/v1/entity/change-query";
import { hydrationQuery } from "@/app/v1/entity/reading-query";
import { entityAnswer, entityWithRelations } from "@/domain/entity/entity-answers";
import { entityBody, entityReference, MAX_ENTITY_BYTES } from "@/domain/entity/entity-input";
import { deleteEntity } from "@/server/entity/delete-entity";
import { getEntityWithRelations } from "@/server/entity/get-entity";
import { updateEntity } from "@/server/entity/update-entity";

const declared = { auth: "token", params: entityReference } as const;
const body = { schema: entityBody, isRequired: true, keepsDigits: true, maxBytes: MAX_ENTITY_BYTES } as const;

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    ...declared,
    scope: "read",
    operationId: "getEntity",
    summary: "Get an entity with those that its relations lead to",
    query: hydrationQuery,
    response: { status: 200, schema: entityWithRelations },
    handler: ({ ctx, params, query }) => getEntityWithRelations({ ctx, input: { ...params, isHydrated: query.hydrate } }),
  }),
  PUT: defineRoute({
    ...declared,
    scope: "write",
    operationId: "updateEntity",
    summary: "Replace an entity's attributes",
    query: updateQuery,
    body,
    response: { status: 200, schema: entityAnswer },
    errors: { 422: true },
    handler: ({ ctx, params, query, body: given }) =>
      updateEntity({ ctx, input: { ...params, ...changeOptionsOf(query), body: given, isPatch: false } }),
  }),
  PATCH: defineRoute({
    ...declared,
    scope: "write",
    operationId: "patchEntity",
    summary: "Set some of an entity's attributes",
    query: updateQuery.extend({ dry_run: queryFlag.optional() }),
    body,
    response: { status: 200, schema: entityAnswer },
    errors: { 422: true },
    handler: ({ ctx, params, query, body: given }) =>
      updateEntity({ ctx, input: { ...params, ...changeOptionsOf(query), body: given, isPatch: true } }),
  }),
  DELETE: defineRoute({
    ...declared,
    scope: "write",
    operationId: "deleteEntity",
    summary: "Delete an entity; for good with purge=true",
    query: activityQuery.extend({ purge: queryFlag.optional() }),
    response: { status: 200 },
    handler: ({ ctx, params, query }) => deleteEntity({ ctx, input: { ...params, activityId: query.activity_id, isPurged: query.purge } }),
  }),
});

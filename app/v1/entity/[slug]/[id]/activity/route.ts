import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { queryFlag } from "@/app/_http/query-flag";
import { readingQuery } from "@/app/v1/entity/reading-query";
import { feedAnswer, feedQuery } from "@/domain/activity/activity-input";
import { entityReference } from "@/domain/entity/entity-input";
import { getActivityFeed } from "@/server/entity/get-activity-feed";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "getEntityActivityFeed",
    summary: "List an entity's activities",
    auth: "token",
    scope: "read",
    params: entityReference,
    query: readingQuery.extend({ ...feedQuery.shape, include_relations: queryFlag.optional() }),
    response: { status: 200, schema: feedAnswer },
    handler: ({ ctx, params, query: { include_relations: isOfRelations, anonymize: _never, ...given } }) =>
      getActivityFeed({ ctx, input: { ...params, ...given, isOfRelations } }),
  }),
});

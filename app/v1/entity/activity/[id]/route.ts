import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { readingQuery } from "@/app/v1/entity/reading-query";
import { activityAnswer, activityReference, operationsPage } from "@/domain/activity/activity-input";
import { getActivity } from "@/server/activity/get-activity";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "getActivity",
    summary: "Get an activity with its operations",
    auth: "token",
    scope: "read",
    params: activityReference,
    query: readingQuery.extend(operationsPage.shape),
    response: { status: 200, schema: activityAnswer },
    handler: ({ ctx, params, query }) =>
      getActivity({ ctx, input: { ...params, from: query.operations_from, size: query.operations_size } }),
  }),
});

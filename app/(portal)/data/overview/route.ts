import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/(portal)/data/define-route";
import { overviewOptions } from "@/domain/statistics/time-range";
import { getOverview } from "@/server/statistics/get-overview";

/** The overview of a `range`. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "portal.getOverview",
    auth: "session",
    query: overviewOptions,
    handler: ({ ctx, query }) => getOverview({ ctx, input: query }),
  }),
});

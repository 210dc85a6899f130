import { z } from "zod";
import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/(portal)/data/define-route";
import { FEED_PAGE_SIZE } from "@/app/(portal)/entities/record-queries";
import { feedQuery } from "@/domain/activity/activity-input";
import { entityReference } from "@/domain/entity/entity-input";
import { getNamedFeed } from "@/server/entity/get-named-feed";

/** A page of a record's activity feed, the latest first. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "portal.getActivityFeed",
    auth: "session",
    params: entityReference,
    query: z.object({ from: feedQuery.shape.from }),
    handler: ({ ctx, params, query }) => getNamedFeed({ ctx, input: { ...params, ...query, size: FEED_PAGE_SIZE } }),
  }),
});

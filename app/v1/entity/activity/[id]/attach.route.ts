import { z } from "zod";
import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { activityReference, baseActivityAnswer } from "@/domain/activity/activity-input";
import { attachActivity } from "@/server/activity/attach-activity";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  POST: defineRoute({
    operationId: "attachActivity",
    summary: "Attach an activity to the feeds of entities",
    auth: "token",
    scope: "write",
    isIdempotent: true,
    params: activityReference,
    query: z.object({ entities: z.array(z.string()).optional() }),
    response: { status: 200, schema: baseActivityAnswer },
    handler: ({ ctx, params, query }) => attachActivity({ ctx, input: { ...params, ...query } }),
  }),
});

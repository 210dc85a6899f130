import { z } from "zod";
import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { activityBody, baseActivityAnswer } from "@/domain/activity/activity-input";
import { createActivity } from "@/server/activity/create-activity";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  POST: defineRoute({
    operationId: "createActivity",
    summary: "Create an activity",
    auth: "token",
    scope: "write",
    isIdempotent: true,
    query: z.object({ entities: z.array(z.string()).optional() }),
    body: { schema: activityBody, isRequired: true },
    response: { status: 200, schema: baseActivityAnswer },
    errors: { 404: true },
    handler: ({ ctx, query, body }) => createActivity({ ctx, input: { ...query, body } }),
  }),
});

import { z } from "zod";
import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { listConfiguredEvents } from "@/server/event-type/list-configured-events";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "getConfiguredEvents",
    summary: "List events to subscribe to",
    auth: "token",
    scope: "read",
    response: { status: 200, schema: z.array(z.object({ eventName: z.string(), eventLabel: z.string() })) },
    handler: ({ ctx }) => listConfiguredEvents({ ctx }),
  }),
});

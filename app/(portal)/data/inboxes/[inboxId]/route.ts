import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/(portal)/data/define-route";
import { inboxReference } from "@/domain/inbox/inbox";
import { getInbox } from "@/server/inbox/get-inbox";

/** One inbox with its script and the number of its requests. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "portal.getInbox",
    auth: "session",
    params: inboxReference,
    handler: ({ ctx, params }) => getInbox({ ctx, input: params }),
  }),
});

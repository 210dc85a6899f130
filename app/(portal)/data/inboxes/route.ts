import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/(portal)/data/define-route";
import { inboxListOptions } from "@/domain/inbox/inbox";
import { listInboxes } from "@/server/inbox/list-inboxes";

/** The organization's inboxes. One page holds as many as an organization may have. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "portal.listInboxes",
    auth: "session",
    query: inboxListOptions,
    handler: ({ ctx, query }) => listInboxes({ ctx, input: query }),
  }),
});

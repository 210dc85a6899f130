import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/(portal)/data/define-route";
import { inboxListOptions } from "@/domain/inbox/inbox";
import { listInboxes } from "@/server/inbox/list-inboxes";

/** All of the organization's inboxes: a page holds as many as there may be. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "portal.listInboxes",
    auth: "session",
    query: inboxListOptions,
    handler: ({ ctx, query }) => listInboxes({ ctx, input: query }),
  }),
});

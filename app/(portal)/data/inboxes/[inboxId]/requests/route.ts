import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/(portal)/data/define-route";
import { inboxReference } from "@/domain/inbox/inbox";
import { inboxRequestListOptions } from "@/domain/inbox/inbox-request";
import { listInboxRequests } from "@/server/inbox/list-inbox-requests";

/** A page of the requests that an inbox has received. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "portal.listInboxRequests",
    auth: "session",
    params: inboxReference,
    query: inboxRequestListOptions,
    handler: ({ ctx, params, query }) => listInboxRequests({ ctx, input: { ...params, ...query } }),
  }),
});

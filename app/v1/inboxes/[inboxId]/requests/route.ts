import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { inboxReference } from "@/domain/inbox/inbox";
import { inboxRequestList, inboxRequestListOptions } from "@/domain/inbox/inbox-request";
import { clearInbox } from "@/server/inbox/clear-inbox";
import { listInboxRequests } from "@/server/inbox/list-inbox-requests";

const declared = { auth: "token", params: inboxReference } as const;

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    ...declared,
    scope: "read",
    operationId: "listInboxRequests",
    summary: "List an inbox's requests; the newest first, of the latest 500 and the last 7 days",
    query: inboxRequestListOptions,
    response: { status: 200, schema: inboxRequestList },
    handler: ({ ctx, params, query }) => listInboxRequests({ ctx, input: { ...params, ...query } }),
  }),
  DELETE: defineRoute({
    ...declared,
    scope: "write",
    operationId: "clearInbox",
    summary: "Clear an inbox; what it has received is deleted",
    response: { status: 204 },
    handler: ({ ctx, params }) => clearInbox({ ctx, input: params }),
  }),
});

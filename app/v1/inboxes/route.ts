import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { inbox, inboxList, inboxListOptions, newInbox } from "@/domain/inbox/inbox";
import { createInbox } from "@/server/inbox/create-inbox";
import { listInboxes } from "@/server/inbox/list-inboxes";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "listInboxes",
    summary: "List inboxes; the newest first",
    auth: "token",
    scope: "read",
    query: inboxListOptions,
    response: { status: 200, schema: inboxList },
    handler: ({ ctx, query }) => listInboxes({ ctx, input: query }),
  }),
  POST: defineRoute({
    operationId: "createInbox",
    summary: "Create an inbox; an address that shows what arrives there, and answers as it is told",
    auth: "token",
    scope: "write",
    isIdempotent: true,
    body: { schema: newInbox, isRequired: false },
    response: { status: 201, schema: inbox },
    handler: ({ ctx, body }) => createInbox({ ctx, input: body }),
  }),
});

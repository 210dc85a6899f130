import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { inboxRequest, inboxRequestReference } from "@/domain/inbox/inbox-request";
import { getInboxRequest } from "@/server/inbox/get-inbox-request";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "getInboxRequest",
    summary: "Get an inbox's request; with headers and body, and credentials for tokens with the scope write",
    auth: "token",
    scope: "read",
    params: inboxRequestReference,
    response: { status: 200, schema: inboxRequest },
    handler: ({ ctx, params }) => getInboxRequest({ ctx, input: params }),
  }),
});

import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { inbox, inboxChange, inboxReference } from "@/domain/inbox/inbox";
import { deleteInbox } from "@/server/inbox/delete-inbox";
import { getInbox } from "@/server/inbox/get-inbox";
import { updateInbox } from "@/server/inbox/update-inbox";

const declared = { auth: "token", params: inboxReference } as const;

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    ...declared,
    scope: "read",
    operationId: "getInbox",
    summary: "Get an inbox",
    response: { status: 200, schema: inbox },
    handler: ({ ctx, params }) => getInbox({ ctx, input: params }),
  }),
  PATCH: defineRoute({
    ...declared,
    scope: "write",
    operationId: "updateInbox",
    summary: "Change an inbox; its name, or how it answers, which starts its sequence again",
    body: { schema: inboxChange, isRequired: true },
    response: { status: 200, schema: inbox },
    handler: ({ ctx, params, body }) => updateInbox({ ctx, input: { ...params, change: body } }),
  }),
  DELETE: defineRoute({
    ...declared,
    scope: "write",
    operationId: "deleteInbox",
    summary: "Delete an inbox; with all that it has received",
    response: { status: 204 },
    handler: ({ ctx, params }) => deleteInbox({ ctx, input: params }),
  }),
});

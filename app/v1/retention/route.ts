import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { retentionAnswer, retentionChange } from "@/domain/retention/retention-settings";
import { changeRetention } from "@/server/retention/change-retention";
import { getRetention } from "@/server/retention/get-retention";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "getRetention",
    summary: "Get the retention; for how long events, their bodies and the audit log are kept",
    auth: "token",
    scope: "read",
    response: { status: 200, schema: retentionAnswer },
    handler: ({ ctx }) => getRetention({ ctx }),
  }),
  PATCH: defineRoute({
    operationId: "updateRetention",
    summary: "Change the organization's own retention; what is older is deleted within the hour",
    auth: "token",
    scope: "admin",
    body: { schema: retentionChange, isRequired: true },
    response: { status: 200, schema: retentionAnswer },
    handler: ({ ctx, body }) => changeRetention({ ctx, input: body }),
  }),
});

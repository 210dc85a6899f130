import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/(portal)/data/define-route";
import { listWebhooks } from "@/server/webhook/list-webhooks";

/** The webhooks that the palette lists. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "portal.listWebhooks",
    auth: "session",
    handler: async ({ ctx }) => {
      const webhooks = await listWebhooks({ ctx, input: {} });
      return webhooks.map(({ id, name, url }) => ({ id, name, url }));
    },
  }),
});

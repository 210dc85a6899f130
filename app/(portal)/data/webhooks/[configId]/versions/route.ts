import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/(portal)/data/define-route";
import { webhookReference } from "@/domain/webhook/webhook-reference";
import { webhookVersionListOptions } from "@/domain/webhook/webhook-version";
import { listWebhookVersions } from "@/server/webhook/list-webhook-versions";

/** A page of a webhook's versions. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "portal.listWebhookVersions",
    auth: "session",
    params: webhookReference,
    query: webhookVersionListOptions,
    handler: ({ ctx, params, query }) => listWebhookVersions({ ctx, input: { ...params, ...query } }),
  }),
});

import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { webhookReference } from "@/domain/webhook/webhook-reference";
import { webhookVersionList, webhookVersionListOptions } from "@/domain/webhook/webhook-version";
import { listWebhookVersions } from "@/server/webhook/list-webhook-versions";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "getConfigVersions",
    summary: "List a webhook's versions; the newest first, who changed what, and when",
    auth: "token",
    scope: "read",
    params: webhookReference,
    query: webhookVersionListOptions,
    response: { status: 200, schema: webhookVersionList },
    handler: ({ ctx, params, query }) => listWebhookVersions({ ctx, input: { ...params, ...query } }),
  }),
});

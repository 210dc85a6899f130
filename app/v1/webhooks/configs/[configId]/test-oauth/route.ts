import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { oauthTestAnswer } from "@/domain/webhook/oauth-config";
import { webhookReference } from "@/domain/webhook/webhook-reference";
import { testOAuth } from "@/server/webhook/test-oauth";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  POST: defineRoute({
    operationId: "testOAuth",
    summary: "Test a webhook's OAuth; fetches an access token as a delivery would, and tells what came of it",
    auth: "token",
    scope: "write",
    params: webhookReference,
    response: { status: 200, schema: oauthTestAnswer },
    handler: ({ ctx, params }) => testOAuth({ ctx, input: params }),
  }),
});

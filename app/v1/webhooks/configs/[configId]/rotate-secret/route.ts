import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { secretRotation } from "@/domain/signing/secret-rotation";
import { createdWebhookAnswer } from "@/domain/webhook/webhook-config";
import { webhookReference } from "@/domain/webhook/webhook-reference";
import { rotateSecret } from "@/server/webhook/rotate-secret";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  POST: defineRoute({
    operationId: "rotateSecret",
    summary: "Rotate a signing secret; the answer shows the new one, this once, and the old one signs on for the overlap",
    auth: "token",
    scope: "write",
    isIdempotent: true,
    params: webhookReference,
    body: { schema: secretRotation, isRequired: false },
    response: { status: 200, schema: createdWebhookAnswer },
    handler: ({ ctx, params, body }) => rotateSecret({ ctx, input: { ...params, rotation: body } }),
  }),
});

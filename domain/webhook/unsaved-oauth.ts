import { z } from "zod";
import { webhookAuthInput } from "@/domain/webhook/webhook-auth";
import { webhookReference } from "@/domain/webhook/webhook-reference";

/** Unsaved authentication of a form, to be tested. `configId` names the webhook whose secret is used where the form has none. */
export const unsavedOAuth = z.strictObject({
  configId: webhookReference.shape.configId.optional(),
  auth: webhookAuthInput,
  enableStaticIP: z.boolean(),
});
export type UnsavedOAuth = z.input<typeof unsavedOAuth>;

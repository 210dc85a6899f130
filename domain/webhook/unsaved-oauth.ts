import { z } from "zod";
import { webhookAuthInput } from "@/domain/webhook/webhook-auth";
import { webhookReference } from "@/domain/webhook/webhook-reference";

/** Authentication that is typed and not saved yet, to be tried; `configId`: the webhook whose secret stands for one that is not given. */
export const unsavedOAuth = z.strictObject({
  configId: webhookReference.shape.configId.optional(),
  auth: webhookAuthInput,
  enableStaticIP: z.boolean(),
});
export type UnsavedOAuth = z.input<typeof unsavedOAuth>;

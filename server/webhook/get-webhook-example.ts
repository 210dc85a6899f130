import { parseInput } from "@/domain/parse-input";
import { buildPayload } from "@/domain/payload/build-payload";
import { exampleOptions, type WebhookExample } from "@/domain/webhook/webhook-example";
import { webhookReference } from "@/domain/webhook/webhook-reference";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { findPreviewEvent } from "@/server/webhook/preview-event";
import { getWebhookInTenant } from "@/server/webhook-row/find-webhook";
import { readConfiguration } from "@/server/webhook-row/stored-configuration";

/**
 * Returns an example of a delivery to the webhook before its transform, as the contract's ExampleResponse. It is made from the
 * example of the event's type, as in the preview; with `automation_id`, as that automation would call it. Throws PosternError
 * `not_found` for an unknown webhook or automation.
 */
export async function getWebhookExample(input: {
  ctx: Context;
  input: { configId: string; automation_id?: string | null };
}): Promise<WebhookExample> {
  const { ctx } = input;
  authorise(ctx, "read");
  const { configId, automation_id: automationId } = parseInput(exampleOptions.extend(webhookReference.shape), input.input);
  const { organizationId } = ctx.tenant;
  const webhook = await getWebhookInTenant({ db: ctx.db, organizationId, webhookId: configId });
  const { source } = await findPreviewEvent({ ctx, webhook, given: { ...(automationId && { automation_id: automationId }) } });
  return buildPayload({ ...source, settings: readConfiguration(webhook) });
}

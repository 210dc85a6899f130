import { parseInput } from "@/domain/parse-input";
import { type WebhookReference, webhookReference } from "@/domain/webhook/webhook-reference";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { triggerWebhook } from "@/server/delivery/trigger-webhook";
import { getEventTypeExample } from "@/server/event-type/get-event-type-example";
import { getWebhookInTenant } from "@/server/webhook-row/find-webhook";

/**
 * Sends the example of the event's type to one webhook, whatever its filter says. It is a direct trigger, so no other webhook
 * gets it, and it carries no changed or previous attributes. Returns the delivery's id. Needs the scopes read and publish. Throws
 * as triggerWebhook does.
 */
export async function sendTestEvent({ ctx, input }: { ctx: Context; input: WebhookReference }): Promise<{ deliveryId: string }> {
  authorise(ctx, "publish");
  const { configId } = parseInput(webhookReference, input);
  const { eventName } = await getWebhookInTenant({ db: ctx.db, organizationId: ctx.tenant.organizationId, webhookId: configId });
  const { entity, data, relations, activity } = await getEventTypeExample({ ctx, input: { name: eventName } });
  const payload = {
    metadata: {},
    entity: entity ?? data ?? {},
    ...(relations !== undefined && { relations }),
    ...(activity !== undefined && { activity }),
  };
  const { event_id: deliveryId } = await triggerWebhook({ ctx, input: { configId, payload } });
  return { deliveryId };
}

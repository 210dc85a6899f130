import { z } from "zod";
import { PosternError } from "@/domain/errors";
import { buildMetadata } from "@/domain/event/metadata";
import { parseTriggerPayload } from "@/domain/event/trigger-input";
import { newId } from "@/domain/ids";
import { parseInput } from "@/domain/parse-input";
import { webhookStatus } from "@/domain/webhook/webhook-config";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { getWebhookInTenant, noSuchWebhook } from "@/server/webhook/internal";

/** TriggerWebhookResp of an asynchronous trigger (contract.md "Shapes"). `event_id` is the delivery's id. */
export interface TriggerWebhookAnswer {
  event_id: string;
  message: "queued";
  start_date: string;
}

const triggerInput = z.object({
  configId: z.string(),
  sync: z
    .boolean()
    .optional()
    .refine((isSync) => !isSync, "Synchronous triggers are not served yet by this version: leave this parameter out."),
  payload: z.unknown(),
});

/**
 * Calls one webhook with the caller's own payload, whatever it subscribes to and filters: writes an event with one delivery,
 * due now, and rings. Needs the scope publish. Throws PosternError `invalid_input` for a webhook that is disabled or
 * incomplete (then nothing is recorded), `not_found` for an unknown or deleted one.
 */
export async function triggerWebhook(input: {
  ctx: Context;
  input: { configId: string; sync?: boolean; payload: unknown };
}): Promise<TriggerWebhookAnswer> {
  const { ctx } = input;
  authorise(ctx, "publish");
  const { organizationId } = ctx.tenant;
  const { configId, payload } = parseInput(triggerInput, input.input);
  const { metadata: given, content } = parseTriggerPayload({ payload, organizationId });
  const webhook = await getWebhookInTenant({ db: ctx.db, organizationId, webhookId: configId });
  const status = webhookStatus({ ...webhook, hasAuthSecret: webhook.authSecret !== null });
  if (status !== "active") throw notTriggerable(status);

  const now = ctx.clock.now();
  const [eventId, deliveryId] = [newId("event"), newId("delivery")];
  const metadata = buildMetadata({ organizationId, eventName: webhook.eventName, eventId, given, webhook, now });
  const written = await ctx.db.$executeRaw`
    with target as (
      select id, organization_id, event_name, event_type from webhook
      where id = ${configId} and organization_id = ${organizationId} and enabled and deleted_at is null
    ), written as (
      insert into event (organization_id, id, event_name, event_type, data)
      select organization_id, ${eventId}, event_name, event_type, ${JSON.stringify({ metadata: given, ...content })}::json from target
    )
    insert into delivery (id, organization_id, webhook_id, event_id, message_id, event_name, source, status, metadata, next_at)
    select ${deliveryId}, organization_id, id, ${eventId}, ${newId("message")}, event_name, 'trigger', 'in_progress', ${JSON.stringify(metadata)}::json, now()
    from target`;
  // It was deleted or disabled since it was read.
  if (written === 0) throw noSuchWebhook(configId);
  await ctx.jobs.send({ name: "webhook/deliveries.due" });
  return { event_id: deliveryId, message: "queued", start_date: now.toISOString() };
}

function notTriggerable(status: "inactive" | "incomplete"): PosternError {
  return new PosternError(
    "invalid_input",
    status === "inactive"
      ? "This webhook is disabled: enable it, then trigger it."
      : "This webhook is incomplete: give it a URL and the credentials that its authentication needs, then trigger it.",
  );
}

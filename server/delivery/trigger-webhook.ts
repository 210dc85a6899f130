import { z } from "zod";
import { buildMetadata } from "@/domain/event/metadata";
import { parseTriggerPayload } from "@/domain/event/trigger-input";
import { newId } from "@/domain/ids";
import { parseInput } from "@/domain/parse-input";
import type { TriggerAnswer } from "@/domain/webhook/trigger-answer";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { getTriggerOutcome } from "@/server/delivery/get-trigger-outcome";
import { assertTriggerable } from "@/server/delivery/internal";
import { sendTrigger } from "@/server/delivery/send-trigger";
import { reportFault } from "@/server/report-fault";
import { getWebhookInTenant, noSuchWebhook } from "@/server/webhook/internal";

const triggerInput = z.object({ configId: z.string(), sync: z.boolean().optional(), payload: z.unknown() });

/**
 * Calls one webhook with the caller's own payload, whatever it subscribes to and filters: writes an event with one delivery.
 * Gives the contract's TriggerWebhookResp: queued, or, with `sync`, once the delivery has ended, what came of it. Needs the
 * scope publish. Throws PosternError `invalid_input` for a webhook that is disabled or incomplete (then nothing is recorded),
 * `not_found` for an unknown or deleted one.
 */
export async function triggerWebhook(input: {
  ctx: Context;
  input: { configId: string; sync?: boolean; payload: unknown };
}): Promise<TriggerAnswer> {
  const { ctx } = input;
  authorise(ctx, "publish");
  const { organizationId } = ctx.tenant;
  const { configId, payload, sync: isSynchronous = false } = parseInput(triggerInput, input.input);
  const { metadata: given, content } = parseTriggerPayload({ payload, organizationId });
  const webhook = await getWebhookInTenant({ db: ctx.db, organizationId, webhookId: configId });
  assertTriggerable(webhook);

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
    select ${deliveryId}, organization_id, id, ${eventId}, ${newId("message")}, event_name,
      ${isSynchronous ? "sync_trigger" : "trigger"}::delivery_source, 'in_progress', ${JSON.stringify(metadata)}::json, now()
    from target`;
  // It was deleted or disabled since it was read.
  if (written === 0) throw noSuchWebhook(configId);

  if (isSynchronous) return outcomeOf({ ctx, deliveryId });
  await ctx.jobs.send({ name: "webhook/deliveries.due" });
  return { event_id: deliveryId, message: "queued", start_date: now.toISOString() };
}

async function outcomeOf({ ctx, deliveryId }: { ctx: Context; deliveryId: string }): Promise<TriggerAnswer> {
  const onError = (error: unknown) => reportFault({ error, requestId: ctx.requestId, operation: "triggerWebhook" });
  await sendTrigger({ ctx, deliveryId, onError });
  return getTriggerOutcome({ db: ctx.db, organizationId: ctx.tenant.organizationId, deliveryId });
}

import { automationMetadata } from "@/domain/automation/automation-metadata";
import type { ExecutionAction } from "@/domain/automation/execution";
import { errorOutput } from "@/domain/automation/execution-status";
import type { TriggerWebhookAction } from "@/domain/automation/flow-action";
import { newId } from "@/domain/ids";
import { writeJson } from "@/domain/json/write-json";
import type { Webhook } from "@/prisma/generated/client";
import { automationContent } from "@/server/automation/automation-content";
import { insertActionDelivery } from "@/server/automation/insert-action-delivery";
import type { ActOutcome, Run } from "@/server/automation/run";
import { PREPARED } from "@/server/platform/prepared-statements";
import { statusOf } from "@/server/webhook-row/stored-configuration";

type WebhookAction = ExecutionAction & TriggerWebhookAction;

/**
 * Queues the delivery of a webhook action: an ordinary one of the queue, to this one webhook and past its filter. With `sync` it has the
 * time limit and the retries of a synchronous call, and its end wakes the execution. An action that is done again keeps the
 * message's id, so that a receiver can tell.
 */
export async function triggerWebhookAction({ run, action }: { run: Run; action: WebhookAction }): Promise<ActOutcome> {
  const { ctx, tx, execution, now } = run;
  const { organizationId } = execution;
  const { target_webhook_id: webhookId, sync: isSynchronous, event_id: earlierId } = action.config;
  const [webhook] = await tx.$queryRaw<Pick<Webhook, "id" | "name" | "enabled" | "authSecret" | "configuration">[]>`${PREPARED}
    select id, name, enabled, auth_secret as "authSecret", configuration from webhook
    where id = ${webhookId} and organization_id = ${organizationId} and deleted_at is null`;
  if (!webhook) return { type: "failed", error: errorOutput("BAD_CONFIG", `There is no webhook ${webhookId}: it may have been deleted.`) };
  const status = statusOf(webhook);
  if (status === "incomplete") {
    return {
      type: "failed",
      error: errorOutput("BAD_CONFIG", `The webhook "${webhook.name}" has no URL, or its credentials are missing.`),
    };
  }
  if (status === "inactive")
    return { type: "failed", error: errorOutput("TRIGGER_WEBHOOK_ERROR", `The webhook "${webhook.name}" is disabled.`) };

  const earlier = earlierId ? await tx.delivery.findFirst({ where: { id: earlierId, organizationId }, select: { messageId: true } }) : null;
  const [eventId, deliveryId] = [newId("event"), newId("delivery")];
  await insertActionDelivery({
    tx,
    rows: {
      ...{ organizationId, webhookId, eventId, deliveryId, isSynchronous },
      messageId: earlier?.messageId ?? newId("message"),
      eventData: await automationContent({ run }),
      metadata: writeJson(automationMetadata({ execution, action, webhook, eventId, now })),
      hops: ctx.hops ?? 0,
    },
  });
  run.afterCommit.push(() => ctx.jobs.send({ name: "webhook/deliveries.due" }));
  const config = { ...action.config, event_id: deliveryId };
  if (isSynchronous) return { type: "under_way", deliveryId, config };
  return { type: "done", outputs: { event_id: deliveryId, message: "queued", start_date: now.toISOString() }, config };
}

import { z } from "zod";
import { PosternError } from "@/domain/errors";
import { buildMetadata } from "@/domain/event/metadata";
import { parseTriggerPayload } from "@/domain/event/trigger-input";
import { newId } from "@/domain/ids";
import { writeJson } from "@/domain/json/write-json";
import { parseInput } from "@/domain/parse-input";
import type { TriggerAnswer } from "@/domain/webhook/trigger-answer";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { getTriggerOutcome } from "@/server/delivery/get-trigger-outcome";
import { insertTrigger } from "@/server/delivery/insert-trigger";
import { assertFewHops } from "@/server/event/assert-few-hops";
import { sendTrigger } from "@/server/queue/send-trigger";
import { reportFault } from "@/server/report-fault";
import { disableFailedWebhook } from "@/server/webhook/disable-failed-webhook";
import { assertTriggerable } from "@/server/webhook-row/assert-triggerable";
import { getWebhookInTenant, noSuchWebhook } from "@/server/webhook-row/find-webhook";

/** About the time that a synchronous trigger takes when its first attempt is answered. */
const ROOM_AFTER_SECONDS = 1;

const triggerInput = z.object({ configId: z.string(), sync: z.boolean().optional(), payload: z.unknown() });

/**
 * Calls one webhook with the caller's own payload, whatever it subscribes to and filters. It writes an event with one delivery.
 * Returns the contract's TriggerWebhookResp: that it is queued, or with `sync` its outcome, once the delivery has ended. Needs
 * the scope publish. Throws PosternError `invalid_input` for a webhook that is disabled or incomplete, `not_found` for an unknown
 * or deleted one, and `rate_limited` when too many of its synchronous triggers are waiting; nothing is recorded then.
 */
export async function triggerWebhook(input: {
  ctx: Context;
  input: { configId: string; sync?: boolean; payload: unknown };
}): Promise<TriggerAnswer> {
  const { ctx } = input;
  authorise(ctx, "publish");
  assertFewHops(ctx);
  const { organizationId } = ctx.tenant;
  const { configId, payload, sync: isSynchronous = false } = parseInput(triggerInput, input.input);
  const { metadata: given, content } = parseTriggerPayload({ payload, organizationId });
  const webhook = await getWebhookInTenant({ db: ctx.db, organizationId, webhookId: configId });
  assertTriggerable({ webhook, path: "configId" });

  const now = ctx.clock.now();
  const [eventId, deliveryId, messageId] = [newId("event"), newId("delivery"), newId("message")];
  const metadata = writeJson(buildMetadata({ organizationId, eventName: webhook.eventName, eventId, given, webhook, now }));
  const eventData = writeJson({ metadata: given, ...content });
  const rows = { organizationId, webhookId: configId, eventId, deliveryId, messageId, eventData, metadata, isSynchronous };
  assertWritten(await insertTrigger({ ctx, rows }), configId);

  if (!isSynchronous) {
    await ctx.jobs.send({ name: "webhook/deliveries.due" });
    return { event_id: deliveryId, message: "queued", start_date: now.toISOString() };
  }
  const onError = (error: unknown) => reportFault({ ...ctx, error, operation: "triggerWebhook" });
  await sendTrigger({ ctx, deliveryId, onError, onEndpointLost: (loss) => disableFailedWebhook({ ...ctx, ...loss }) });
  return getTriggerOutcome({ db: ctx.db, organizationId, deliveryId });
}

function assertWritten(insertion: Awaited<ReturnType<typeof insertTrigger>>, webhookId: string): void {
  switch (insertion) {
    case "written":
      return;
    case "webhook_is_off":
      throw noSuchWebhook(webhookId);
    case "no_room":
      throw new PosternError(
        "rate_limited",
        "As many synchronous triggers of this webhook as may be are waiting for its endpoint already. Nothing was sent: try again in a moment, or leave `sync` out.",
        { retryAfterSeconds: ROOM_AFTER_SECONDS },
      );
  }
}

import { buildMetadata } from "@/domain/event/metadata";
import { newId } from "@/domain/ids";
import { parseInput } from "@/domain/parse-input";
import { buildPayload } from "@/domain/payload/build-payload";
import { PAYLOAD_FORMATS } from "@/domain/payload/payload-formats";
import { exampleOptions, type WebhookExample } from "@/domain/webhook/webhook-example";
import { webhookReference } from "@/domain/webhook/webhook-reference";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { getWebhookInTenant } from "@/server/webhook/internal";
import { payloadTogglesOf } from "@/server/webhook/payload-toggles";

/**
 * What a delivery to the webhook would carry, before its transform: the example of its event's type, built as a real event's payload
 * is. Gives the contract's ExampleResponse. Throws PosternError `not_found`.
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
  const eventType = await ctx.db.eventType.findUnique({
    where: { organizationId_name: { organizationId, name: webhook.eventType } },
    select: { example: true },
  });

  const { metadata: given, data, entity = data ?? {}, ...content } = toObject(eventType?.example);
  const metadata = buildMetadata({
    organizationId,
    eventName: webhook.eventName,
    eventId: newId("event"),
    given: { ...toObject(given), ...(automationId ? { origin: "automation" } : {}) },
    webhook,
    now: ctx.clock.now(),
  });
  return buildPayload({
    eventName: webhook.eventName,
    metadata,
    content: { entity, ...content },
    isTrigger: false,
    settings: {
      format: PAYLOAD_FORMATS.find((format) => format === webhook.payloadFormat) ?? "entity_envelope",
      toggles: payloadTogglesOf(webhook),
    },
  });
}

function toObject(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

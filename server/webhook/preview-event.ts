import { PosternError } from "@/domain/errors";
import { refuseOtherOrganization } from "@/domain/event/given-content";
import type { GivenEvent } from "@/domain/event/given-event";
import { buildMetadata } from "@/domain/event/metadata";
import { newId } from "@/domain/ids";
import type { WebhookPreview } from "@/domain/webhook/webhook-preview";
import type { Webhook } from "@/prisma/generated/client";
import type { Context } from "@/server/context";
import type { MessageSource } from "@/server/delivery/build-message";

type PreviewedWebhook = Pick<Webhook, "id" | "name" | "eventName" | "eventType">;

/** An event to preview: what is told of it, and what a message is built from. */
export interface PreviewEvent {
  told: WebhookPreview["event"];
  source: MessageSource;
}

/**
 * The event that a preview shows, as a delivery to the webhook would have it. Throws PosternError `not_found` where the event that was
 * asked for is not the organization's, or not stored any more; `invalid_input` where the one that was given names another organization.
 */
export async function findPreviewEvent(input: {
  ctx: Context;
  webhook: PreviewedWebhook;
  given: { event_id?: string | undefined; event?: GivenEvent | undefined };
}): Promise<PreviewEvent> {
  const { ctx, webhook, given } = input;
  if (given.event_id !== undefined) {
    const stored = await findPublished(ctx, given.event_id);
    return toPreviewEvent({ ctx, webhook, source: "published", eventId: stored.id, eventName: stored.eventName, event: stored.data });
  }
  const { eventName } = webhook;
  if (given.event === undefined) {
    const event = await readExample(ctx, webhook.eventType);
    return toPreviewEvent({ ctx, webhook, source: "example", eventId: newId("event"), eventName, event });
  }
  const { event_id: eventId = newId("event"), ...event } = given.event;
  const { organizationId } = ctx.tenant;
  refuseOtherOrganization({ metadata: event.metadata, organizationId, path: "event.metadata.organization_id" });
  return toPreviewEvent({ ctx, webhook, source: "given", eventId, eventName, event });
}

async function findPublished(ctx: Context, id: string) {
  const { organizationId } = ctx.tenant;
  const delivery = await ctx.db.delivery.findFirst({ where: { id, organizationId }, select: { eventId: true } });
  const where = { organizationId_id: { organizationId, id: delivery?.eventId ?? id } };
  const event = await ctx.db.event.findUnique({ where });
  if (!event) throw new PosternError("not_found", `There is no event with the id ${id}, or what was published is not stored any more.`);
  return event;
}

async function readExample(ctx: Context, name: string): Promise<unknown> {
  const where = { organizationId_name: { organizationId: ctx.tenant.organizationId, name } };
  return (await ctx.db.eventType.findUnique({ where, select: { example: true } }))?.example;
}

function toPreviewEvent(input: {
  ctx: Context;
  webhook: PreviewedWebhook;
  source: WebhookPreview["event"]["source"];
  eventId: string;
  eventName: string;
  event: unknown;
}): PreviewEvent {
  const { ctx, webhook, eventId, eventName } = input;
  const { metadata: given, data, ...rest } = toObject(input.event);
  // Free `data` is the entity, as it is when an event is published.
  const content = data === undefined ? rest : { entity: data, ...rest };
  const now = ctx.clock.now();
  const metadata = buildMetadata({ organizationId: ctx.tenant.organizationId, eventName, eventId, given: toObject(given), webhook, now });
  return {
    told: { source: input.source, event_id: eventId, event_name: eventName },
    source: { eventName, metadata, content, isTrigger: false },
  };
}

function toObject(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

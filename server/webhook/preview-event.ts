import { PosternError } from "@/domain/errors";
import { refuseOtherOrganization } from "@/domain/event/given-content";
import type { GivenEvent } from "@/domain/event/given-event";
import { buildMetadata } from "@/domain/event/metadata";
import { newId } from "@/domain/ids";
import { isJsonObject } from "@/domain/json/json-object";
import type { WebhookPreview } from "@/domain/preview/webhook-preview";
import type { Webhook } from "@/prisma/generated/client";
import type { Context } from "@/server/context";
import { findStoredEvent } from "@/server/event-type/find-stored-event";
import type { MessageSource } from "@/server/request/build-message";

type PreviewedWebhook = Pick<Webhook, "id" | "name" | "eventName" | "eventType">;

/** An event to preview: `told` is shown, `source` is what a message is built from. */
export interface PreviewEvent {
  told: WebhookPreview["event"];
  source: MessageSource;
}

/**
 * Returns the event that a preview shows, as a delivery to the webhook would carry it. Throws PosternError `not_found` when the
 * requested event is not the organization's or is no longer stored; `invalid_input` when the given event names another
 * organization.
 */
export async function findPreviewEvent(input: {
  ctx: Context;
  webhook: PreviewedWebhook;
  given: { event_id?: string | undefined; event?: GivenEvent | undefined };
}): Promise<PreviewEvent> {
  const { ctx, webhook, given } = input;
  if (given.event_id !== undefined) {
    const { id, eventName, eventType, data, readsRelations } = await findPublished(ctx, given.event_id);
    const told = { source: "published", event_id: id, event_name: eventName } as const;
    const named = eventType === webhook.eventType ? webhook.eventName : eventName;
    const { source, ...shown } = toPreviewEvent({ ctx, webhook, told, eventName: named, event: data });
    return { ...shown, source: { ...source, readsRelations } };
  }
  const { eventName } = webhook;
  if (given.event === undefined) {
    const told = { source: "example", event_id: newId("event"), event_name: eventName } as const;
    return toPreviewEvent({ ctx, webhook, told, eventName, event: await readExample(ctx, webhook.eventType) });
  }
  const { event_id = newId("event"), ...event } = given.event;
  const { organizationId } = ctx.tenant;
  refuseOtherOrganization({ metadata: event.metadata, organizationId, path: "event.metadata.organization_id" });
  return toPreviewEvent({ ctx, webhook, told: { source: "given", event_id, event_name: eventName }, eventName, event });
}

async function findPublished(ctx: Context, id: string) {
  const { organizationId } = ctx.tenant;
  const delivery = await ctx.db.delivery.findFirst({ where: { id, organizationId }, select: { eventId: true } });
  const event = await findStoredEvent({ db: ctx.db, organizationId, id: delivery?.eventId ?? id });
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
  told: WebhookPreview["event"];
  /** The webhook's name for the event (docs/decisions/018-names-and-aliases.md). */
  eventName: string;
  event: unknown;
}): PreviewEvent {
  const { ctx, webhook, told, eventName } = input;
  const { metadata: given, data, ...rest } = toObject(input.event);
  // Free `data` is the entity, as when an event is published.
  const content = data === undefined ? rest : { entity: data, ...rest };
  const [{ organizationId }, now] = [ctx.tenant, ctx.clock.now()];
  const metadata = buildMetadata({ organizationId, eventName, eventId: told.event_id, given: toObject(given), webhook, now });
  return { told, source: { eventName, metadata, content, isTrigger: false } };
}

function toObject(value: unknown): Record<string, unknown> {
  return isJsonObject(value) ? { ...value } : {};
}

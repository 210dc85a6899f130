import { PosternError } from "@/domain/errors";
import { buildMetadata } from "@/domain/event/metadata";
import type { PublishedEvent } from "@/domain/event/publish-input";
import { newId } from "@/domain/ids";
import { writeJson } from "@/domain/json/write-json";
import { completeContent, type EventContent } from "@/domain/payload/event-content";
import type { Context } from "@/server/context";
import { eventData } from "@/server/event/event-data";
import type { Subscriber, Subscriptions } from "@/server/event/subscription-cache";

/** An event that is to be written, with a delivery for each of its subscribers. */
export interface PlannedEvent {
  id: string;
  eventName: string;
  eventType: string;
  /** JSON. */
  data: string;
  deliveries: PlannedDelivery[];
}

export interface PlannedDelivery {
  id: string;
  messageId: string;
  /** JSON. */
  metadata: string;
  subscriber: Subscriber;
  /** The reason for sending nothing: a code of domain/delivery/skip-reasons.ts, or the filter's words. Null when the event is sent. */
  skipReason: string | null;
}

/** The most rows that one statement writes in about a second. */
const MAX_DELIVERIES = 100_000;

/** Plans the deliveries of events. `isArray` is whether a fault names its event's index. Throws PosternError `payload_too_large`. */
export function planEvents(input: {
  ctx: Pick<Context, "clock" | "tenant">;
  events: readonly PublishedEvent[];
  subscriptions: Subscriptions;
  isArray: boolean;
}): PlannedEvent[] {
  const { ctx, events, subscriptions, isArray } = input;
  const now = ctx.clock.now();
  const { organizationId } = ctx.tenant;
  let total = 0;
  return events.map((event, index) => {
    const { eventName, eventId, metadata: given, content } = event;
    const data = eventData({ event, index: isArray ? index : null });
    const id = eventId ?? newId("event");
    const eventType = subscriptions.typeByName.get(eventName) ?? eventName;
    const subscribers = subscriptions.subscribersByType.get(eventType) ?? [];
    total += subscribers.length;
    if (total > MAX_DELIVERIES) {
      throw new PosternError(
        "payload_too_large",
        `These events would become more than ${MAX_DELIVERIES} deliveries. Nothing was published: split the array.`,
      );
    }
    const completed = subscribers.some(({ filter }) => filter) ? completeContent(content) : content;
    const deliveries = subscribers.map((subscriber) => {
      const metadata = buildMetadata({ organizationId, eventName: subscriber.eventName, eventId: id, given, webhook: subscriber, now });
      const skipReason = subscriber.skipReason ?? judge(subscriber, event, metadata, completed);
      return { id: newId("delivery"), messageId: newId("message"), metadata: writeJson(metadata), subscriber, skipReason };
    });
    return { id, eventName, eventType, data, deliveries };
  });
}

/** Checks whether an event has a delivery that is to be sent. */
export function isAnyDue(events: readonly PlannedEvent[]): boolean {
  return events.some(({ deliveries }) => deliveries.some(({ skipReason }) => skipReason === null));
}

/**
 * Returns the filter's reason not to send. Returns null when the filter lets the event through, or needs first what is evaluated or
 * read when the payload is built: JSONata, or relations.
 */
function judge(
  { filter }: Subscriber,
  { readsRelations }: PublishedEvent,
  metadata: Record<string, unknown>,
  content: EventContent,
): string | null {
  if (!filter || (readsRelations && filter.usesRelations)) return null;
  const event = { metadata, ...content };
  return filter.match(event) === "skip" ? filter.judge(event).reason : null;
}

import { z } from "zod";
import { PosternError } from "@/domain/errors";
import { refuseOtherOrganization } from "@/domain/event/given-content";
import { givenEventFields, hasOneContent, TWO_CONTENTS } from "@/domain/event/given-event";
import { objectOnly } from "@/domain/json/json-object";
import { parseInput } from "@/domain/parse-input";
import type { EventContent } from "@/domain/payload/event-content";

/** The most events in one request (contract.md "Publish"). */
const MAX_EVENTS = 1_000;
const MAX_NAME_LENGTH = 255;

/** One event as published, parsed. */
export interface PublishedEvent {
  eventName: string;
  /** The publisher's own id, unique in the organization. */
  eventId: string | undefined;
  metadata: Record<string, unknown> | undefined;
  content: EventContent;
  /** True for the event of a changed entity, whose relations are read when a payload is built. */
  readsRelations?: true;
}

const publishedEvent = z
  .strictObject(
    {
      eventName: z
        .string("Say which event happened: its name or an alias.")
        .min(1, "Say which event happened: its name or an alias.")
        .max(MAX_NAME_LENGTH, `At most ${MAX_NAME_LENGTH} characters.`),
      ...givenEventFields,
    },
    'An event is a JSON object such as {"eventName": "product_updated", "entity": {}}.',
  )
  .refine(hasOneContent, TWO_CONTENTS)
  .transform(({ eventName, event_id, metadata, data, entity = data, ...rest }): PublishedEvent => {
    const content: EventContent = {
      ...(entity && { entity }),
      ...(rest.relations && { relations: rest.relations }),
      ...(rest.activity && { activity: rest.activity }),
      ...(rest.changed_attributes && { changed_attributes: rest.changed_attributes }),
      ...(rest.previous_attributes && { previous_attributes: rest.previous_attributes }),
    };
    return { eventName, eventId: event_id, metadata, content };
  });

const publishedEvents = z.array(objectOnly(publishedEvent));

/** The schema of a publishing request, for the API's reference. `parsePublishInput` parses the two forms apart, for clearer faults. */
export const publishBody = z.union([publishedEvent, publishedEvents.min(1).max(MAX_EVENTS)]);

/**
 * Parses a publishing request: one event or an array of up to 1,000 (contract.md "Publish"). Throws PosternError `invalid_input`.
 * The path of a fault in an array begins with the event's index, such as `3.eventName`.
 */
export function parsePublishInput({ input, organizationId }: { input: unknown; organizationId: string }): PublishedEvent[] {
  if (!Array.isArray(input)) {
    const event = parseInput(publishedEvent, input);
    refuseOtherOrganization({ metadata: event.metadata, organizationId, path: "metadata.organization_id" });
    return [event];
  }
  if (input.length === 0 || input.length > MAX_EVENTS) throw wrongCount(input.length);
  const events = parseInput(publishedEvents, input);
  for (const [index, { metadata }] of events.entries()) {
    refuseOtherOrganization({ metadata, organizationId, path: `${index}.metadata.organization_id` });
  }
  return events;
}

function wrongCount(count: number): PosternError {
  const message =
    count === 0
      ? "The array is empty: publish at least one event."
      : `Publish at most ${MAX_EVENTS.toLocaleString("en-US")} events at once; these are ${count.toLocaleString("en-US")}. Nothing was published: split the array.`;
  return new PosternError("invalid_input", message, { faults: [{ path: "", message }] });
}

import { z } from "zod";
import { PosternError } from "@/domain/errors";
import { parseInput } from "@/domain/parse-input";
import type { EventContent } from "@/domain/payload/build-entity-envelope";

/** Most events in one request (contract.md "Publish"). */
export const MAX_EVENTS = 1_000;
const MAX_NAME_LENGTH = 255;
const MAX_EVENT_ID_LENGTH = 255;
/** Far above any real event; JSON.stringify and PostgreSQL both fail some thousands of levels deep. */
const MAX_DEPTH = 200;

/** One event as published, parsed. */
export interface PublishedEvent {
  eventName: string;
  /** The publisher's own id, unique in the organization. */
  eventId: string | undefined;
  metadata: Record<string, unknown> | undefined;
  content: EventContent;
}

type JsonObject = Record<string, unknown>;

function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isNestedDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (levels === 0) return true;
  return Object.values(value).some((part) => isNestedDeeperThan(part, levels - 1));
}

const DEPTH_MESSAGE = `This is nested deeper than ${MAX_DEPTH} levels: flatten it.`;
const isShallow = (value: unknown) => !isNestedDeeperThan(value, MAX_DEPTH);

// Custom checks instead of z.record: the content is passed on as it is, without being copied key by key.
const object = z.custom<JsonObject>(isJsonObject, "Give a JSON object.").refine(isShallow, { error: DEPTH_MESSAGE, abort: true });
const objects = z
  .custom<JsonObject[]>((value) => Array.isArray(value) && value.every(isJsonObject), "Give an array of JSON objects.")
  .refine(isShallow, DEPTH_MESSAGE);

const text = z.string("Give a text.").max(1_000, "At most 1,000 characters.").optional();

/** What a caller may say in `metadata`; what Postern sets itself is accepted and replaced, other keys are passed on. */
export const givenMetadata = z
  .looseObject(
    {
      organization_id: text,
      action: text,
      origin: text,
      creation_timestamp: text,
      webhook_id: text,
      webhook_name: text,
      automation_name: text,
      user_id: text,
      correlation_id: text,
      execution_id: text,
      action_id: text,
    },
    "Give a JSON object.",
  )
  .refine(isShallow, DEPTH_MESSAGE);

const publishedEvent = z
  .strictObject(
    {
      eventName: z
        .string("Say which event happened: its name or an alias.")
        .min(1, "Say which event happened: its name or an alias.")
        .max(MAX_NAME_LENGTH, `At most ${MAX_NAME_LENGTH} characters.`),
      entity: object.optional(),
      data: object.optional(),
      relations: objects.optional(),
      activity: object.optional(),
      changed_attributes: z.strictObject({ added: object.optional(), updated: object.optional(), deleted: object.optional() }).optional(),
      previous_attributes: object.optional(),
      metadata: givenMetadata.optional(),
      event_id: z
        .string("Give a text.")
        .regex(/^[\x21-\x7e]+$/, "Use visible ASCII characters only, without spaces, and at least one.")
        .max(MAX_EVENT_ID_LENGTH, `At most ${MAX_EVENT_ID_LENGTH} characters.`)
        .optional(),
    },
    'An event is a JSON object such as {"eventName": "product_updated", "entity": {}}.',
  )
  .refine((event) => event.entity === undefined || event.data === undefined, {
    path: ["data"],
    message: "Give either entity or data, not both.",
  })
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

const publishedEvents = z.array(publishedEvent);

/**
 * Parses what is published: one event or an array of up to 1,000 (contract.md "Publish"). Throws PosternError
 * `invalid_input`; the path of a fault in an array begins with the event's index, such as `3.eventName`.
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

/** Throws PosternError `invalid_input` where metadata names another organization than the caller's (contract.md "Shapes", Metadata). */
export function refuseOtherOrganization(input: { metadata: JsonObject | undefined; organizationId: string; path: string }): void {
  const given = input.metadata?.["organization_id"];
  if (given === undefined || given === input.organizationId) return;
  const message = "This is not the organization that your token belongs to: leave it out.";
  throw new PosternError("invalid_input", `${input.path}: ${message}`, { faults: [{ path: input.path, message }] });
}

import { PosternError } from "@/domain/errors";
import type { PublishedEvent } from "@/domain/event/publish-input";
import { READS_RELATIONS } from "@/domain/event/stored-event";
import { writeJson } from "@/domain/json/write-json";

/** The most bytes that one event may hold (contract.md: publish takes 1 MiB an event). */
const MAX_EVENT_BYTES = 2 ** 20;

/**
 * Returns the JSON that is stored of a published event. The event of a changed entity is as large as that may be. Throws
 * PosternError `payload_too_large`, with the event's `index` if it has one.
 */
export function eventData({ event, index }: { event: PublishedEvent; index: number | null }): string {
  if (event.readsRelations) return writeJson({ metadata: event.metadata, [READS_RELATIONS]: true, ...event.content });
  const data = writeJson({ metadata: event.metadata, ...event.content });
  if (Buffer.byteLength(data) <= MAX_EVENT_BYTES) return data;
  const which = index === null ? "The event" : `The event at index ${index}`;
  throw new PosternError(
    "payload_too_large",
    `${which} is larger than 1 MiB. Nothing was published: leave out what is not needed, or publish a reference to it.`,
  );
}

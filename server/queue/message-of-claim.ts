import { parseStoredEvent } from "@/domain/event/stored-event";
import { parseJsonObject } from "@/domain/json/parse-json-object";
import type { Clock } from "@/server/platform/clock";
import type { Database } from "@/server/platform/db";
import type { ClaimedDelivery } from "@/server/queue/claim-deliveries";
import {
  type BuiltMessage,
  buildOriginal,
  judgeFilter,
  type MessageSettings,
  type MessageSource,
  transformMessage,
} from "@/server/request/build-message";
import { withRelations } from "@/server/request/with-relations";
import type { Evaluator } from "@/server/transform/evaluator";

/**
 * Returns the message of an attempt: the text that an earlier attempt built, else one that is built now from the event, or from
 * an earlier delivery's text before the transform when the event is gone. The relations of a changed entity are read here, and the
 * filter's conditions on them and its JSONata conditions are judged, for published events; triggers and replays are not filtered.
 * Throws when none of these is stored any more.
 */
export async function messageOf(input: {
  claim: ClaimedDelivery;
  settings: MessageSettings;
  evaluator: Evaluator;
  readContent: ContentReader;
  db: Database;
  clock: Clock;
}): Promise<BuiltMessage> {
  const { claim, settings, evaluator, readContent } = input;
  if (claim.payload !== null) return { type: "message", payload: claim.payload, originalPayload: null };
  const means = { evaluator, organizationId: claim.organizationId, settings };
  const stored = sourceOf(claim, readContent);
  if (!stored) {
    if (claim.originalPayload === null) throw new Error(`The event of the delivery ${claim.id} is not stored any more.`);
    return transformMessage({ ...means, original: claim.originalPayload });
  }
  const source = await withRelations({ ...input, organizationId: claim.organizationId, source: stored });
  if (claim.source === "event" && !claim.isReplay && isJudgedLate(settings, source)) {
    const outcome = await judgeFilter({ ...means, source });
    if (outcome.type === "failed") return { ...outcome, originalPayload: null };
    if (outcome.type === "skip") return { type: "skipped", reason: outcome.reason, originalPayload: null };
  }
  return transformMessage({ ...means, original: buildOriginal({ source, settings }) });
}

/** Checks whether the filter was not judged when the event was published: it has JSONata, or looks at relations that were not read yet. */
function isJudgedLate({ filter }: MessageSettings, { readsRelations = false }: MessageSource): boolean {
  return filter !== null && (filter.expressions.length > 0 || (readsRelations && filter.usesRelations));
}

function sourceOf(claim: ClaimedDelivery, readContent: ContentReader): MessageSource | null {
  if (claim.eventData === null) return null;
  const isTrigger = claim.source === "trigger" || claim.source === "sync_trigger";
  return { eventName: claim.eventName, metadata: parseJsonObject(claim.metadata), ...readContent(claim.eventData), isTrigger };
}

/** Returns the published content of a text, without its metadata, and whether its relations are still to be read. */
export type ContentReader = (text: string) => Pick<MessageSource, "content" | "readsRelations">;

/** Makes a reader that remembers the last text. The deliveries of one event come one after the other, so it is parsed once. */
export function createContentReader(): ContentReader {
  let last: { text: string; read: ReturnType<ContentReader> } | undefined;
  return (text) => {
    if (last?.text !== text) {
      const { data, readsRelations } = parseStoredEvent(text);
      const { metadata: _given, ...content } = data;
      last = { text, read: { content, readsRelations } };
    }
    return last.read;
  };
}

import { parseJsonObject } from "@/domain/json/parse-json-object";
import { READS_RELATIONS } from "@/server/event/event-data";
import type { ClaimedDelivery } from "@/server/queue/claim-deliveries";
import {
  type BuiltMessage,
  buildOriginal,
  judgeFilter,
  type MessageSettings,
  type MessageSource,
  transformMessage,
} from "@/server/request/build-message";
import type { Evaluator } from "@/server/transform/evaluator";

/**
 * Returns the message of an attempt: the text that an earlier attempt built, else one that is built now from the event, or from
 * an earlier delivery's text before the transform when the event is gone. The filter's JSONata conditions are evaluated here, for
 * published events; triggers and replays are not filtered. Throws when none of these is stored any more.
 */
export async function messageOf(input: {
  claim: ClaimedDelivery;
  settings: MessageSettings;
  evaluator: Evaluator;
  readContent: ContentReader;
}): Promise<BuiltMessage> {
  const { claim, settings, evaluator, readContent } = input;
  if (claim.payload !== null) return { type: "message", payload: claim.payload, originalPayload: null };
  const means = { evaluator, organizationId: claim.organizationId, settings };
  const source = sourceOf(claim, readContent);
  if (!source) {
    if (claim.originalPayload === null) throw new Error(`The event of the delivery ${claim.id} is not stored any more.`);
    return transformMessage({ ...means, original: claim.originalPayload });
  }
  if (claim.source === "event" && !claim.isReplay && settings.filter && settings.filter.expressions.length > 0) {
    const outcome = await judgeFilter({ ...means, source });
    if (outcome.type === "failed") return { ...outcome, originalPayload: null };
    if (outcome.type === "skip") return { type: "skipped", reason: outcome.reason, originalPayload: null };
  }
  return transformMessage({ ...means, original: buildOriginal({ source, settings }) });
}

function sourceOf(claim: ClaimedDelivery, readContent: ContentReader): MessageSource | null {
  if (claim.eventData === null) return null;
  const content = readContent(claim.eventData);
  const isTrigger = claim.source === "trigger" || claim.source === "sync_trigger";
  return { eventName: claim.eventName, metadata: parseJsonObject(claim.metadata), content, isTrigger };
}

/** Returns the published content of a text, without its metadata. */
export type ContentReader = (text: string) => MessageSource["content"];

/** Makes a reader that remembers the last text. The deliveries of one event come one after the other, so it is parsed once. */
export function createContentReader(): ContentReader {
  let last: { text: string; content: MessageSource["content"] } | undefined;
  return (text) => {
    if (last?.text !== text) {
      const { metadata: _given, [READS_RELATIONS]: _reads, ...content } = parseJsonObject(text);
      last = { text, content };
    }
    return last.content;
  };
}

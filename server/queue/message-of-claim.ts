import { parseJsonObject } from "@/domain/json/parse-json-object";
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
 * What an attempt sends: what an earlier one built, else built now, from the event, or where that is gone from what an earlier delivery
 * of it carried before the transform. A filter's JSONata conditions are evaluated here, for what was published; triggers and replays are
 * not filtered. Throws when nothing of the event is at hand any more.
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

/** Reads what was published, without its metadata, from its text. */
export type ContentReader = (text: string) => MessageSource["content"];

/** Makes a reader that remembers the last text: the deliveries of one event come one after the other, so it is parsed once. */
export function createContentReader(): ContentReader {
  let last: { text: string; content: MessageSource["content"] } | undefined;
  return (text) => {
    if (last?.text !== text) {
      const { metadata: _given, ...content } = parseJsonObject(text);
      last = { text, content };
    }
    return last.content;
  };
}

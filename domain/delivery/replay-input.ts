import { z } from "zod";
import { storableText } from "@/domain/storable-text";

const MAX_EVENTS = 100;
const eventId = storableText({ min: 1, max: 255 });
/** True to apply the webhook's current transform to the original input again, false to send the text that was sent before. */
export const reapplyTransform = z.boolean("Give true or false.").default(false);

/** The contract's ReplayRequest; the body may be absent. */
export const replayOptions = z.strictObject({ reapply_transform: reapplyTransform });

/** The contract's BatchReplayRequest. */
export const batchReplayOptions = z.strictObject({
  eventIds: z
    .array(eventId, `Give a list of 1 to ${MAX_EVENTS} event ids.`)
    .min(1, `Give 1 to ${MAX_EVENTS} event ids.`)
    .max(MAX_EVENTS, `Give 1 to ${MAX_EVENTS} event ids at once.`),
  reapply_transform: reapplyTransform,
});

/** The inputs of the two verbs: the events of one webhook that are replayed. */
export const replayInput = replayOptions.extend({ configId: eventId, eventId });
export const batchReplayInput = batchReplayOptions.extend({ configId: eventId });

export const batchReplayAnswer = z.object({ replayed_event_ids: z.array(z.string()) });
export type BatchReplayAnswer = z.output<typeof batchReplayAnswer>;

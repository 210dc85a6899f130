import { z } from "zod";
import { reapplyTransform } from "@/domain/delivery/replay-input";
import { timeRange } from "@/domain/delivery/search-options";
import { idForm } from "@/domain/id-forms";
import { pageCursor } from "@/domain/page-cursor";
import { storableText } from "@/domain/storable-text";

/** What may be replayed by a job: deliveries that have ended. What is in progress is being sent already. */
export const REPLAYABLE_STATUSES = ["succeeded", "failed", "skipped"] as const;
export type ReplayableStatus = (typeof REPLAYABLE_STATUSES)[number];

/** An endpoint that has just recovered is not met with more than most take. */
export const DEFAULT_RATE_PER_SECOND = 100;
export const MAX_RATE_PER_SECOND = 1_000;
const MAX_PAGE_SIZE = 100;
const id = storableText({ min: 1, max: 255 });

/**
 * Which of a webhook's events are sent again, each once, and how fast. `status`: what has become of them, replays included, so that
 * one that failed and was replayed with success since has succeeded; absent: all that have ended. `timestamp`: when they were published. `dryRun`: they are counted, and that is all.
 */
export const replayJobOptions = z.strictObject({
  status: z
    .enum(
      REPLAYABLE_STATUSES,
      "Give succeeded, failed or skipped; leave it out for all of them. What is in progress is being sent already.",
    )
    .optional(),
  timestamp: timeRange.optional(),
  reapply_transform: reapplyTransform,
  ratePerSecond: z.int().min(1).max(MAX_RATE_PER_SECOND).default(DEFAULT_RATE_PER_SECOND),
  dryRun: z.boolean("Give true or false.").default(false),
});
export const replayJobInput = replayJobOptions.extend({ configId: id });

/** Names one replay job, as `{jobId}` in the API's paths. */
export const replayJobReference = z.strictObject({ jobId: id });
export type ReplayJobReference = z.output<typeof replayJobReference>;

/** A page's size as it stands in an address. */
const pageSize = z.coerce
  .number("Give a whole number.")
  .int("Give a whole number.")
  .min(1, `Give 1 to ${MAX_PAGE_SIZE}.`)
  .max(MAX_PAGE_SIZE, `Give 1 to ${MAX_PAGE_SIZE}.`)
  .default(25);

/** `cursor` is the `next_cursor` of the page before. */
export const replayJobListOptions = z.object({
  configId: id.optional(),
  cursor: pageCursor(idForm("replayJob")).optional(),
  limit: pageSize,
});
export type ReplayJobListOptions = z.input<typeof replayJobListOptions>;

/** `status`: what has become of the item by now. */
export const replayItemListOptions = z.object({
  status: z.enum([...REPLAYABLE_STATUSES, "in_progress"]).optional(),
  cursor: pageCursor(idForm("delivery")).optional(),
  limit: pageSize,
});
export const replayItemListInput = replayItemListOptions.extend(replayJobReference.shape);

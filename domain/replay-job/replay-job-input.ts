import { z } from "zod";
import { reapplyTransform } from "@/domain/delivery/replay-input";
import { timeRange } from "@/domain/delivery/search-options";
import { idForm } from "@/domain/id-forms";
import { pageCursor } from "@/domain/page-cursor";
import { storableText } from "@/domain/storable-text";

/** The statuses of deliveries that a job may replay: those that have ended. A delivery in progress is being sent already. */
export const REPLAYABLE_STATUSES = ["succeeded", "failed", "skipped"] as const;
export type ReplayableStatus = (typeof REPLAYABLE_STATUSES)[number];

/** The default rate. Most endpoints can take it, even one that has just recovered. */
export const DEFAULT_RATE_PER_SECOND = 100;
export const MAX_RATE_PER_SECOND = 1_000;
const MAX_PAGE_SIZE = 100;
const id = storableText({ min: 1, max: 255 });

/**
 * The choice of a webhook's events that are sent again, each once, and their rate. `status` is the present status, replays
 * included: an event that failed and was replayed with success has succeeded. Without it, all that have ended are chosen.
 * `timestamp` is the range of the time of publishing. With `dryRun` they are only counted.
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

/** The reference to one replay job, `{jobId}` in the API's paths. */
export const replayJobReference = z.strictObject({ jobId: id });
export type ReplayJobReference = z.output<typeof replayJobReference>;

/** The size of a page, as a query parameter. */
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

/** `status` is the present status of the item. */
export const replayItemListOptions = z.object({
  status: z.enum([...REPLAYABLE_STATUSES, "in_progress"]).optional(),
  cursor: pageCursor(idForm("delivery")).optional(),
  limit: pageSize,
});
export const replayItemListInput = replayItemListOptions.extend(replayJobReference.shape);

/**
 * Times are counted in buckets, eight for each doubling: a percentile read out of them is right to within 4.5 %, at a few rows an hour.
 * Bucket 0 holds everything below 1.09 ms. `LATENCY_BUCKET` in server/statistics/count-chunk.ts says which a time falls into.
 */
export const BUCKETS_PER_DOUBLING = 8;

/** A time in the middle of the bucket, in milliseconds. */
function middleOf(bucket: number): number {
  return 2 ** ((bucket + 0.5) / BUCKETS_PER_DOUBLING);
}

/** The time that this part of all answers (0.95) took at most, in milliseconds; null where there were none. */
export function latencyPercentile(buckets: readonly { bucket: number; answers: number }[], part: number): number | null {
  const total = buckets.reduce((sum, { answers }) => sum + answers, 0);
  let seen = 0;
  for (const { bucket, answers } of [...buckets].sort((one, other) => one.bucket - other.bucket)) {
    seen += answers;
    if (seen >= total * part) return middleOf(bucket);
  }
  return null;
}

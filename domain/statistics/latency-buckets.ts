/**
 * Times are counted in buckets, eight for each doubling. A percentile read from them is exact to within 4.5 %, at a few rows an
 * hour. Bucket 0 holds all times below 1.09 ms. `LATENCY_BUCKET` in server/statistics/count-chunk.ts chooses the bucket of a
 * time.
 */
export const BUCKETS_PER_DOUBLING = 8;

/** Returns a time in the middle of the bucket, in milliseconds. */
function middleOf(bucket: number): number {
  return 2 ** ((bucket + 0.5) / BUCKETS_PER_DOUBLING);
}

/**
 * Returns a percentile in milliseconds: the longest time among the fastest `part` of all answers, such as 0.95. Null where there
 * were no answers.
 */
export function latencyPercentile(buckets: readonly { bucket: number; answers: number }[], part: number): number | null {
  const total = buckets.reduce((sum, { answers }) => sum + answers, 0);
  let seen = 0;
  for (const { bucket, answers } of [...buckets].sort((one, other) => one.bucket - other.bucket)) {
    seen += answers;
    if (seen >= total * part) return middleOf(bucket);
  }
  return null;
}

import type { DeliveriesDue } from "@/server/jobs";

/** Delayed rings are rounded up to whole buckets, and rung once a bucket. */
const BUCKET_MS = 1_000;

/** Sends one ring: at once, or (`at`) then. May throw; it is not tried again, because the sweep finds what was not rung for. */
export type Ring = (at: Date | null) => Promise<void>;

/**
 * The doorbell of one process. However often `send` is called, the first call rings at once and those that follow are
 * gathered into one ring at the end of each interval, so that a ring always comes after the commit that it was for.
 * `send` does not wait for the ring: the caller's answer does not depend on a host.
 */
export function coalesceRings(input: {
  ring: Ring;
  onError: (error: unknown) => void;
  /** At most one ring in this time, besides the first, which goes out at once. */
  intervalMs: number;
  now?: () => number;
}): { send(event: DeliveriesDue): Promise<void> } {
  const now = input.now ?? Date.now;
  const rungBuckets = new Set<number>();
  let lastRingAtMs = Number.NEGATIVE_INFINITY;
  let isRingPlanned = false;

  const ringNow = () => {
    lastRingAtMs = now();
    input.ring(null).catch(input.onError);
  };

  const ringSoon = () => {
    if (isRingPlanned) return;
    const waitMs = lastRingAtMs + input.intervalMs - now();
    if (waitMs <= 0) return ringNow();
    isRingPlanned = true;
    setTimeout(() => {
      isRingPlanned = false;
      ringNow();
    }, waitMs);
  };

  const ringAt = (at: Date) => {
    const bucket = Math.ceil(at.getTime() / BUCKET_MS);
    if (rungBuckets.has(bucket)) return;
    const currentBucket = Math.floor(now() / BUCKET_MS);
    for (const old of rungBuckets) if (old <= currentBucket) rungBuckets.delete(old);
    rungBuckets.add(bucket);
    input.ring(new Date(bucket * BUCKET_MS)).catch((error) => {
      rungBuckets.delete(bucket);
      input.onError(error);
    });
  };

  return {
    async send(event) {
      if (event.at && event.at.getTime() > now()) ringAt(event.at);
      else ringSoon();
    },
  };
}

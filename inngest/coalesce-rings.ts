import type { DeliveriesDue } from "@/server/jobs";

/** The length of a bucket. The time of a delayed ring is rounded up to the end of a bucket, and each bucket is rung for once. */
const BUCKET_MS = 1_000;

/**
 * Sends one ring, at once or at the time `at`. May throw. A ring that fails is not tried again, because the sweep finds what it was for.
 */
export type Ring = (at: Date | null) => Promise<void>;

/**
 * Makes the doorbell of one process. However often `send` is called, the first call rings at once. The calls that follow are gathered into
 * one ring at the end of each interval, so that a ring always comes after the commit that it was for. `send` does not wait for the ring:
 * the caller's answer does not depend on a host.
 */
export function coalesceRings(input: {
  ring: Ring;
  onError: (error: unknown) => void;
  /** The time within which at most one ring goes out; the first one goes out at once. */
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

import type { Database } from "@/server/platform/db";
import { claimShare, releaseShare } from "@/server/queue/claim-share";

/** The number of requests that this process may have open to one webhook, kept in step with the other processes that deliver. */
export interface ConcurrencyShare {
  /** Returns the share. It is 0 until the first `beat`, and while others have not given up enough. */
  current(): number;
  /** Makes sure that this process is known as one that delivers. */
  beat(): Promise<void>;
  end(): Promise<void>;
}

/** The time between two beats, well below the time after which a silent process counts as dead. */
const BEAT_EVERY_MS = 5_000;
const STALE_AFTER_MS = 15_000;

/**
 * Makes the share of a process. `inUse` returns the most requests that are open to any one webhook. `isBusy` tells whether
 * anything is under way, so that the process must announce itself.
 */
export function createConcurrencyShare(input: {
  db: Database;
  ownerId: string;
  inUse: () => number;
  isBusy: () => boolean;
  warn: (error: unknown, message: string) => void;
}): ConcurrencyShare {
  let share = 0;
  let beatAtMs = Number.NEGATIVE_INFINITY;
  let beating: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  function beatNow(): Promise<void> {
    beating ??= claimShare({ ...input, inUse: input.inUse() })
      .then((room) => {
        share = room;
        beatAtMs = Date.now();
      })
      .finally(() => {
        beating = undefined;
      });
    return beating;
  }

  return {
    current: () => share,
    async beat() {
      timer ??= setInterval(() => {
        if (input.isBusy()) beatNow().catch((error) => input.warn(error, "This process's share could not be renewed; trying again."));
      }, BEAT_EVERY_MS).unref();
      const ageMs = Date.now() - beatAtMs;
      if (ageMs > STALE_AFTER_MS || share === 0) await beatNow();
      else if (ageMs > BEAT_EVERY_MS)
        beatNow().catch((error) => input.warn(error, "This process's share could not be renewed; trying again."));
    },
    async end() {
      clearInterval(timer);
      await releaseShare(input).catch((error) => input.warn(error, "This process's share could not be given up; it lapses."));
    },
  };
}

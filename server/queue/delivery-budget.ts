import type { ClaimedDelivery } from "@/server/queue/claim-deliveries";

/** The room for one claim. */
export interface Reservation {
  /** The most due deliveries that it may find, and the most in lanes. At least 1. */
  limit: number;
  /** The most bytes that the due ones may carry, and the most of those in lanes. */
  maxBytes: number;
}

/** Limits the deliveries that a process has under way, by number and by memory. */
export interface DeliveryBudget {
  /** Every delivery from its claim until its outcome is written, and every claim that is being made. */
  readonly unfinished: ReadonlySet<Promise<unknown>>;
  readonly maxUnfinished: number;
  /** Waits, for a second at most, until there is room for a batch that is worth its statement. Returns null when there is no room. */
  reserve(): Promise<Reservation | null>;
  /** Ends a reservation, once the claimed deliveries are tracked. */
  release(reservation: Reservation): void;
  track<Result>(claim: ClaimedDelivery | null, promise: Promise<Result>): Promise<Result>;
}

/** The most deliveries of one claim. With half of this, the fixed cost of a claim and its run is a third of the time. */
const BATCH_SIZE = 600;
/** The smallest claim that is worth its cost. */
const LEAST_BATCH = 300;
/**
 * The most deliveries that wait for their turn, are being sent to fast endpoints, or are being recorded; enough to keep all of
 * that going.
 */
const MAX_QUICK = 1_800;
/**
 * The most deliveries under way. It limits memory, sockets and the requests that a crash repeats (docs/architecture.md "Slow
 * endpoints").
 */
const MAX_UNFINISHED = 2_000;
/**
 * The most bytes of the claims under way. While it is sent, a delivery takes up to ten times the bytes of its claim: the parsed
 * event, the payload, its bytes, the record.
 */
const MAX_BYTES = 64 * 2 ** 20;
/** The most bytes of one claim. A full batch of 7 kB each fits; of larger deliveries fewer are claimed at a time. */
const BATCH_BYTES = 4 * 2 ** 20;
const PATIENCE_MS = 1_000;

/**
 * Makes a process's budget. `openToSlow` returns the number of requests that are open to slow endpoints; they do not keep others
 * from being claimed.
 */
export function createDeliveryBudget({ openToSlow }: { openToSlow: () => number }): DeliveryBudget {
  const unfinished = new Set<Promise<unknown>>();
  const waiters = new Set<() => void>();
  let reserved = 0;
  let bytes = 0;

  function room(): number {
    if (MAX_BYTES - bytes < 2 * BATCH_BYTES) return 0;
    const total = unfinished.size + reserved;
    return Math.min(BATCH_SIZE, MAX_QUICK - (total - openToSlow()), MAX_UNFINISHED - total);
  }

  function onFinished(): void {
    if (waiters.size > 0 && room() >= LEAST_BATCH) for (const wake of [...waiters]) wake();
  }

  function waitForRoom(): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        waiters.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, PATIENCE_MS);
      waiters.add(wake);
    });
  }

  return {
    unfinished,
    maxUnfinished: MAX_UNFINISHED,
    async reserve() {
      if (room() < LEAST_BATCH) await waitForRoom();
      const limit = room();
      if (limit <= 0) return null;
      reserved += limit;
      bytes += 2 * BATCH_BYTES;
      return { limit, maxBytes: BATCH_BYTES };
    },
    release({ limit, maxBytes }) {
      reserved -= limit;
      bytes -= 2 * maxBytes;
      onFinished();
    },
    track(claim, promise) {
      const size = claim ? bytesOf(claim) : 0;
      bytes += size;
      unfinished.add(promise);
      const forget = () => {
        unfinished.delete(promise);
        bytes -= size;
        onFinished();
      };
      promise.then(forget, forget);
      return promise;
    },
  };
}

/** Returns about the bytes of a claim, counted in UTF-16 units, which is near enough. */
function bytesOf({ metadata, payload, eventData, originalPayload }: ClaimedDelivery): number {
  return metadata.length + (payload?.length ?? 0) + (eventData?.length ?? 0) + (originalPayload?.length ?? 0);
}

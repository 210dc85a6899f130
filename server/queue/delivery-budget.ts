import type { ClaimedDelivery } from "@/server/queue/claim-deliveries";

/** Room for one claim. */
export interface Reservation {
  /** How many deliveries it may find due, and as many in lanes. At least 1. */
  limit: number;
  /** How many bytes these may carry, and as many those in lanes. */
  maxBytes: number;
}

/** Bounds what a process has on its hands, in deliveries and in memory. */
export interface DeliveryBudget {
  /** Every delivery from its claim until its outcome is written, and every claim that is being made. */
  readonly unfinished: ReadonlySet<Promise<unknown>>;
  readonly maxUnfinished: number;
  /** Waits, for a second at most, until there is room for a batch worth its statement. Gives null when there is no room. */
  reserve(): Promise<Reservation | null>;
  /** Ends what `reserve` gave: what was claimed is tracked by then. */
  release(reservation: Reservation): void;
  track<Result>(claim: ClaimedDelivery | null, promise: Promise<Result>): Promise<Result>;
}

/** What a claim and its run cost besides its rows is a third of the time with batches of half this size. */
const BATCH_SIZE = 600;
/** Claims of fewer than this cost more than they bring. */
const LEAST_BATCH = 300;
/** Deliveries that wait for their turn, are being sent to endpoints that answer quickly, or are being recorded: enough to keep all of it going. */
const MAX_QUICK = 1_800;
/** Bounds memory, sockets and what a crash repeats (docs/architecture.md "Slow endpoints"). */
const MAX_UNFINISHED = 2_000;
/** While it is sent, a delivery takes up to ten times what its claim carries: the event read, the payload, its bytes, what is recorded. */
const MAX_BYTES = 64 * 2 ** 20;
/** A full batch of 7 kB each has room. Of larger ones fewer are claimed at a time. */
const BATCH_BYTES = 4 * 2 ** 20;
const PATIENCE_MS = 1_000;

/** `openToSlow`: how many requests are open to endpoints that take long; they do not keep others from being claimed. */
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

/** In UTF-16 units, which is near enough. */
function bytesOf({ metadata, payload, eventData, originalPayload }: ClaimedDelivery): number {
  return metadata.length + (payload?.length ?? 0) + (eventData?.length ?? 0) + (originalPayload?.length ?? 0);
}

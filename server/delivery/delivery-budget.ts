import type { ClaimedDelivery } from "@/server/delivery/claim-deliveries";

/** Bounds what a process has on its hands, in deliveries and in memory. */
export interface DeliveryBudget {
  /** Every delivery from its claim until its outcome is written, and every claim that is being made. */
  readonly unfinished: ReadonlySet<Promise<unknown>>;
  readonly maxUnfinished: number;
  /** Waits, for a second at most, until there is room for a batch worth its statement. Gives how many to claim, 0 when there is no room. */
  reserve(): Promise<number>;
  /** Ends what `reserve` gave: what was claimed is tracked by then. */
  release(count: number): void;
  track<Result>(claim: ClaimedDelivery | null, promise: Promise<Result>): Promise<Result>;
}

/** What a claim and its run cost besides its rows is a third of the time with batches of half this size. */
const BATCH_SIZE = 600;
/** Claims of fewer than this cost more than they bring. */
const LEAST_BATCH = 300;
/** Deliveries that wait for their turn, are being sent to endpoints that answer quickly, or are being recorded: enough to keep all of it going. */
const MAX_QUICK = 1_800;
/** Design.md §2.4: a bound on memory, sockets and what a crash repeats. */
const MAX_UNFINISHED = 2_000;
const MAX_CHARACTERS = 64 * 2 ** 20;
const PATIENCE_MS = 1_000;

/** `openToSlow`: how many requests are open to endpoints that take long; they do not keep others from being claimed. */
export function createDeliveryBudget({ openToSlow }: { openToSlow: () => number }): DeliveryBudget {
  const unfinished = new Set<Promise<unknown>>();
  const waiters = new Set<() => void>();
  let reserved = 0;
  let characters = 0;
  let averageCharacters = 1_024;

  function room(): number {
    const total = unfinished.size + reserved;
    const byMemory = Math.floor((MAX_CHARACTERS - characters) / averageCharacters) - reserved;
    return Math.min(BATCH_SIZE, MAX_QUICK - (total - openToSlow()), MAX_UNFINISHED - total, byMemory);
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
      const count = Math.max(0, room());
      reserved += count;
      return count;
    },
    release(count) {
      reserved -= count;
    },
    track(claim, promise) {
      const size = claim ? charactersOf(claim) : 0;
      if (claim) averageCharacters += (size - averageCharacters) / 100;
      characters += size;
      unfinished.add(promise);
      const forget = () => {
        unfinished.delete(promise);
        characters -= size;
        onFinished();
      };
      promise.then(forget, forget);
      return promise;
    },
  };
}

function charactersOf({ metadata, payload, eventData }: ClaimedDelivery): number {
  return metadata.length + (payload?.length ?? 0) + (eventData?.length ?? 0);
}

import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "@/server/platform/db";
import type { ClaimedDelivery } from "@/server/queue/claim-deliveries";
import { holdDeliveries } from "@/server/queue/hold-deliveries";

/** Gathers deliveries that this process gives back unsent, and writes them in bulk. */
export interface BackpressureQueue<Entry> {
  /** Holds the deliveries in their webhooks' lanes. */
  add(entries: Entry[]): void;
  /** Gives the deliveries back to any process, to be sent at once. */
  giveBack(entries: Entry[]): Promise<void>;
}

const GATHER_MS = 20;
const TRY_AGAIN_MS = 1_000;

export function createBackpressureQueue<Entry extends { claim: ClaimedDelivery }>(input: {
  db: Database;
  ownerId: string;
  warn: (error: unknown, message: string) => void;
  onHeld: (entry: Entry) => void;
  /** Called with the time at which the earliest of the lanes is to be looked at. */
  onNextAt: (at: Date) => void;
  /** Called after a while for an entry that could not be given back and is still this process's. */
  onFailed: (entry: Entry) => void;
}): BackpressureQueue<Entry> {
  let gathered: Entry[] = [];

  async function hold(entries: Entry[], isHeld: boolean): Promise<void> {
    if (entries.length === 0) return;
    try {
      const nextAt = await holdDeliveries({ ...input, claims: entries.map(({ claim }) => claim), isHeld });
      for (const entry of entries) input.onHeld(entry);
      if (nextAt) input.onNextAt(nextAt);
    } catch (error) {
      input.warn(error, "Deliveries could not be given back; they go on waiting in this process.");
      await sleep(TRY_AGAIN_MS, undefined, { ref: false });
      // A delivery whose lease is over will be claimed again anyway.
      for (const entry of entries) (Date.now() < entry.claim.leaseUntilMs ? input.onFailed : input.onHeld)(entry);
    }
  }

  return {
    add(entries) {
      if (gathered.length === 0) {
        setTimeout(() => {
          const all = gathered;
          gathered = [];
          void hold(all, true);
        }, GATHER_MS);
      }
      gathered.push(...entries);
    },
    giveBack: (entries) => hold(entries, false),
  };
}

import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "@/server/platform/db";
import type { ClaimedDelivery } from "@/server/queue/claim-deliveries";
import { holdDeliveries } from "@/server/queue/hold-deliveries";

/** Gathers deliveries that are given back unsent, and does so in bulk. */
export interface BackpressureQueue<Entry> {
  /** Has them held in their lanes. */
  add(entries: Entry[]): void;
  /** Gives them back to any process, to be sent at once. */
  giveBack(entries: Entry[]): Promise<void>;
}

const GATHER_MS = 20;
const TRY_AGAIN_MS = 1_000;

export function createBackpressureQueue<Entry extends { claim: ClaimedDelivery }>(input: {
  db: Database;
  ownerId: string;
  warn: (error: unknown, message: string) => void;
  onHeld: (entry: Entry) => void;
  /** Called with when the earliest of the lanes is to be looked at. */
  onNextAt: (at: Date) => void;
  /** It is still this process's; called after a while. */
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
      // A delivery whose lease is over is claimed anew anyway.
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

import type { Database } from "@/server/platform/db";
import { endAbandonedTriggers } from "@/server/queue/end-abandoned-triggers";
import { wakeOrphanedLanes } from "@/server/queue/wake-orphaned-lanes";

/** Repairs the traces that stopped processes and rare races leave in the queue. It is for the sweep. */
export async function tidyQueue({ db }: { db: Database }): Promise<void> {
  await endAbandonedTriggers({ db });
  await wakeOrphanedLanes({ db });
}

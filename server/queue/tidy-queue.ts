import type { Database } from "@/server/platform/db";
import { endAbandonedTriggers } from "@/server/queue/end-abandoned-triggers";
import { wakeOrphanedLanes } from "@/server/queue/wake-orphaned-lanes";

/** Puts in order what stopped processes and rare races leave in the queue. For the sweep. */
export async function tidyQueue({ db }: { db: Database }): Promise<void> {
  await endAbandonedTriggers({ db });
  await wakeOrphanedLanes({ db });
}

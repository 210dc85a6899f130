import type { Database } from "@/server/platform/db";
import { adoptStrays } from "@/server/queue/adopt-strays";
import { endAbandonedTriggers } from "@/server/queue/end-abandoned-triggers";

/** Puts in order what stopped processes and rare races leave in the queue. For the sweep. */
export async function tidyQueue({ db }: { db: Database }): Promise<void> {
  await endAbandonedTriggers({ db });
  await adoptStrays({ db });
}

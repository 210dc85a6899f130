import { endAbandonedTriggers } from "@/server/delivery/end-abandoned-triggers";
import { adoptStrays } from "@/server/lane/adopt-strays";
import type { Database } from "@/server/platform/db";

/** Puts in order what stopped processes and rare races leave in the queue. For the sweep. */
export async function tidyQueue({ db }: { db: Database }): Promise<void> {
  await endAbandonedTriggers({ db });
  await adoptStrays({ db });
}

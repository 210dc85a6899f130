import type { Inngest, InngestFunction } from "inngest";
import { getDeliverer } from "@/inngest/context";
import { createCleanUp } from "@/inngest/functions/clean-up";
import { createDeliverDue } from "@/inngest/functions/deliver-due";
import { createSweep } from "@/inngest/functions/sweep";
import { getJobs, isInngestConfigured } from "@/inngest/jobs";
import { findNextDue } from "@/server/delivery/find-next-due";
import { tidyQueue } from "@/server/delivery/tidy-queue";
import { deleteExpiredKeys } from "@/server/idempotency/delete-expired-keys";
import { systemClock } from "@/server/platform/clock";
import { getDatabase } from "@/server/platform/db";
import { getLogger } from "@/server/platform/logger";

/** Every function of Postern, for whichever host runs them. */
export function createFunctions(inngest: Inngest.Any): InngestFunction.Any[] {
  const ringDeps = { findNextDue: () => findNextDue({ db: getDatabase() }), jobs: getJobs };
  return [
    createDeliverDue(inngest, {
      ...ringDeps,
      getDeliverer,
      logger: getLogger("deliver-due"),
      maxRuns: isInngestConfigured() ? undefined : 4,
    }),
    createSweep(inngest, { ...ringDeps, tidyQueue: () => tidyQueue({ db: getDatabase() }) }),
    createCleanUp(inngest, { deleteExpiredKeys: () => deleteExpiredKeys({ db: getDatabase(), clock: systemClock }) }),
  ];
}

import type { Inngest, InngestFunction } from "inngest";
import { getDeliverer } from "@/inngest/context";
import { createCleanUp } from "@/inngest/functions/clean-up";
import { createCountDeliveries } from "@/inngest/functions/count-deliveries";
import { createDeliverDue } from "@/inngest/functions/deliver-due";
import { createReplayJob } from "@/inngest/functions/replay-job";
import { createReviveReplayJobs } from "@/inngest/functions/revive-replay-jobs";
import { createSweep } from "@/inngest/functions/sweep";
import { getJobs, isInngestConfigured } from "@/inngest/jobs";
import { deleteExpiredKeys } from "@/server/idempotency/delete-expired-keys";
import { deleteOldInboxRequests } from "@/server/inbox/delete-old-inbox-requests";
import { systemClock } from "@/server/platform/clock";
import { getDatabase } from "@/server/platform/db";
import { getLogger } from "@/server/platform/logger";
import { findNextDue } from "@/server/queue/find-next-due";
import { tidyQueue } from "@/server/queue/tidy-queue";
import { advanceReplayJob } from "@/server/replay-job/advance-replay-job";
import { failReplayJob } from "@/server/replay-job/fail-replay-job";
import { reviveReplayJobs } from "@/server/replay-job/revive-replay-jobs";
import { countDeliveries } from "@/server/statistics/count-deliveries";

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
    createCleanUp(inngest, {
      deleteExpiredKeys: () => deleteExpiredKeys({ db: getDatabase(), clock: systemClock }),
      deleteOldInboxRequests: () => deleteOldInboxRequests({ db: getDatabase(), clock: systemClock }),
    }),
    createReplayJob(inngest, {
      advance: (job) => advanceReplayJob({ db: getDatabase(), jobs: getJobs(), ...job }),
      fail: (job) => failReplayJob({ db: getDatabase(), ...job }),
      jobs: getJobs,
      logger: getLogger("replay-job"),
      maxRuns: isInngestConfigured() ? undefined : 2,
    }),
    createReviveReplayJobs(inngest, { reviveReplayJobs: () => reviveReplayJobs({ db: getDatabase(), jobs: getJobs() }) }),
    createCountDeliveries(inngest, { countDeliveries: () => countDeliveries({ db: getDatabase(), budgetMs: 45_000 }) }),
  ];
}

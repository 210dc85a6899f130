import type { Inngest, InngestFunction } from "inngest";
import { createCleanUp } from "@/inngest/functions/clean-up";
import { createConvertHistory } from "@/inngest/functions/convert-history";
import { createCountDeliveries } from "@/inngest/functions/count-deliveries";
import { createDeliverDue } from "@/inngest/functions/deliver-due";
import { createExecution } from "@/inngest/functions/execution";
import { createReplayJob } from "@/inngest/functions/replay-job";
import { createReviveExecutions } from "@/inngest/functions/revive-executions";
import { createReviveReplayJobs } from "@/inngest/functions/revive-replay-jobs";
import { createSweep } from "@/inngest/functions/sweep";
import { advanceExecution } from "@/server/automation/advance-execution";
import { deleteOldExecutions } from "@/server/automation/delete-old-executions";
import { reviveExecutions } from "@/server/automation/revive-executions";
import { deleteExpiredKeys } from "@/server/idempotency/delete-expired-keys";
import { deleteOldInboxRequests } from "@/server/inbox/delete-old-inbox-requests";
import { deleteOldFailures } from "@/server/login/delete-old-failures";
import type { Process } from "@/server/process";
import { findNextDue } from "@/server/queue/find-next-due";
import { tidyQueue } from "@/server/queue/tidy-queue";
import { advanceReplayJob } from "@/server/replay-job/advance-replay-job";
import { failReplayJob } from "@/server/replay-job/fail-replay-job";
import { reviveReplayJobs } from "@/server/replay-job/revive-replay-jobs";
import { convertHistory } from "@/server/retention/convert-history";
import { deleteOldAuditEntries, deleteOldEventIds } from "@/server/retention/delete-old-rows";
import { deleteOwnHistory } from "@/server/retention/delete-own-history";
import { dropDays } from "@/server/retention/drop-days";
import { makeDays } from "@/server/retention/make-days";
import { deleteExpiredSessions } from "@/server/session/delete-expired-sessions";
import { countDeliveries } from "@/server/statistics/count-deliveries";

/** Makes all of Postern's functions, for whichever host runs them. */
export function createFunctions({ inngest, own }: { inngest: Inngest.Any; own: Process }): InngestFunction.Any[] {
  const { isInngestConfigured, retention } = own.env;
  const { db, jobs, clock, logger } = own.means;
  const ringDeps = { findNextDue: () => findNextDue({ db }), jobs: () => jobs };
  return [
    createDeliverDue(inngest, {
      ...ringDeps,
      getDeliverer: own.getDeliverer,
      logger: logger.child({ part: "deliver-due" }),
      maxRuns: isInngestConfigured ? undefined : 4,
    }),
    createSweep(inngest, { ...ringDeps, tidyQueue: () => tidyQueue({ db }) }),
    createCleanUp(inngest, {
      deleteExpiredKeys: () => deleteExpiredKeys({ db, clock }),
      deleteOldInboxRequests: () => deleteOldInboxRequests({ db, clock }),
      deleteExpiredSessions: () => deleteExpiredSessions({ db, clock }),
      deleteOldFailures: () => deleteOldFailures({ db, clock }),
      makeDays: () => makeDays({ db, now: clock.now() }),
      dropDays: () => dropDays({ db, now: clock.now(), retention }),
      deleteOwnHistory: () => deleteOwnHistory({ db, now: clock.now(), retention }),
      deleteOldEventIds: () => deleteOldEventIds({ db, now: clock.now(), retention }),
      deleteOldAuditEntries: () => deleteOldAuditEntries({ db, now: clock.now(), retention }),
      deleteOldExecutions: () => deleteOldExecutions({ db, now: clock.now(), retention }),
    }),
    createConvertHistory(inngest, {
      convertHistory: () => convertHistory({ db, now: clock.now(), retention, budgetMs: 45_000 }),
    }),
    createReplayJob(inngest, {
      advance: (job) => advanceReplayJob({ db, jobs, ...job }),
      fail: (job) => failReplayJob({ db, ...job }),
      jobs: () => jobs,
      logger: logger.child({ part: "replay-job" }),
      maxRuns: isInngestConfigured ? undefined : 2,
    }),
    createExecution(inngest, {
      advance: (step) => advanceExecution({ means: own.means, ...step }),
      jobs: () => jobs,
      logger: logger.child({ part: "execution" }),
      maxRuns: isInngestConfigured ? undefined : 3,
    }),
    createReviveExecutions(inngest, { reviveExecutions: () => reviveExecutions({ db, jobs }) }),
    createReviveReplayJobs(inngest, { reviveReplayJobs: () => reviveReplayJobs({ db, jobs }) }),
    createCountDeliveries(inngest, { countDeliveries: () => countDeliveries({ db, budgetMs: 45_000 }) }),
  ];
}

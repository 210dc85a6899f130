import { randomUUID } from "node:crypto";
import { getJobs } from "@/inngest/jobs";
import { getEgressClient } from "@/server/egress/shared-egress-client";
import { systemClock } from "@/server/platform/clock";
import { getDatabase } from "@/server/platform/db";
import { getEnv } from "@/server/platform/env";
import { getLogger } from "@/server/platform/logger";
import { createDeliverer, type Deliverer } from "@/server/queue/deliverer";
import { getTargetCache } from "@/server/request/shared-target-cache";
import { getPlatformKeyCache } from "@/server/signing/shared-platform-key-cache";
import { getEvaluator } from "@/server/transform/shared-evaluator";
import { disableFailedWebhook } from "@/server/webhook/disable-failed-webhook";

/** The start of the lease owner's name of every embedded host: only one lives, so its start may free what such names hold. */
export const HOST_OWNER_PREFIX = "host:";

const holder = globalThis as typeof globalThis & { posternDeliverer?: Deliverer };

/** The process's one deliverer: its leases and stragglers live as long as the process. */
export function getDeliverer(): Deliverer {
  if (!holder.posternDeliverer) {
    const db = getDatabase();
    const jobs = getJobs();
    holder.posternDeliverer = createDeliverer({
      db,
      clock: systemClock,
      jobs,
      egress: getEgressClient(),
      targets: getTargetCache(),
      platformKeys: getPlatformKeyCache(),
      evaluator: getEvaluator(),
      onEndpointLost: (loss) => disableFailedWebhook({ db, jobs, ...loss }),
      ownerId: `${getEnv().isInngestConfigured ? "inngest:" : HOST_OWNER_PREFIX}${randomUUID()}`,
      logger: getLogger("deliverer"),
    });
  }
  return holder.posternDeliverer;
}

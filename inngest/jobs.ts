import { getInngest } from "@/inngest/client";
import { coalesceRings, type Ring } from "@/inngest/coalesce-rings";
import { DELIVERIES_DUE } from "@/inngest/events";
import { addEvent, newHostEvent } from "@/inngest/runtime/add-event";
import type { Jobs } from "@/server/jobs";
import { getDatabase } from "@/server/platform/db";
import { getEnv } from "@/server/platform/env";
import { getLogger } from "@/server/platform/logger";

/** One waiting ring is enough, and one for each time that something falls due. */
const ringKey = (at: Date | null) => (at ? `${DELIVERIES_DUE}@${at.getTime()}` : DELIVERIES_DUE);

const ringEmbeddedHost: Ring = (at) =>
  addEvent({
    db: getDatabase(),
    event: newHostEvent({ name: DELIVERIES_DUE, data: { isScheduled: at !== null }, ts: at?.getTime() }),
    key: ringKey(at),
    isDurable: false,
  });

const ringInngest: Ring = async (at) => {
  // An event with a time in the future runs its functions then; its id makes the same ring of several processes one.
  await getInngest().send({
    name: DELIVERIES_DUE,
    data: { isScheduled: at !== null },
    ...(at ? { id: ringKey(at), ts: at.getTime() } : {}),
  });
};

const holder = globalThis as typeof globalThis & { posternJobs?: Jobs };

/** The process's jobs port. It alone knows which host runs the functions (docs/decisions/001). */
export function getJobs(): Jobs {
  holder.posternJobs ??= coalesceRings({
    ring: getEnv().isInngestConfigured ? ringInngest : ringEmbeddedHost,
    onError: (error) => getLogger("jobs").warn({ err: error }, "A ring was lost; the next sweep finds what is due."),
  });
  return holder.posternJobs;
}

/** Whether an Inngest runs the functions, through `app/api/inngest`, instead of the embedded host. */
export function isInngestConfigured(): boolean {
  return getEnv().isInngestConfigured;
}

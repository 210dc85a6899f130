"use server";

import { z } from "zod";
import { runAction } from "@/app/run-action";
import type { ActionResult } from "@/components/form/action-result";
import { parseInput } from "@/domain/parse-input";
import type { ReplayJob, ReplayJobAct } from "@/domain/replay-job/replay-job";
import { replayDeliveries } from "@/server/delivery/replay-deliveries";
import { cancelReplayJob } from "@/server/replay-job/cancel-replay-job";
import { createReplayJob } from "@/server/replay-job/create-replay-job";
import { pauseReplayJob } from "@/server/replay-job/pause-replay-job";
import { resumeReplayJob } from "@/server/replay-job/resume-replay-job";

const VERBS = { pause: pauseReplayJob, resume: resumeReplayJob, cancel: cancelReplayJob } as const;
const MAX_EVENTS = 100;
const replayedEvents = z
  .array(z.object({ configId: z.string(), eventId: z.string() }))
  .max(MAX_EVENTS, `Send at most ${MAX_EVENTS} events again at once. A replay job sends more.`);
const anAct = z.enum(["pause", "resume", "cancel"]);

/** Creates a replay job. Returns its id, and the number of events that it sends again. */
export async function createReplayJobAction(
  input: Parameters<typeof createReplayJob>[0]["input"],
): Promise<ActionResult<{ jobId: string; count: number }>> {
  return runAction("portal.createReplayJob", async ({ ctx }) => {
    const { count, job } = await createReplayJob({ ctx, input });
    return { count, jobId: job?.id ?? "" };
  });
}

/** Pauses, resumes or cancels a replay job. Returns its new state. */
export async function changeReplayJobAction(act: ReplayJobAct, jobId: string): Promise<ActionResult<ReplayJob>> {
  return runAction("portal.changeReplayJob", ({ ctx }) => VERBS[parseInput(anAct, act)]({ ctx, input: { jobId } }));
}

/** Sends events again, webhook by webhook, those of one webhook all or none. Returns their number. */
export async function replayEventsAction(input: z.input<typeof replayedEvents>, isTransformedAgain = false): Promise<ActionResult<number>> {
  return runAction("portal.replayEvents", async ({ ctx }) => {
    const events = parseInput(replayedEvents, input);
    for (const configId of new Set(events.map((event) => event.configId))) {
      const eventIds = events.filter((event) => event.configId === configId).map(({ eventId }) => eventId);
      await replayDeliveries({ ctx, input: { configId, eventIds, reapply_transform: isTransformedAgain } });
    }
    return events.length;
  });
}

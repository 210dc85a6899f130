import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { requirePageSession, type Session } from "@/app/session";
import { isPosternError } from "@/domain/errors";
import type { ReplayJob } from "@/domain/replay-job/replay-job";
import { getReplayJob } from "@/server/replay-job/get-replay-job";

/** Returns the session and the job of the address. Shows the not-found page where there is none. Read once a request. */
export const readReplayJob = cache(async (jobId: string): Promise<Session & { job: ReplayJob }> => {
  const session = await requirePageSession();
  try {
    return { ...session, job: await getReplayJob({ ctx: session.ctx, input: { jobId } }) };
  } catch (error) {
    if (isPosternError(error) && (error.code === "not_found" || error.code === "invalid_input")) notFound();
    throw error;
  }
});

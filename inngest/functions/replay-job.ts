import type { Inngest } from "inngest";
import { REPLAY_JOB_DUE } from "@/inngest/events";
import type { Jobs } from "@/server/jobs";
import type { Advance } from "@/server/replay-job/advance-replay-job";

/**
 * The most chunks of one run, so that what the run must remember stays small: Inngest allows 1,000 steps a run. Then another run continues.
 */
const MAX_CHUNKS_A_RUN = 200;

export interface ReplayJobDeps {
  advance: (job: { jobId: string; run: number }) => Promise<Advance>;
  fail: (job: { jobId: string; run: number }) => Promise<void>;
  jobs: () => Jobs;
  logger: { error(details: object, message: string): void };
  /** The most jobs that the host may continue at once; undefined for any number (see deliver-due.ts). */
  maxRuns?: number | undefined;
  maxChunksARun?: number;
}

/** Continues one replay job, chunk by chunk, until it has ended or stands still. */
export function createReplayJob(inngest: Inngest.Any, deps: ReplayJobDeps) {
  const { maxChunksARun = MAX_CHUNKS_A_RUN } = deps;
  return inngest.createFunction(
    {
      id: "replay-job",
      name: "Go on with a replay job",
      triggers: [{ event: REPLAY_JOB_DUE }],
      ...(deps.maxRuns === undefined ? {} : { concurrency: deps.maxRuns }),
      retries: 3,
      onFailure: async ({ event, error }) => {
        const { jobId, run } = readJob(event.data.event.data);
        deps.logger.error({ err: error, jobId }, "A replay job could not go on, whatever was tried.");
        await deps.fail({ jobId, run });
      },
    },
    async ({ event, step }) => {
      const { jobId, run, part } = readJob(event.data);
      for (let chunk = 1; chunk <= maxChunksARun; chunk++) {
        const advance = await step.run(`replay-chunk-${chunk}`, () => deps.advance({ jobId, run }));
        if (!advance.goesOn) return;
        if (advance.waitMs > 0) await step.sleep(`pace-${chunk}`, advance.waitMs);
      }
      await step.run("go-on", () => deps.jobs().send({ name: REPLAY_JOB_DUE, jobId, run, part: part + 1 }));
    },
  );
}

/** Reads the job from an event's data, which is JSON that only Postern's own jobs port writes. */
function readJob(data: Record<string, unknown>): { jobId: string; run: number; part: number } {
  return { jobId: String(data["jobId"]), run: Number(data["run"]), part: Number(data["part"]) };
}

import type { Inngest } from "inngest";
import { DAY_MS } from "@/domain/duration";
import { EXECUTION_DUE } from "@/inngest/events";
import type { Advance } from "@/server/automation/advance-execution";
import type { Jobs } from "@/server/jobs";

/**
 * The most steps of one run, so that what the run must remember stays small: Inngest allows 1,000 steps a run. Then another run continues.
 */
const MAX_STEPS_A_RUN = 200;
/** The longest sleep at once: the clock is looked at again each day. */
const MAX_SLEEP_MS = DAY_MS;
/** The tries of a step after its first. */
const RETRIES = 3;

export interface ExecutionDeps {
  advance: (step: { executionId: string; isLastTry: boolean }) => Promise<Advance>;
  jobs: () => Jobs;
  logger: { error(details: object, message: string): void };
  /** The most executions that the host may go on with at once; undefined for any number (see deliver-due.ts). */
  maxRuns?: number | undefined;
  maxStepsARun?: number;
}

/**
 * Goes on with one execution of an automation, a step an action, and sleeps for its schedules. The run ends while a delivery is under way:
 * its end sends the event again. All that is to be remembered stands in the execution's row, so a run that is lost, or taken twice, is
 * no matter. A run that fails for good is followed by another one (revive-executions.ts).
 */
export function createExecution(inngest: Inngest.Any, deps: ExecutionDeps) {
  const { maxStepsARun = MAX_STEPS_A_RUN } = deps;
  return inngest.createFunction(
    {
      id: "execution",
      name: "Go on with an execution of an automation",
      triggers: [{ event: EXECUTION_DUE }],
      ...(deps.maxRuns === undefined ? {} : { concurrency: deps.maxRuns }),
      retries: RETRIES,
      onFailure: async ({ event, error }) => {
        const executionId = readId(event.data.event.data);
        deps.logger.error({ err: error, executionId }, "An execution could not go on; it is tried again within minutes.");
      },
    },
    async ({ event, step, attempt }) => {
      const executionId = readId(event.data);
      for (let taken = 1; taken <= maxStepsARun; taken++) {
        const advance = await step.run(`step-${taken}`, () => deps.advance({ executionId, isLastTry: attempt >= RETRIES }));
        if (advance.type === "rests") return;
        if (advance.type === "sleeps") {
          const until = Math.min(Date.parse(advance.until), Date.now() + MAX_SLEEP_MS);
          await step.sleepUntil(`schedule-${taken}`, new Date(until));
        }
      }
      await step.run("go-on", () => deps.jobs().send({ name: "automation/executions.due", executionIds: [executionId] }));
    },
  );
}

/** Reads the execution's id from an event's data, which is JSON that only Postern's own jobs port writes. */
function readId(data: Record<string, unknown>): string {
  return String(data["executionId"]);
}

import { setTimeout as sleep } from "node:timers/promises";
import type { Part, PartEnd, PartRun } from "@/bin/start/part";
import type { Patience } from "@/bin/start/patience";
import { planRestart } from "@/bin/start/plan-restart";

/**
 * The states of a part that is kept running:
 *
 * - `starting`: it has been started and has not shown yet that it is up.
 * - `up`: it is at work.
 * - `pausing`: it has ended by itself and is started again after a pause.
 * - `stopping`: it was told to stop. Whatever ends now ends for good.
 * - `given-up`: it could not be kept running.
 */
type State =
  | { name: "starting"; run: PartRun }
  | { name: "up"; run: PartRun; sinceMs: number }
  | { name: "pausing" }
  | { name: "stopping"; run: PartRun | null }
  | { name: "given-up" };

export interface KeptPart {
  /** Settles when the part is up for the first time. Rejects when it cannot be started. */
  up: Promise<void>;
  /** Rejects, with a line that says what to do, when it is of no use to start the part again. */
  failed: Promise<never>;
  /** Stops the part, which has `graceMs` for its end, and starts it no more. */
  stop(graceMs: number): Promise<void>;
  /** Ends the part at once and starts it no more. */
  kill(): void;
}

/**
 * Starts a part and starts it again whenever it ends by itself, by the plan of `planRestart`. A part that ends before it was up for the
 * first time is not started again: what is wrong then was wrong from the beginning, and whoever has just started Postern wants to know it.
 */
export function keepRunning(part: Part, { pausesMs }: Pick<Patience, "pausesMs">): KeptPart {
  const stopping = new AbortController();
  const first = part.start();
  let state: State = { name: "starting", run: first };

  /** Follows a run to its end. Returns how it ended, and for how long it had been up. */
  async function follow(run: PartRun): Promise<{ end: PartEnd; upForMs: number }> {
    const onUp = () => {
      if (state.name === "starting" && state.run === run) state = { name: "up", run, sinceMs: Date.now() };
    };
    run.up.then(onUp, () => undefined);
    const end = await run.ended;
    return { end, upForMs: state.name === "up" ? Date.now() - state.sinceMs : 0 };
  }

  function giveUp(message: string): never {
    state = { name: "given-up" };
    throw new Error(message);
  }

  async function keep(): Promise<never> {
    let failedStarts = 0;
    let run = first;
    for (;;) {
      const { end, upForMs } = await follow(run);
      if (stopping.signal.aborted) break;
      const wasNeverUp = run === first && state.name === "starting";
      if (wasNeverUp) giveUp(`${part.name} ${end.how}.\n${end.lastLines}`.trim());
      const plan = planRestart({ upForMs, failedStarts, pausesMs });
      if (plan.type === "give-up") giveUp(explainGivingUp(part, end, plan.failedStarts));
      failedStarts = plan.failedStarts;
      console.error(`${part.name} ${end.how}; starting it again ${plan.afterMs === 0 ? "at once" : `in ${plan.afterMs / 1_000} s`}.`);
      state = { name: "pausing" };
      await sleep(plan.afterMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) break;
      run = part.start();
      state = { name: "starting", run };
    }
    return new Promise<never>(() => undefined);
  }

  /** Begins the end for good. Returns the run that is still to be ended, if there is one. */
  function leave(): PartRun | null {
    const run = "run" in state ? state.run : null;
    state = { name: "stopping", run };
    stopping.abort();
    return run;
  }

  const failed = keep();
  failed.catch(() => undefined);
  first.up.catch(() => undefined);
  return {
    up: first.up,
    failed,
    stop: async (graceMs) => leave()?.stop(graceMs),
    kill: () => leave()?.kill(),
  };
}

function explainGivingUp({ name, whereToLook }: Part, { how, lastLines }: PartEnd, failedStarts: number): string {
  const times = failedStarts === 1 ? "once" : `${failedStarts} times in a row`;
  const what = `${name} ${how}; its start has failed ${times}, so Postern stops.`;
  return `${lastLines}\n${what} ${whereToLook} Mend the cause and start Postern again.`.trim();
}

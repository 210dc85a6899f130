import { PROVEN_AFTER_MS } from "@/bin/start/patience";

/** `failedStarts` are those in a row, this one included. */
export type RestartPlan = { type: "restart"; afterMs: number; failedStarts: number } | { type: "give-up"; failedStarts: number };

/**
 * Decides what follows when a part has ended by itself. One that had been up for 10 s is started again at once, and what was before is
 * forgotten. Otherwise the start has failed: a pause follows, longer each time, and after as many failed starts as there are pauses the
 * end. `upForMs` is 0 where the part was never up; `failedStarts` are those in a row before this one.
 */
export function planRestart(input: { upForMs: number; failedStarts: number; pausesMs: readonly number[] }): RestartPlan {
  if (input.upForMs >= PROVEN_AFTER_MS) return { type: "restart", afterMs: 0, failedStarts: 0 };
  const failedStarts = input.failedStarts + 1;
  const afterMs = input.pausesMs[input.failedStarts];
  return afterMs === undefined ? { type: "give-up", failedStarts } : { type: "restart", afterMs, failedStarts };
}

import { describe, expect, it } from "vitest";
import { PATIENCE, PROVEN_AFTER_MS } from "@/bin/start/patience";
import { planRestart } from "@/bin/start/plan-restart";

const { pausesMs } = PATIENCE;

describe("planRestart", () => {
  it("starts a part again at once that has shown that it can run, whatever was before", () => {
    for (const failedStarts of [0, 1, 4]) {
      expect(planRestart({ upForMs: PROVEN_AFTER_MS, failedStarts, pausesMs })).toEqual({ type: "restart", afterMs: 0, failedStarts: 0 });
    }
  });

  it("pauses for longer after each failed start in a row, and gives up after the fifth", () => {
    const pauses: number[] = [];
    let plan = planRestart({ upForMs: 0, failedStarts: 0, pausesMs });
    while (plan.type === "restart") {
      pauses.push(plan.afterMs);
      plan = planRestart({ upForMs: PROVEN_AFTER_MS - 1, failedStarts: plan.failedStarts, pausesMs });
    }
    expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000]);
    expect(plan).toEqual({ type: "give-up", failedStarts: 5 });
  });
});

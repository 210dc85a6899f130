import { describe, expect, it } from "vitest";
import { maxExecutions, windowMs } from "@/domain/automation/max-executions";

const windowOf = (window: string) => {
  const parsed = maxExecutions.safeParse({ count: 1, window });
  return parsed.success ? windowMs(parsed.data) : null;
};

describe("maxExecutions", () => {
  it("reads windows of up to a day, a minute by default", () => {
    expect(["PT1M", "PT1H30M", "PT45S", "P1D"].map(windowOf)).toEqual([60_000, 5_400_000, 45_000, 86_400_000]);
    expect(windowMs(maxExecutions.parse({ count: 1 }))).toBe(60_000);
  });

  it.each(["", "P", "PT", "PT0S", "P2D", "P1M", "1m", "PT1M "])("refuses the window %j", (window) => expect(windowOf(window)).toBeNull());

  it("takes no limit that lets nothing through", () => {
    for (const count of [0, -1, 1.5]) expect(maxExecutions.safeParse({ count }).success).toBe(false);
  });
});

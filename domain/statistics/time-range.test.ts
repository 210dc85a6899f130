import { describe, expect, it } from "vitest";
import { barsOf, overviewOptions, TIME_RANGES } from "@/domain/statistics/time-range";

describe("a time range", () => {
  it("ends with the bar that holds now, and has no gaps", () => {
    const now = new Date("2026-03-04T10:47:12Z");
    for (const range of TIME_RANGES) {
      const { starts, barMs } = barsOf(range, now);
      const last = starts.at(-1) ?? 0;
      expect(last).toBeLessThanOrEqual(now.getTime());
      expect(last + barMs).toBeGreaterThan(now.getTime());
      expect(starts.every((start, index) => index === 0 || start - (starts[index - 1] ?? 0) === barMs)).toBe(true);
    }
    expect(barsOf("24h", now).starts).toHaveLength(24);
  });

  it("is the last day where the address says something else", () => {
    expect(overviewOptions.parse({ range: "1y" })).toEqual({ range: "24h" });
    expect(overviewOptions.parse({})).toEqual({ range: "24h" });
  });
});

import { describe, expect, it } from "vitest";
import { latencyBucket, latencyPercentile } from "@/domain/statistics/latency-buckets";

/** Counts times as the database does. */
const count = (times: readonly number[]) => times.map((ms) => ({ bucket: latencyBucket(ms), answers: 1 }));

describe("latency buckets", () => {
  it("give back a percentile to within 4.5 % of the true one", () => {
    const times = Array.from({ length: 1_000 }, (_, index) => 5 + index * 1.7);
    for (const part of [0.5, 0.95]) {
      const exact = times[Math.ceil(1_000 * part) - 1] ?? 0;
      expect(latencyPercentile(count(times), part)).toBeGreaterThan(exact * 0.955);
      expect(latencyPercentile(count(times), part)).toBeLessThan(exact * 1.045);
    }
  });

  it("tell nothing of no answers", () => {
    expect(latencyPercentile([], 0.5)).toBeNull();
  });

  it("hold times from nothing to the longest attempt that there may be", () => {
    expect(latencyBucket(0)).toBe(0);
    expect(latencyBucket(0.4)).toBe(0);
    expect(latencyBucket(600_000)).toBeLessThan(200);
  });
});

import { describe, expect, it } from "vitest";
import { latencyPercentile } from "@/domain/statistics/latency-buckets";

describe("a percentile", () => {
  it("lies in the bucket that this part of all answers ends in, whatever order they are in", () => {
    const buckets = [
      { bucket: 40, answers: 5 },
      { bucket: 24, answers: 95 },
    ];
    expect(latencyPercentile(buckets, 0.95)).toBeCloseTo(2 ** (24.5 / 8));
    expect(latencyPercentile(buckets, 0.96)).toBeCloseTo(2 ** (40.5 / 8));
  });

  it("tells nothing of no answers", () => {
    expect(latencyPercentile([], 0.5)).toBeNull();
  });
});

import { describe, expect, it } from "vitest";
import { retrySpan } from "@/components/webhook/retry-timeline";

describe("retrySpan", () => {
  it("says how long after the first attempt the last retry is made", () => {
    const spans = [1, 2, 3, 4, 5].map((maxAttempts) => retrySpan({ enabled: true, maxAttempts }));
    expect(spans).toEqual(["5 s", "5 min", "35 min", "2 h 35 min", "7 h 35 min"]);
    expect(retrySpan({ enabled: false, maxAttempts: 3 })).toBeNull();
  });
});

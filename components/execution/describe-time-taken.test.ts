import { describe, expect, it } from "vitest";
import { describeTimeTaken } from "@/components/execution/describe-time-taken";

const START = "2026-11-28T10:00:00.000Z";

describe("describeTimeTaken", () => {
  it.each([
    ["2026-11-28T10:00:00.000Z", "< 1 ms"],
    ["2026-11-28T10:00:01.240Z", "1.24 s"],
    ["2026-11-28T10:02:03.000Z", "2 min 3 s"],
    ["2026-11-30T10:00:00.000Z", "2 d"],
    ["2026-11-28T09:59:59.000Z", "< 1 ms"],
  ])("says how long it is to %s", (end, words) => {
    expect(describeTimeTaken(START, end)).toBe(words);
  });

  it("is null for what has not begun or not ended", () => {
    expect([describeTimeTaken(START, null), describeTimeTaken(undefined, START)]).toEqual([null, null]);
  });
});

import { describe, expect, it } from "vitest";
import { describeSelection } from "@/components/replay-job/describe-selection";

const [from, to] = ["2026-11-21T10:00:00.000Z", "2026-11-22T11:30:00.000Z"];

describe("describeSelection", () => {
  it.each([
    [{}, "All events that had ended"],
    [{ status: "failed" as const }, "All events that failed"],
    [{ status: "skipped" as const, timestamp: { from } }, "All events that were skipped since 21 Nov, 10:00 UTC"],
    [{ timestamp: { to } }, "All events that had ended until 22 Nov, 11:30 UTC"],
    [{ timestamp: { from, to } }, "All events that had ended from 21 Nov, 10:00 UTC to 22 Nov, 11:30 UTC"],
  ])("says of %j: %s", (job, words) => {
    expect(describeSelection(job)).toBe(words);
  });
});

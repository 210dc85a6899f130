import { describe, expect, it } from "vitest";
import { formatDuration, formatRelative, formatWait } from "@/components/ui/format-time";

const now = Date.parse("2026-05-20T12:00:00.000Z");
const secondsAgo = (seconds: number) => new Date(now - seconds * 1_000);

describe("times in the portal", () => {
  it("are told relative to now, in the largest whole unit", () => {
    expect([1, 24, 90, 7_300, 3 * 86_400].map((seconds) => formatRelative(secondsAgo(seconds), now))).toEqual([
      "just now",
      "24 s ago",
      "1 min ago",
      "2 h ago",
      "3 d ago",
    ]);
  });

  it("are told ahead when they are to come", () => {
    expect(formatRelative(secondsAgo(-300), now)).toBe("in 5 min");
  });

  it("become a date after a week, with the year when it is another one", () => {
    expect(formatRelative(secondsAgo(10 * 86_400), now)).toBe("10 May");
    expect(formatRelative(secondsAgo(400 * 86_400), now)).toBe("15 Apr 2025");
  });

  it("are waited for in whole units", () => {
    expect([5_000, 300_000, 1_800_000, 7_200_000].map(formatWait)).toEqual(["5 s", "5 min", "30 min", "2 h"]);
  });

  it("last as long as their unit can say", () => {
    expect([0.42, 38.4, 1_240, 59_999, 119_970, 123_000].map(formatDuration)).toEqual([
      "0.4 ms",
      "38 ms",
      "1.24 s",
      "1 min 0 s",
      "2 min 0 s",
      "2 min 3 s",
    ]);
  });
});

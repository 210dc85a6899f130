import { describe, expect, it } from "vitest";
import { durationMs } from "@/inngest/runtime/time-string";

describe("durationMs", () => {
  it.each([
    ["1s", 1_000],
    ["1h30m", 5_400_000],
    ["2.5s", 2_500],
    ["1w2d", 777_600_000],
    ["250ms", 250],
  ])("reads %s", (text, ms) => expect(durationMs(text, 0)).toBe(ms));

  it("counts from now until a date, and not below zero", () => {
    const now = Date.parse("2026-01-01T00:00:00Z");
    expect(durationMs("2026-01-01T00:00:05.000Z", now)).toBe(5_000);
    expect(durationMs("2025-01-01T00:00:00.000Z", now)).toBe(0);
  });

  it.each(["", "soon", "5", "1s later", "2026-99-99T00:00:00Z"])("refuses %j", (text) => {
    expect(() => durationMs(text, 0)).toThrow();
  });
});

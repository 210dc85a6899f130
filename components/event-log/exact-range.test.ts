import { describe, expect, it } from "vitest";
import { fromLocalInput, toLocalInput } from "@/components/event-log/exact-range";

describe("an exact range's ends", () => {
  it("are shown in the reader's zone and kept in UTC, to the second", () => {
    const iso = "2026-03-01T10:20:30.000Z";
    expect(fromLocalInput(toLocalInput(iso))).toBe(iso);
    expect(toLocalInput(iso)).toMatch(/^2026-0[23]-\d\dT\d\d:\d\d:30$/);
  });

  it("are open while nothing that is a moment is entered", () => {
    expect([toLocalInput(null), fromLocalInput(""), fromLocalInput("2026-13-45T00:00")]).toEqual(["", null, null]);
  });
});

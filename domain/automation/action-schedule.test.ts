import { describe, expect, it } from "vitest";
import { actionSchedule, dueAt } from "@/domain/automation/action-schedule";

const schedule = (units: number, timePeriod: string, timeRelation = "after") =>
  actionSchedule.parse({ id: "s", source: { id: "t", origin: "trigger" }, numberOfUnits: units, timePeriod, timeRelation });
const due = (units: number, period: string, relation: string, from: unknown = "2030-03-31T10:00:00Z") =>
  dueAt({ schedule: schedule(units, period, relation), from })?.toISOString() ?? null;

describe("dueAt", () => {
  it.each([
    [90, "minutes", "after", "2030-03-31T11:30:00.000Z"],
    [2, "hours", "before", "2030-03-31T08:00:00.000Z"],
    [1, "days", "after", "2030-04-01T10:00:00.000Z"],
    [2, "weeks", "before", "2030-03-17T10:00:00.000Z"],
    [1, "months", "before", "2030-02-28T10:00:00.000Z"],
    [3, "months", "after", "2030-06-30T10:00:00.000Z"],
    [11, "months", "after", "2031-02-28T10:00:00.000Z"],
    [0, "days", "after", "2030-03-31T10:00:00.000Z"],
  ])("%d %s %s 2030-03-31 10:00 is %s", (units, period, relation, expected) => expect(due(units, period, relation)).toBe(expected));

  it("counts from a date alone, from a Unix time, and at once where no units are given", () => {
    expect(due(1, "days", "after", "2030-03-31")).toBe("2030-04-01T00:00:00.000Z");
    expect(due(1, "minutes", "after", 1_900_000_000)).toBe("2030-03-17T17:47:40.000Z");
    const plain = actionSchedule.parse({ id: "s", source: { id: "t", origin: "automation" } });
    expect(dueAt({ schedule: plain, from: new Date(5) })).toEqual(new Date(5));
  });

  it("has no time where the moment is none, or no year of ours", () => {
    for (const from of [null, "soon", {}, ["2030-01-01"], "infinity"]) expect(due(1, "days", "after", from)).toBeNull();
    expect(due(100_000, "months", "after")).toBeNull();
  });
});

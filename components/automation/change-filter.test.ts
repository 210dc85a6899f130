import { expect, it } from "vitest";
import { readChangeRows, writeChangeRows } from "@/components/automation/change-filter";

const operation = {
  operation: ["updateEntity" as const],
  payload: { status: ["won"], amount: [1, 2] },
  diff: { updated: { status: ["open", "in_progress"], source: [{ exists: true }] } },
};

it("reads what must change and what must be as one line for each attribute, and writes the same filter of them", () => {
  const rows = readChangeRows({ operation });
  expect(rows).toEqual([
    { attribute: "status", how: "changes", from: ["open", "in_progress"], to: ["won"] },
    { attribute: "source", how: "changes", from: [], to: [] },
    { attribute: "amount", how: "is", from: [], to: [1, 2] },
  ]);
  const filter = { operation, activity: { type: ["EntityUpdated"] } };
  expect(writeChangeRows(filter, rows ?? [])).toEqual(filter);
  expect(writeChangeRows(filter, [])).toEqual({ operation: { operation: ["updateEntity"] }, activity: { type: ["EntityUpdated"] } });
});

it("has no lines for a pattern that says more, so that nothing of it is lost", () => {
  expect(readChangeRows({ operation: { payload: { amount: [{ numeric: [">", 10] }] } } })).toBeNull();
  expect(readChangeRows({ operation: { payload: { $or: [{ a: ["1"] }] } } })).toBeNull();
  expect(readChangeRows({ operation: { diff: { added: { note: [{ exists: true }] } } } })).toBeNull();
  expect(readChangeRows({ operation: { diff: { updated: { customer: { name: ["Ada"] } } } } })).toBeNull();
});

it("is no filter at all without lines", () => {
  expect(readChangeRows(undefined)).toEqual([]);
  expect(writeChangeRows(undefined, [])).toBeUndefined();
  expect(writeChangeRows(null, [{ attribute: "status", how: "is", from: [], to: ["won"] }])).toEqual({
    operation: { payload: { status: ["won"] } },
  });
});

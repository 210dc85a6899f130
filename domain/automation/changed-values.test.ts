import { expect, it } from "vitest";
import { changedAttributes } from "@/domain/automation/changed-values";
import { compareEntities } from "@/domain/entity/diff-entity";

it("a change is told with its new values, as the comparison of both states has them", () => {
  const before = { status: "open", address: { city: "Bonn", zip: "1" }, tags: ["a"], owner: "Ann", name: { first: "A" }, flat: "x" };
  const after = { status: "won", address: { city: "Ulm", zip: "1" }, tags: ["b"], note: "", name: "A", flat: { deep: 1 } };
  const { diff, newValues } = compareEntities(before, after);
  expect(changedAttributes({ diff, entity: after })).toEqual({ added: diff.added, updated: newValues, deleted: diff.deleted });
});

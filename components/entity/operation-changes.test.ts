import { expect, it } from "vitest";
import { operationChanges } from "@/components/entity/operation-changes";
import type { EntityAttribute } from "@/domain/entity-schema/entity-schema";

const attributes: EntityAttribute[] = [
  { name: "status", label: "Status", type: "status", options: [{ value: "won", title: "Won" }] },
  { name: "customer", label: "Customer", type: "relation" },
  { name: "amount", label: "Amount", type: "currency", currency: [] },
];
const entities = { c1: { title: "Ada", schema: "contact" } };

function changesOf(operation: string, payload: Record<string, unknown>, diff: Record<string, unknown>) {
  const ids = { entity: "e1", org: "o1", activity_id: "a1", activity_type: "t" };
  return operationChanges({ operation: { ...ids, operation, params: {}, payload, diff }, attributes, entities });
}

it("shows the values before, and the new ones of the operation's input", () => {
  const payload = { status: "won", address: { city: "Bonn", zip: "1" }, vip: true };
  const diff = { added: { vip: true }, updated: { status: "open", address: { city: "Cologne" }, _title: "Old" }, deleted: { note: "x" } };
  expect(changesOf("updateEntity", payload, diff)).toEqual([
    { path: "status", label: "Status", before: "open", after: "Won" },
    { path: "address.city", label: "address › city", before: "Cologne", after: "Bonn" },
    { path: "vip", label: "vip", before: null, after: "Yes" },
    { path: "note", label: "note", before: "x", after: null },
  ]);
});

it("shows money as one value", () => {
  const amount = { amount: 12.5, currency: "EUR" };
  const label = { path: "amount", label: "Amount" };
  expect(changesOf("createEntity", { amount }, { added: { amount } })).toEqual([{ ...label, before: null, after: "12.5 EUR" }]);
  const dearer = { updated: { amount: { amount: 9 } } };
  expect(changesOf("updateEntity", { amount }, dearer)).toEqual([{ ...label, before: "9 EUR", after: "12.5 EUR" }]);
  const named = { ...dearer, added: { amount: { currency: "EUR" } } };
  expect(changesOf("updateEntity", { amount }, named)[0]).toEqual({ ...label, before: "9", after: "12.5 EUR" });
});

it("names the records of relations that were added or removed", () => {
  const payload = { customer: { $relation: [{ entity_id: "c1" }, { entity_id: "c2" }] } };
  const label = { path: "customer", label: "Customer" };
  expect(changesOf("relationsAdded", payload, { added: payload })).toEqual([{ ...label, before: null, after: "Ada\nc2" }]);
  expect(changesOf("relationsRemoved", payload, { deleted: payload })).toEqual([{ ...label, before: "Ada\nc2", after: null }]);
});

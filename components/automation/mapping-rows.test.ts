import { expect, it } from "vitest";
import { type MappingRow, readMappingRow, writeMappingRow } from "@/components/automation/mapping-rows";
import { mappingAttribute } from "@/domain/automation/mapping-attribute";

const read = (mapping: object) => readMappingRow(mappingAttribute.parse(mapping));

it("reads both forms of the API as the same lines", () => {
  const set: MappingRow = { target: "status", how: "set", value: "new" };
  expect(read({ mode: "set_value", target: "status", value: "new" })).toEqual(set);
  expect(read({ target: "status", operation: { _set: "new" } })).toEqual(set);
  const copy: MappingRow = { target: "name", how: "copy", source: "customer.name" };
  expect(read({ mode: "copy_if_exists", target: "name", source: "customer.name" })).toEqual(copy);
  expect(read({ target: "name", operation: { _copy: "customer.name" } })).toEqual(copy);
  const append: MappingRow = { target: "notes", how: "append", source: "note" };
  expect(read({ mode: "append_if_exists", target: "notes", source: "note" })).toEqual(append);
  expect(read({ target: "notes", operation: { _append: [{ _copy: "note" }] } })).toEqual(append);
});

it("has no line for what says more", () => {
  for (const operation of [{ _set: { a: 1 } }, { _append: [{ _set: 1 }], _uniq: true }, { a: { _copy: "x" } }, "text", [{ _copy: "x" }]]) {
    expect(read({ target: "any", operation })).toBeNull();
  }
  expect(read({ mode: "append_if_exists", target: "notes", value_json: "[]" })).toBeNull();
  expect(read({ mode: "append_if_exists", target: "notes", source: "note", target_unique: ["_id"] })).toBeNull();
});

it("writes lines that read as themselves, and keeps what a line does not know", () => {
  const rows: MappingRow[] = [
    { target: "a", how: "set", value: 0 },
    { target: "b", how: "copy", source: "x" },
    { target: "c", how: "append", source: "y" },
  ];
  for (const row of rows) expect(readMappingRow(writeMappingRow(null, row))).toEqual(row);
  const before = mappingAttribute.parse({ mode: "copy_if_exists", target: "a", source: "x", note: "ours" });
  expect(writeMappingRow(before, { target: "a", how: "set", value: true })).toEqual({
    note: "ours",
    target: "a",
    operation: { _set: true },
  });
});

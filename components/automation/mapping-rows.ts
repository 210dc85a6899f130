import type { Scalar } from "@/components/automation/change-filter";
import type { MappingAttribute } from "@/domain/automation/mapping-attribute";
import { isJsonObject } from "@/domain/json/json-object";

/** One line of a mapping: an attribute gets a value, a copy of another attribute, or that copy behind what it has. */
export type MappingRow = { target: string } & ({ how: "set"; value: Scalar } | { how: "copy" | "append"; source: string });

/** Returns a mapping as a line; null where it says what a line cannot. Both forms of the API are read. */
export function readMappingRow(mapping: MappingAttribute): MappingRow | null {
  const { target } = mapping;
  if (isByMode(mapping)) {
    switch (mapping.mode) {
      case "set_value":
        return isScalar(mapping.value) ? { target, how: "set", value: mapping.value } : null;
      case "copy_if_exists":
        return { target, how: "copy", source: mapping.source };
      case "append_if_exists": {
        const isPlain = mapping.value_json === undefined && mapping.target_unique === undefined && mapping.source !== undefined;
        return isPlain ? { target, how: "append", source: mapping.source ?? "" } : null;
      }
    }
  }
  const { operation } = mapping;
  const [entry, ...more] = isJsonObject(operation) ? Object.entries(operation) : [];
  if (!entry || more.length > 0) return null;
  const [operator, operand] = entry;
  if (operator === "_set" && isScalar(operand)) return { target, how: "set", value: operand };
  if (operator === "_copy" && typeof operand === "string") return { target, how: "copy", source: operand };
  const parts = operator === "_append" && Array.isArray(operand) && operand.length === 1 ? operand : [];
  const [part] = parts;
  const source = isJsonObject(part) && Object.keys(part).length === 1 ? part["_copy"] : undefined;
  return typeof source === "string" ? { target, how: "append", source } : null;
}

/** Returns a line as a mapping, in the API's newer form. What `before` has and a line does not know stays. */
export function writeMappingRow(before: MappingAttribute | null, row: MappingRow): MappingAttribute {
  const { mode: _mode, source: _source, value: _value, ...kept } = { ...before } as Record<string, unknown>;
  return { ...kept, target: row.target, operation: operationOf(row) };
}

function operationOf(row: MappingRow): Record<string, unknown> {
  switch (row.how) {
    case "set":
      return { _set: row.value };
    case "copy":
      return { _copy: row.source };
    case "append":
      return { _append: [{ _copy: row.source }] };
  }
}

/** The older form of the API. */
type ByMode = Extract<MappingAttribute, { mode: string }>;

function isByMode(mapping: MappingAttribute): mapping is ByMode {
  return "mode" in mapping;
}

function isScalar(value: unknown): value is Scalar {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

import { z } from "zod";
import { valuesAt } from "@/domain/filter/event-path";
import { parsePath } from "@/domain/filter/path-syntax";
import { isJsonObject } from "@/domain/json/json-object";
import { parseJson } from "@/domain/json/parse-json";
import { isEqualJson } from "@/domain/payload/changes";
import { storableText } from "@/domain/storable-text";

type Attributes = Readonly<Record<string, unknown>>;

const path = storableText({ min: 1, max: 1_000 });

/** The operators of an operation. Any other key of an object is a key of the value that is made. */
const OPERATORS = ["_set", "_copy", "_append", "_uniq"] as const;

const byOperation = z
  .looseObject({ target: path, operation: z.unknown() })
  .refine(({ operation }) => operation !== undefined, { error: "Give the operation.", path: ["operation"] })
  .superRefine(({ operation }, check) => {
    for (const { at, message } of findOperationFaults(operation, [])) {
      check.addIssue({ code: "custom", path: ["operation", ...at], message });
    }
  });

const byMode = z.discriminatedUnion("mode", [
  z.looseObject({ mode: z.literal("set_value"), target: path, value: z.unknown() }),
  z.looseObject({ mode: z.literal("copy_if_exists"), target: path, source: path }),
  z.looseObject({
    mode: z.literal("append_if_exists"),
    target: path,
    source: path.optional(),
    value_json: storableText({ max: 100_000 }).optional(),
    target_unique: z.array(path).optional(),
  }),
]);

/** One attribute that a map-entity action makes, in the newer form (`operation`) or the older one (`mode`). */
export const mappingAttribute = z.union([byMode, byOperation]);
export type MappingAttribute = z.output<typeof mappingAttribute>;

/** A mapping that cannot be made of this entity. */
export class MappingFault extends Error {}

/**
 * Returns the attributes that the mappings make of a source entity. `before` has the target's attributes, which lists are appended
 * to; it is empty for a new entity. A copy of a value that the source does not have makes nothing. Throws MappingFault.
 */
export function mapAttributes(input: { mappings: readonly MappingAttribute[]; source: Attributes; before: Attributes }): Attributes {
  const made = new Map<string, unknown>();
  for (const mapping of input.mappings) {
    const [attribute = "", ...rest] = parsePath(mapping.target);
    const before = made.has(attribute) ? made.get(attribute) : valueAt(input.before, [attribute]);
    const present = valueAt(before, rest);
    const value = isByMode(mapping) ? mapByMode(mapping, input.source, present) : mapByOperation(mapping, input.source, present);
    if (value !== undefined) made.set(attribute, rest.length === 0 ? value : setAt(before, rest, value, mapping.target));
  }
  return Object.fromEntries(made);
}

function isByMode(mapping: MappingAttribute): mapping is z.output<typeof byMode> {
  return "mode" in mapping;
}

function mapByMode(mapping: z.output<typeof byMode>, source: Attributes, present: unknown): unknown {
  switch (mapping.mode) {
    case "set_value":
      return mapping.value;
    case "copy_if_exists":
      return copy(source, mapping.source);
    case "append_if_exists": {
      const added = mapping.value_json === undefined ? copy(source, mapping.source ?? "") : parseValue(mapping.value_json, mapping.target);
      if (added === undefined) return undefined;
      return unique([...listOf(present), ...listOf(added)], mapping.target_unique ?? []);
    }
  }
}

function mapByOperation({ operation }: { operation?: unknown }, source: Attributes, present: unknown): unknown {
  if (Array.isArray(operation)) return operation.flatMap((part) => mapByOperation({ operation: part }, source, undefined) ?? []);
  if (!isJsonObject(operation)) return operation;
  if (Object.hasOwn(operation, "_set")) return operation["_set"];
  if (Object.hasOwn(operation, "_append")) {
    const parts = listOf(operation["_append"]).flatMap((part) => mapByOperation({ operation: part }, source, undefined) ?? []);
    const keys = operation["_uniq"];
    const all = [...listOf(present), ...parts];
    return keys === true || Array.isArray(keys) ? unique(all, Array.isArray(keys) ? keys.map(String) : []) : all;
  }
  if (typeof operation["_copy"] === "string") return copy(source, operation["_copy"]);
  const entries = Object.entries(operation).flatMap(([key, part]) => {
    const value = mapByOperation({ operation: part }, source, undefined);
    return value === undefined ? [] : [[key, value] as const];
  });
  return Object.fromEntries(entries);
}

/** Copies a value. The path may begin with `$.`, as JSONPath does; one that leads through lists gives a list. */
function copy(source: Attributes, from: string): unknown {
  const segments = parsePath(from.replace(/^\$\.?/, ""));
  const direct = valueAt(source, segments);
  if (direct !== undefined) return direct;
  const found = valuesAt(source, segments, 0);
  return found.length > 0 ? found : undefined;
}

function valueAt(from: unknown, segments: readonly string[]): unknown {
  return segments.reduce<unknown>((value, key) => {
    if (Array.isArray(value)) return /^\d+$/.test(key) ? value[Number(key)] : undefined;
    return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  }, from);
}

/** Returns a copy of a value with another one at a path within it. Objects on the way are made where there are none. */
function setAt(within: unknown, [key = "", ...rest]: readonly string[], value: unknown, target: string): unknown {
  if (Array.isArray(within)) {
    const index = Number(key);
    if (!/^\d+$/.test(key) || index > within.length)
      throw new MappingFault(`${target} leads to no place in a list of ${within.length} items.`);
    const next = rest.length === 0 ? value : setAt(within[index], rest, value, target);
    return index === within.length ? [...within, next] : within.with(index, next);
  }
  if (within !== undefined && within !== null && !isJsonObject(within)) {
    throw new MappingFault(`${target} leads into a value that is neither an object nor a list.`);
  }
  const present = isJsonObject(within) ? within : {};
  const inner = Object.hasOwn(present, key) ? present[key] : undefined;
  return { ...present, [key]: rest.length === 0 ? value : setAt(inner, rest, value, target) };
}

function parseValue(text: string, target: string): unknown {
  try {
    return parseJson(text);
  } catch {
    throw new MappingFault(`The value_json for ${target} is no JSON.`);
  }
}

function listOf(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** Leaves out what stands further ahead already: the same value, or an object with the same values under these keys. */
function unique(items: readonly unknown[], keys: readonly string[]): unknown[] {
  const identity = (item: unknown) => (keys.length > 0 && isJsonObject(item) ? keys.map((key) => item[key] ?? null) : item);
  const kept: { item: unknown; identity: unknown }[] = [];
  for (const item of items) {
    const own = identity(item);
    if (!kept.some((other) => isEqualJson(other.identity, own))) kept.push({ item, identity: own });
  }
  return kept.map(({ item }) => item);
}

function findOperationFaults(operation: unknown, at: readonly string[]): { at: readonly string[]; message: string }[] {
  if (Array.isArray(operation)) return operation.flatMap((part, index) => findOperationFaults(part, [...at, String(index)]));
  if (!isJsonObject(operation)) return [];
  return Object.entries(operation).flatMap(([key, part]) => {
    const place = [...at, key];
    if (key === "_copy" && typeof part !== "string") return [{ at: place, message: "Give the path of the value to copy." }];
    if (key === "_append") return Array.isArray(part) ? findOperationFaults(part, place) : [{ at: place, message: "Give a list." }];
    if (OPERATORS.some((operator) => operator === key)) return [];
    return findOperationFaults(part, place);
  });
}

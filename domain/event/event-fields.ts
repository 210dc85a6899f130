import { toText } from "@/domain/filter/compare-values";
import type { FieldType } from "@/domain/filter/filter-condition";
import { joinPath } from "@/domain/filter/path-syntax";
import { readMoment } from "@/domain/filter/read-moment";
import { numberText } from "@/domain/json/decimal";
import { isJsonObject } from "@/domain/json/json-object";

/** A field of an event type's events, as filters and expressions reach it. */
export interface EventField {
  /**
   * A path into the event, such as `entity.customer.email` or `entity.fields["System.State"]`. It passes through lists without an
   * index.
   */
  path: string;
  type: FieldType;
  /** True when its value is a list. */
  isList: boolean;
  /** True when it is a list of objects. Its items are counted, and compared by their own fields. */
  isOfObjects: boolean;
  /** True when the field is in the items of a list. */
  isOfItems: boolean;
  /** Values as text, at most twelve: those that the schema names, and those that were seen. */
  values: readonly string[];
}

const MAX_FIELDS = 300;
const MAX_LEVELS = 8;
const MAX_VALUES = 12;
const MAX_VALUE_LENGTH = 60;
/** The most items of a list, and the most properties of a sample, that are read. */
const MAX_PARTS = 50;
/**
 * The form of texts that are taken for dates here. It is narrower than what `readMoment` reads: that reads `2026-060` because a
 * filter asked for a date, but here it may be an invoice's number.
 */
const LOOKS_LIKE_DATE = /^(?:\d{4}-\d\d-\d\d|(?:[a-z]{3,9},? )*\d{1,2} [a-z]{3,9} \d{4})/i;

interface Found {
  types: Set<FieldType>;
  values: Set<string>;
  isList: boolean;
  isOfItems: boolean;
}
type Fields = Map<string, Found>;
interface Place {
  path: string;
  level: number;
  /** `own` means that the value is an item of a list, `above` that it is within such an item. */
  list: "none" | "own" | "above";
}

/**
 * Returns the fields of a type's events, from its JSON Schema and from samples of published events: first in the order of the
 * schema, then of the samples. `data` is the entity, as in filters. An object is no field, only its properties are; a list of
 * objects is a field.
 */
export function listEventFields({ schema, samples }: { schema: unknown; samples: readonly unknown[] }): EventField[] {
  const fields: Fields = new Map();
  const root: Place = { path: "", level: 0, list: "none" };
  addSchema(fields, schema, { ...root, root: schema });
  for (const sample of samples) addValue(fields, sample, root);
  return [...fields].map(([path, { types, values, isList, isOfItems }]) => ({
    path,
    type: commonType(types),
    isList,
    isOfObjects: isList && types.size === 0,
    isOfItems,
    values: [...values],
  }));
}

/** Returns the one type of a field. Dates mixed with times are times. Any other mixture is text, and so is a field of objects only. */
function commonType(types: ReadonlySet<FieldType>): FieldType {
  const [only, ...others] = types;
  if (only !== undefined && others.length === 0) return only;
  return types.size === 2 && types.has("date") && types.has("datetime") ? "datetime" : "string";
}

function addSchema(fields: Fields, schema: unknown, place: Place & { root: unknown }): void {
  if (!isJsonObject(schema) || place.level > MAX_LEVELS) return;
  const target = typeof schema["$ref"] === "string" ? resolveReference(place.root, schema["$ref"]) : null;
  if (target) addSchema(fields, target, { ...place, level: place.level + 1 });
  for (const word of ["allOf", "anyOf", "oneOf"]) {
    const parts = schema[word];
    if (Array.isArray(parts)) for (const part of parts) addSchema(fields, part, { ...place, level: place.level + 1 });
  }
  if (isJsonObject(schema["properties"])) {
    addList(fields, place);
    for (const [key, part] of Object.entries(schema["properties"])) addSchema(fields, part, { ...within(place, key), root: place.root });
    return;
  }
  if (isJsonObject(schema["items"])) {
    addSchema(fields, schema["items"], { ...itemOf(place), root: place.root });
    return;
  }
  const type = schemaType(schema);
  if (type === null) addList(fields, place);
  if (type === null || place.path === "") return;
  const field = fieldAt(fields, place, type);
  const named = Array.isArray(schema["enum"]) ? schema["enum"] : "const" in schema ? [schema["const"]] : [];
  for (const value of named) addSeen(field, value);
}

function schemaType(schema: Readonly<Record<string, unknown>>): FieldType | null {
  const given = schema["type"];
  const types = (Array.isArray(given) ? given : [given]).filter((type) => type !== "null");
  if (types.includes("object") || types.includes("array")) return null;
  if (types.length === 1 && (types[0] === "number" || types[0] === "integer")) return "number";
  if (types.length === 1 && types[0] === "boolean") return "boolean";
  if (schema["format"] === "date") return "date";
  return schema["format"] === "date-time" ? "datetime" : "string";
}

function resolveReference(root: unknown, reference: string): unknown {
  if (!reference.startsWith("#/")) return null;
  let at = root;
  for (const step of reference.slice(2).split("/")) at = isJsonObject(at) ? at[step.replaceAll("~1", "/").replaceAll("~0", "~")] : null;
  return at;
}

function addValue(fields: Fields, value: unknown, place: Place): void {
  if (value === null || value === undefined || place.level > MAX_LEVELS) return;
  if (Array.isArray(value)) {
    for (const item of value.slice(0, MAX_PARTS)) addValue(fields, item, itemOf(place));
  } else if (isJsonObject(value)) {
    addList(fields, place);
    for (const [key, part] of Object.entries(value).slice(0, MAX_PARTS)) addValue(fields, part, within(place, key));
  } else if (place.path !== "") addSeen(fieldAt(fields, place, valueType(value)), value);
}

function valueType(value: unknown): FieldType {
  if (numberText(value) !== null) return "number";
  if (typeof value === "boolean") return "boolean";
  if (typeof value !== "string" || !LOOKS_LIKE_DATE.test(value) || readMoment(value) === null) return "string";
  return /\d:?\d\d/.test(value.replace(LOOKS_LIKE_DATE, "")) ? "datetime" : "date";
}

/** Returns the place of a key within a value. `data` is the entity. */
function within({ path, level, list }: Place, key: string): Place {
  const step = path === "" && key === "data" ? "entity" : key;
  return { path: joinPath(path, step), level: level + 1, list: list === "none" ? "none" : "above" };
}

function itemOf(place: Place): Place {
  return { ...place, level: place.level + 1, list: "own" };
}

/** Adds the list as a field where an object is an item of it. */
function addList(fields: Fields, place: Place): void {
  if (place.list === "own" && place.path !== "") fieldAt(fields, place, null);
}

/** Returns the field at a place, and adds it where it is new. `type` is null for an object. */
function fieldAt(fields: Fields, { path, list }: Place, type: FieldType | null): Found {
  const known = fields.get(path);
  const field = known ?? { types: new Set(), values: new Set(), isList: list === "own", isOfItems: list === "above" };
  if (type !== null) field.types.add(type);
  if (!known && fields.size < MAX_FIELDS) fields.set(path, field);
  return field;
}

function addSeen({ values }: Found, value: unknown): void {
  const text = toText(value);
  if (text !== null && values.size < MAX_VALUES && text !== "" && text.length <= MAX_VALUE_LENGTH) values.add(text);
}

import { z } from "zod";
import { type ControlKind, controlOf, ITEM_PARTS, textOfItem } from "@/components/entity/attribute-control";
import type { PickedRecord } from "@/components/entity/record-picker";
import { readJson } from "@/components/json/read-json";
import { attributesOf, type EntityAttribute, type EntitySchema } from "@/domain/entity-schema/entity-schema";
import { numberText } from "@/domain/json/decimal";
import { isJsonObject } from "@/domain/json/json-object";
import { parseJson } from "@/domain/json/parse-json";
import { writeJson } from "@/domain/json/write-json";
import { trimPasted } from "@/domain/trim-pasted";

/** The content of one field of the form: its text, its texts, its parts, or the related records. */
interface FieldValue {
  text: string;
  texts: string[];
  parts: Record<string, string>;
  records: PickedRecord[];
}

/** The form's values. Attributes go by their places, because a name may contain dots. */
export interface RecordFormValues {
  title: string;
  fields: FieldValue[];
}

/** An attribute that the form asks for, and how. */
export interface RecordField {
  attribute: EntityAttribute;
  kind: ControlKind;
  /** Its value before; undefined where there is none. */
  before: unknown;
}

type Item = Readonly<Record<string, unknown>>;

const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/**
 * Returns the attributes that the form asks for. Relations are asked for on creation only: later they are added and removed one by one.
 * What is read only is never asked for. `record` is null for a new record, which begins with the defaults.
 */
export function recordFields(schema: EntitySchema, record: Item | null): RecordField[] {
  return attributesOf(schema)
    .filter(({ type, readonly, name }) => !readonly && !name.startsWith("_") && (record === null || type !== "relation"))
    .map((attribute) => {
      const before = record === null ? (attribute.default_value ?? undefined) : record[attribute.name];
      return { attribute, kind: controlOf(attribute, before), before };
    });
}

/** Returns the form's values of a record; `title` is its title where the schema does not make one. */
export function toRecordValues(fields: readonly RecordField[], title: string | null): RecordFormValues {
  return { title: title ?? "", fields: fields.map(toFieldValue) };
}

function toFieldValue({ kind, before }: RecordField): FieldValue {
  const empty: FieldValue = { text: "", texts: [], parts: {}, records: [] };
  if (before === undefined || before === null) return empty;
  switch (kind) {
    case "boolean":
      return { ...empty, text: before === true ? "true" : "false" };
    case "datetime":
      return { ...empty, text: String(before).replace(/(:\d\d(\.\d+)?)?Z$/, (seconds) => (seconds.length > 1 ? seconds.slice(0, 3) : "")) };
    case "texts":
      return { ...empty, texts: Array.isArray(before) ? before.map((item) => textOfItem(item) ?? "") : [] };
    case "money": {
      const { amount, currency } = isJsonObject(before) ? before : {};
      return { ...empty, text: numberText(amount) ?? String(amount ?? ""), parts: { currency: String(currency ?? "") } };
    }
    case "address":
    case "link": {
      const [first] = Array.isArray(before) ? before : [];
      const item: Item = isJsonObject(first) ? first : {};
      return { ...empty, parts: Object.fromEntries(ITEM_PARTS[kind].map(({ key }) => [key, String(item[key] ?? "")])) };
    }
    case "json":
      return { ...empty, text: writeJson(before, 2) };
    case "relation":
      return empty;
    default:
      return { ...empty, text: numberText(before) ?? String(before) };
  }
}

/**
 * Returns the schema that makes a record's attributes, as JSON, from the form's values: of a new record all that are given, of an existing
 * one those that differ from before. `readAt` is the time of the state that the form began with.
 */
export function recordForm(input: { fields: readonly RecordField[]; title: string | null; hasOwnTitle: boolean; readAt: string | null }) {
  const { fields, title, hasOwnTitle, readAt } = input;
  const began = toRecordValues(fields, title);
  return z.custom<RecordFormValues>().transform((values, check): string => {
    const attributes: Record<string, unknown> = {};
    if (hasOwnTitle && (readAt === null ? values.title !== "" : values.title !== began.title)) {
      attributes["_title"] = trimPasted(values.title) || null;
    }
    for (const [index, field] of fields.entries()) {
      const typed = values.fields[index];
      if (!typed || (readAt !== null && writeJson(typed) === writeJson(began.fields[index]))) continue;
      const read = readField(field, typed);
      if (!read.ok) check.addIssue({ code: "custom", path: ["fields", index, "text"], message: read.message });
      else if (read.value !== undefined) set(attributes, field.attribute.name, read.value);
      else if (readAt !== null) set(attributes, field.attribute.name, null);
    }
    return writeJson({ ...attributes, ...(readAt !== null && { _updated_at: readAt }) });
  });
}

type Read = { ok: true; value: unknown } | { ok: false; message: string };

/** Reads what was typed into a field; undefined where that is nothing. */
function readField({ attribute, kind, before }: RecordField, { text, texts, parts, records }: FieldValue): Read {
  const given = (value: unknown): Read => ({ ok: true, value });
  const trimmed = trimPasted(text);
  switch (kind) {
    case "texts":
      return given(texts.length === 0 ? undefined : texts.map((one) => toItem(attribute.type, one, before)));
    case "relation":
      return given(records.length === 0 ? undefined : { $relation: records.map(({ id }) => ({ entity_id: id })) });
    case "address":
    case "link":
      return given(toItems(parts, before));
    default:
      if (trimmed === "") return given(undefined);
  }
  switch (kind) {
    case "number":
      return JSON_NUMBER.test(trimmed) ? given(parseJson(trimmed)) : { ok: false, message: "Give a number, such as 12.5." };
    case "money": {
      if (!JSON_NUMBER.test(trimmed)) return { ok: false, message: "Give an amount, such as 12.50." };
      // A text stays one: whoever reads the record knows it so.
      const amount = isJsonObject(before) && typeof before["amount"] === "string" ? trimmed : parseJson(trimmed);
      return given({ ...(isJsonObject(before) && before), amount, ...(parts["currency"] && { currency: parts["currency"] }) });
    }
    case "boolean":
      return given(trimmed === "true");
    case "datetime": {
      const at = new Date(`${trimmed}Z`);
      return Number.isNaN(at.getTime()) ? { ok: false, message: "Give a date and a time." } : given(at.toISOString());
    }
    case "json": {
      const read = readJson(trimmed, parseJson);
      return read.ok ? given(read.value) : { ok: false, message: read.fault.message };
    }
    default:
      return given(kind === "multiline" ? text : trimmed);
  }
}

/** Returns the item of a list that a text stands for: the one from before with all that it has, or a new one. */
function toItem(type: string, text: string, before: unknown): unknown {
  const known: unknown = Array.isArray(before) ? before.find((item) => textOfItem(item) === text) : undefined;
  if (known !== undefined) return known;
  return type === "email" || type === "phone" ? { [type]: text } : text;
}

/** Returns the list of one address or link; undefined where all its parts are empty. */
function toItems(parts: Readonly<Record<string, string>>, before: unknown): unknown[] | undefined {
  const filled = Object.entries(parts).map(([key, part]) => [key, trimPasted(part)] as const);
  const first: unknown = Array.isArray(before) ? before[0] : undefined;
  const known: Item = isJsonObject(first) ? first : {};
  if (filled.every(([, part]) => part === "")) return undefined;
  const given = filled.flatMap(([key, part]) => (part !== "" ? [[key, part]] : Object.hasOwn(known, key) ? [[key, null]] : []));
  return [{ ...known, ...Object.fromEntries(given) }];
}

/** Sets a property, even with a key such as `__proto__`, for which an assignment would not. */
function set(of: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(of, key, { value, enumerable: true, configurable: true, writable: true });
}

/** Returns the path of the form's field for a fault whose path begins with an attribute's name; the path itself where there is none. */
export function fieldPathOf(path: string, fields: readonly RecordField[]): string {
  const index = fields.findIndex(({ attribute: { name } }) => path === name || path.startsWith(`${name}.`));
  if (path === "_title") return "title";
  return index === -1 ? path : `fields.${index}.text`;
}

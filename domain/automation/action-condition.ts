import { z } from "zod";
import { compileCondition } from "@/domain/filter/compile-condition";
import { someAt, someElement } from "@/domain/filter/event-path";
import type { FieldType } from "@/domain/filter/filter-condition";
import { joinPath, parsePath } from "@/domain/filter/path-syntax";
import { isJsonObject } from "@/domain/json/json-object";
import { storableText } from "@/domain/storable-text";

const id = storableText({ min: 1, max: 255 });

const statementSource = z.looseObject({
  /** The trigger or the action that the operand comes from. */
  id: id.optional(),
  origin: z.enum(["trigger", "action"]).default("trigger"),
  originType: z.enum(["entity", "event"], "Give entity or event: there are no workflows and no journeys here.").default("entity"),
  schema: id.optional(),
  attribute: storableText({ max: 1_000 }).optional(),
  attributeType: z.string().optional(),
  attributeRepeatable: z.boolean().optional(),
  repeatableItemOp: z.boolean().optional(),
  attributeOperation: z.enum(["all", "updated", "added", "deleted"]).optional(),
});

const statement = z.looseObject({
  id: id.optional(),
  source: statementSource,
  operation: z.enum([
    "equals",
    "not_equals",
    "any_of",
    "none_of",
    "contains",
    "not_contains",
    "starts_with",
    "ends_with",
    "greater_than",
    "less_than",
    "greater_than_or_equals",
    "less_than_or_equals",
    "is_empty",
    "is_not_empty",
    "entity_exists",
    "entity_does_not_exist",
  ]),
  values: z.array(storableText({ max: 10_000 })).optional(),
});
export type ConditionStatement = z.output<typeof statement>;

/** A condition on actions, which name it by `condition_id`. All of its statements must hold. */
export const actionCondition = z.looseObject({
  id,
  statements: z.array(statement).default([]),
  schedule_id: id.nullish(),
  evaluation_order: z.enum(["AFTER_SCHEDULE", "BEFORE_SCHEDULE"]).optional(),
  allow_failure: z.boolean().optional(),
});
export type ActionCondition = z.output<typeof actionCondition>;

/** The thing that a statement looks at. */
export interface Operand {
  /** The entity as it is now, or the event; null where there is none. */
  value: Readonly<Record<string, unknown>> | null;
  /** The change that started the execution; null where nothing changed. `updated` and `deleted` hold the values before. */
  diff: { added: object; updated: object; deleted: object } | null;
}

/**
 * Checks whether a statement holds for its operand. An entity that does not exist has no values, so only negative operations hold for
 * it.
 */
export function holdsStatement({ source, operation, values }: ConditionStatement, { value, diff }: Operand): boolean {
  if (operation === "entity_exists") return value !== null;
  if (operation === "entity_does_not_exist") return value === null;
  const attribute = source.attribute ?? "";
  const change = source.attributeOperation ?? "all";
  if (change !== "all" && !someAt(diff?.[change], parsePath(attribute), 0, () => true)) return false;
  const entity = change === "deleted" ? diff?.deleted : (value ?? {});
  const type = source.attributeType ?? "string";
  const field = joinFields("entity", pathOf({ attribute, type, entity }));
  const condition = {
    field,
    operation,
    values,
    field_type: comparedAs(type),
    is_array_field: source.attributeRepeatable ?? LISTS.has(type),
    repeatable_item_op: source.repeatableItemOp,
  };
  return compileCondition(condition).matches({ entity });
}

const FIELD_TYPES: Readonly<Record<string, FieldType>> = {
  number: "number",
  price: "number",
  boolean: "boolean",
  date: "date",
  datetime: "datetime",
};

/** Returns how values of a type of attribute are compared. */
export function comparedAs(attributeType: string): FieldType {
  return FIELD_TYPES[attributeType] ?? "string";
}

/** The types of attributes whose values are lists. */
const LISTS: ReadonlySet<string> = new Set(["tags", "multiselect", "purpose", "label"]);

/** The types of attributes whose values are lists of objects, and the key of the text in them. */
const TEXT_KEYS: Readonly<Record<string, string>> = { email: "email", phone: "phone" };

/** Returns the path of an attribute; for an e-mail address that stands in an object, the path of its text. */
function pathOf({ attribute, type, entity }: { attribute: string; type: string; entity: unknown }): string {
  const key = TEXT_KEYS[type];
  if (key === undefined) return attribute;
  const holdsObjects = someAt(entity, parsePath(attribute), 0, (end) => someElement(end, isJsonObject));
  return holdsObjects ? joinPath(attribute, key) : attribute;
}

function joinFields(one: string, other: string): string {
  return other.startsWith("[") ? `${one}${other}` : `${one}.${other}`;
}

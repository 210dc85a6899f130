import { z } from "zod";
import { findUnparsable } from "@/domain/filter/compare-values";
import { FIELD_TYPES, FILTER_OPERATIONS, type FilterOperation, LOGICAL_OPERATORS } from "@/domain/filter/filter-condition";
import { storableText } from "@/domain/storable-text";

export const MAX_CONDITIONS = 10;
export const MAX_CONDITION_EXPRESSION_LENGTH = 15_000;

const MAX_VALUES = 1_000;
const WHOLE_NUMBER = /^\d{1,15}$/;

const comparison = z
  .strictObject({
    field: storableText({ min: 1, max: 1_024, error: "Give the path of a field, such as entity.status." }),
    operation: z.enum(FILTER_OPERATIONS, `Give one of ${FILTER_OPERATIONS.join(", ")}.`),
    values: z
      .array(storableText({ max: 4_096, error: "Give each value as a text." }), "Give a list of texts.")
      .max(MAX_VALUES, `Give at most ${MAX_VALUES.toLocaleString("en-US")} values.`)
      .default([]),
    field_type: z.enum(FIELD_TYPES, `Give one of ${FIELD_TYPES.join(", ")}.`).default("string"),
    is_array_field: z.boolean().default(false),
    repeatable_item_op: z.boolean().default(false),
  })
  .superRefine(({ operation, values, field_type: type }, check) => {
    const fault = valuesFault(operation, values) ?? (COMPARED_BY_TYPE.has(operation) ? typeFault(values, type) : null);
    if (fault) check.addIssue({ code: "custom", path: ["values"], message: fault });
  });

const jsonataCondition = z.strictObject({
  jsonata_expression: storableText({ min: 1, max: MAX_CONDITION_EXPRESSION_LENGTH, error: "Give a JSONata expression." }),
});

/** One condition: a comparison of a field, or a JSONata expression. They exclude each other. */
export const condition = z.union([comparison, jsonataCondition]);

/** `condition`, told apart before it is parsed, so that a fault is that of the form which was meant. */
export const givenCondition = z.unknown().transform((value, check): z.output<typeof condition> => {
  const isExpression = typeof value === "object" && value !== null && "jsonata_expression" in value;
  const parsed = (isExpression ? jsonataCondition : comparison).safeParse(value);
  if (parsed.success) return parsed.data;
  check.issues.push(...parsed.error.issues.map((issue) => ({ ...issue, input: value }) as z.core.$ZodRawIssue));
  return z.NEVER;
});

/** The contract's FilterConditions: up to ten conditions, joined by AND unless said otherwise. */
export const filterConditions = z.strictObject({
  conditions: z.array(givenCondition, "Give a list of conditions.").max(MAX_CONDITIONS, `Give at most ${MAX_CONDITIONS} conditions.`),
  logical_operator: z.enum(LOGICAL_OPERATORS, "Give AND or OR.").default("AND"),
});
export type FilterConditions = z.output<typeof filterConditions>;

/** FilterConditions as an answer shows them. */
export const filterConditionsAnswer = z.strictObject({ conditions: z.array(condition), logical_operator: z.enum(LOGICAL_OPERATORS) });

function valuesFault(operation: FilterOperation, values: readonly string[]): string | null {
  if (operation === "is_empty" || operation === "is_not_empty") return null;
  if (!operation.startsWith("length_")) return values.length > 0 ? null : `${operation} needs a value to compare with.`;
  const isOneWholeNumber = values.length === 1 && WHOLE_NUMBER.test(values[0] ?? "");
  return isOneWholeNumber ? null : `${operation} needs exactly one whole number, such as "3".`;
}

/** Whose values are compared as the field's type: the others look for pieces of texts, or at lengths. */
const COMPARED_BY_TYPE: ReadonlySet<FilterOperation> = new Set([
  "equals",
  "not_equals",
  "any_of",
  "none_of",
  "greater_than",
  "less_than",
  "greater_than_or_equals",
  "less_than_or_equals",
]);

function typeFault(values: readonly string[], type: (typeof FIELD_TYPES)[number]): string | null {
  const value = findUnparsable(values, type);
  return value === null ? null : `"${value}" is no ${type}: correct it, or choose another field_type.`;
}

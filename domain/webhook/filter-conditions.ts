import { z } from "zod";
import { storableText } from "@/domain/storable-text";

const VALUE_OPERATIONS = [
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
] as const;
const EMPTINESS_OPERATIONS = ["is_empty", "is_not_empty"] as const;
const LENGTH_OPERATIONS = [
  "length_equals",
  "length_not_equals",
  "length_greater_than",
  "length_less_than",
  "length_greater_than_or_equals",
  "length_less_than_or_equals",
] as const;

/** Every comparison of a condition (contract.md, "Shapes": FilterConditions). */
export const FILTER_OPERATIONS = [...VALUE_OPERATIONS, ...EMPTINESS_OPERATIONS, ...LENGTH_OPERATIONS] as const;
export type FilterOperation = (typeof FILTER_OPERATIONS)[number];
export const FILTER_FIELD_TYPES = ["string", "number", "boolean", "date", "datetime"] as const;
export type FilterFieldType = (typeof FILTER_FIELD_TYPES)[number];
export const LOGICAL_OPERATORS = ["AND", "OR"] as const;
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
    field_type: z.enum(FILTER_FIELD_TYPES, `Give one of ${FILTER_FIELD_TYPES.join(", ")}.`).default("string"),
    is_array_field: z.boolean().default(false),
    repeatable_item_op: z.boolean().default(false),
  })
  .superRefine(({ operation, values }, check) => {
    const fault = valuesFault(operation, values);
    if (fault) check.addIssue({ code: "custom", path: ["values"], message: fault });
  });

const jsonataCondition = z.strictObject({
  jsonata_expression: storableText({ min: 1, max: MAX_CONDITION_EXPRESSION_LENGTH, error: "Give a JSONata expression." }),
});

/** One condition: a comparison of a field, or a JSONata expression. They exclude each other. */
export type FilterComparison = z.output<typeof comparison>;
export type JsonataCondition = z.output<typeof jsonataCondition>;
export type FilterCondition = FilterComparison | JsonataCondition;

const condition = z.union([comparison, jsonataCondition]);

/** Told apart before they are parsed, so that a fault is that of the form which was meant. */
const givenCondition = z.unknown().transform((value, check): FilterCondition => {
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

export function isJsonataCondition(given: FilterCondition): given is JsonataCondition {
  return "jsonata_expression" in given;
}

function valuesFault(operation: FilterOperation, values: readonly string[]): string | null {
  if ((EMPTINESS_OPERATIONS as readonly string[]).includes(operation)) return null;
  if (!(LENGTH_OPERATIONS as readonly string[]).includes(operation)) {
    return values.length > 0 ? null : `${operation} needs a value to compare with.`;
  }
  const isOneWholeNumber = values.length === 1 && WHOLE_NUMBER.test(values[0] ?? "");
  return isOneWholeNumber ? null : `${operation} needs exactly one whole number, such as "3".`;
}

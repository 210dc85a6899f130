import { z } from "zod";
import { findUnreadable } from "@/domain/filter/compare-values";
import {
  FIELD_TYPES,
  FILTER_OPERATIONS,
  type FieldType,
  type FilterOperation,
  isComparedByType,
  LOGICAL_OPERATORS,
} from "@/domain/filter/filter-condition";
import { pathFault } from "@/domain/filter/path-syntax";
import { storableText } from "@/domain/storable-text";

export const MAX_CONDITIONS = 10;
const MAX_CONDITION_EXPRESSION_LENGTH = 15_000;

const MAX_VALUES = 1_000;
const WHOLE_NUMBER = /^\d{1,15}$/;

const comparison = z.strictObject({
  field: storableText({ min: 1, max: 1_024, error: "Give the path of a field, such as entity.status." }),
  operation: z.enum(FILTER_OPERATIONS, `Give one of ${FILTER_OPERATIONS.join(", ")}.`),
  values: z
    .array(storableText({ max: 4_096, error: "Give each value as a text." }), "Give a list of texts.")
    .max(MAX_VALUES, `Give at most ${MAX_VALUES.toLocaleString("en-US")} values.`)
    .default([]),
  field_type: z.enum(FIELD_TYPES, `Give one of ${FIELD_TYPES.join(", ")}.`).default("string"),
  is_array_field: z.boolean().default(false),
  repeatable_item_op: z.boolean().default(false),
});

const checkedComparison = comparison.superRefine((given, check) => {
  const { field, operation, values, field_type: type } = given;
  const faultOfPath = pathFault(field);
  if (faultOfPath) check.addIssue({ code: "custom", path: ["field"], message: faultOfPath });
  const faultOfValues = valuesFault(operation, values) ?? (isComparedByType(given) ? typeFault(values, type) : null);
  if (faultOfValues) check.addIssue({ code: "custom", path: ["values"], message: faultOfValues });
});

const jsonataCondition = z.strictObject({
  jsonata_expression: storableText({ min: 1, max: MAX_CONDITION_EXPRESSION_LENGTH, error: "Give a JSONata expression." }),
});

/**
 * One condition: either a comparison of a field or a JSONata expression. The rules for paths and values apply to input only, so
 * that a stored condition stays readable when the rules change.
 */
export const condition = z.union([comparison, jsonataCondition]);

/** `condition` as input. Its form is told before it is parsed, so that faults are those of the form that was meant. */
export const givenCondition = z.unknown().transform((value, check): z.output<typeof condition> => {
  const isExpression = typeof value === "object" && value !== null && "jsonata_expression" in value;
  const parsed = (isExpression ? jsonataCondition : checkedComparison).safeParse(value);
  if (parsed.success) return parsed.data;
  check.issues.push(...parsed.error.issues.map((issue) => ({ ...issue, input: value }) as z.core.$ZodRawIssue));
  return z.NEVER;
});

/** The contract's FilterConditions: up to ten conditions, joined by AND by default. */
export const filterConditions = z.strictObject({
  conditions: z.array(givenCondition, "Give a list of conditions.").max(MAX_CONDITIONS, `Give at most ${MAX_CONDITIONS} conditions.`),
  logical_operator: z.enum(LOGICAL_OPERATORS, "Give AND or OR.").default("AND"),
});

/** FilterConditions as an answer shows them. */
export const filterConditionsAnswer = z.strictObject({ conditions: z.array(condition), logical_operator: z.enum(LOGICAL_OPERATORS) });

function valuesFault(operation: FilterOperation, values: readonly string[]): string | null {
  if (operation === "is_empty" || operation === "is_not_empty") return null;
  if (!operation.startsWith("length_")) return values.length > 0 ? null : `${operation} needs a value to compare with.`;
  const isOneWholeNumber = values.length === 1 && WHOLE_NUMBER.test(values[0] ?? "");
  return isOneWholeNumber ? null : `${operation} needs exactly one whole number, such as "3".`;
}

const SUCH_AS: Readonly<Record<FieldType, string>> = {
  string: "a text",
  number: "a number, such as 19.90",
  boolean: "true or false",
  date: "a date, such as 2026-03-01",
  datetime: "a date and time, such as 2026-03-01T09:30:00Z",
};

function typeFault(values: readonly string[], type: FieldType): string | null {
  const value = findUnreadable(values, type);
  return value === null ? null : `"${value}" cannot be read as ${type}: give ${SUCH_AS[type]}, or choose another field_type.`;
}

/** The comparisons of a condition (contract.md "Shapes", FilterConditions). */
export const FILTER_OPERATIONS = [
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
  "length_equals",
  "length_not_equals",
  "length_greater_than",
  "length_less_than",
  "length_greater_than_or_equals",
  "length_less_than_or_equals",
] as const;
export type FilterOperation = (typeof FILTER_OPERATIONS)[number];

export const FIELD_TYPES = ["string", "number", "boolean", "date", "datetime"] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

export const LOGICAL_OPERATORS = ["AND", "OR"] as const;
export type LogicalOperator = (typeof LOGICAL_OPERATORS)[number];

/** A comparison of one field. Null means the same as absent. */
export interface FieldCondition {
  /** A path into the event, such as `entity.line_items.1.price` or `entity.fields["System.State"]`. */
  field: string;
  operation: FilterOperation;
  values?: readonly string[] | null | undefined;
  /** The type that the field's values are compared as; `string` by default. */
  field_type?: FieldType | null | undefined;
  /** True when the field is a list that is judged as a whole. */
  is_array_field?: boolean | null | undefined;
  /** True when one item of a list must satisfy this condition, and all such conditions of the group on the same list. */
  repeatable_item_op?: boolean | null | undefined;
}

/** A JSONata expression that must evaluate to something true. Only a transform process evaluates it. */
export interface ExpressionCondition {
  jsonata_expression: string;
}

export type FilterCondition = FieldCondition | ExpressionCondition;

export interface FilterConditions {
  conditions?: readonly FilterCondition[] | null | undefined;
  logical_operator?: LogicalOperator | null | undefined;
}

/** The simple filter: a field and its wanted values. */
export interface ValueFilter {
  keyToFilter: string;
  supportedValues: readonly string[];
}

/** Checks whether an operation compares values as the field's type. The other operations look at parts of texts, or at lengths. */
export function isComparedByType({ operation, is_array_field }: Pick<FieldCondition, "operation" | "is_array_field">): boolean {
  switch (operation) {
    case "equals":
    case "not_equals":
    case "any_of":
    case "none_of":
    case "greater_than":
    case "less_than":
    case "greater_than_or_equals":
    case "less_than_or_equals":
      return true;
    case "contains":
    case "not_contains":
      return is_array_field === true;
    default:
      return false;
  }
}

export function isExpression(condition: FilterCondition): condition is ExpressionCondition {
  return "jsonata_expression" in condition && typeof condition.jsonata_expression === "string";
}

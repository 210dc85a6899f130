import type { FieldType, FilterConditions, FilterOperation, LogicalOperator, ValueFilter } from "@/domain/filter/filter-condition";
import { isExpression } from "@/domain/filter/filter-condition";
import { trimPasted } from "@/domain/trim-pasted";

/** One condition as the form holds it. The values of the other kind are kept while the reader looks around. */
export interface ConditionFormValues {
  kind: "field" | "expression";
  field: string;
  operation: FilterOperation;
  values: string[];
  field_type: FieldType;
  is_array_field: boolean;
  repeatable_item_op: boolean;
  jsonata_expression: string;
}

/** The kind of filter; `all` sends every event. Simple and advanced keep their values while the other one is chosen. */
export type FilterMode = "all" | "simple" | "advanced";

export interface FilterFormValues {
  mode: FilterMode;
  keyToFilter: string;
  supportedValues: string[];
  /** True when the simple filter holds in addition to the conditions, as may be with a webhook that was made through the API. */
  isValueFilterAlsoMeant: boolean;
  logicalOperator: LogicalOperator;
  conditions: ConditionFormValues[];
}

export const NO_FILTER: FilterFormValues = {
  mode: "all",
  keyToFilter: "",
  supportedValues: [],
  isValueFilterAlsoMeant: false,
  logicalOperator: "AND",
  conditions: [],
};

export const NEW_CONDITION: ConditionFormValues = {
  kind: "field",
  field: "",
  operation: "equals",
  values: [],
  field_type: "string",
  is_array_field: false,
  repeatable_item_op: false,
  jsonata_expression: "",
};

/** Checks whether the simple filter is in force. */
export function hasValueFilter({ mode, isValueFilterAlsoMeant }: FilterFormValues): boolean {
  return mode === "simple" || (mode === "advanced" && isValueFilterAlsoMeant);
}

/** Returns the number of values that an operation takes. */
export function valuesOf(operation: FilterOperation): "none" | "one" | "several" {
  if (operation === "is_empty" || operation === "is_not_empty") return "none";
  return operation.startsWith("length_") || operation.includes("than") ? "one" : "several";
}

/** Returns the filter as the API takes it; null for a part that is absent. */
export function toFilterConfig(filter: FilterFormValues) {
  const conditions = filter.conditions.map((condition) =>
    condition.kind === "expression"
      ? { jsonata_expression: condition.jsonata_expression }
      : {
          field: trimPasted(condition.field),
          operation: condition.operation,
          values: valuesOf(condition.operation) === "none" ? [] : condition.values,
          field_type: condition.field_type,
          is_array_field: condition.is_array_field,
          repeatable_item_op: condition.repeatable_item_op,
        },
  );
  const isGroup = filter.mode === "advanced" && conditions.length > 0;
  return {
    filter: hasValueFilter(filter) ? { keyToFilter: trimPasted(filter.keyToFilter), supportedValues: filter.supportedValues } : null,
    filterConditions: isGroup ? { conditions, logical_operator: filter.logicalOperator } : null,
  };
}

/** Returns a stored filter as the form holds it. */
export function toFilterFormValues(stored: {
  filter?: ValueFilter | undefined;
  filterConditions?: FilterConditions | undefined;
}): FilterFormValues {
  const { filter, filterConditions } = stored;
  const conditions = filterConditions?.conditions ?? [];
  return {
    ...NO_FILTER,
    mode: conditions.length > 0 ? "advanced" : filter ? "simple" : "all",
    keyToFilter: filter?.keyToFilter ?? "",
    supportedValues: [...(filter?.supportedValues ?? [])],
    isValueFilterAlsoMeant: filter !== undefined && conditions.length > 0,
    logicalOperator: filterConditions?.logical_operator ?? "AND",
    conditions: conditions.map(
      (condition): ConditionFormValues =>
        isExpression(condition)
          ? { ...NEW_CONDITION, kind: "expression", jsonata_expression: condition.jsonata_expression }
          : {
              ...NEW_CONDITION,
              field: condition.field,
              operation: condition.operation,
              values: [...(condition.values ?? [])],
              field_type: condition.field_type ?? "string",
              is_array_field: condition.is_array_field ?? false,
              repeatable_item_op: condition.repeatable_item_op ?? false,
            },
    ),
  };
}

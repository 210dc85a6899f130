import type { ConditionStatement } from "@/domain/automation/action-condition";

/** A statement that somebody adds, still without what it is about. */
export const NEW_STATEMENT: ConditionStatement = {
  source: { origin: "trigger", originType: "entity" },
  operation: "equals",
  values: [],
};

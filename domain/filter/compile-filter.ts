import { isOneOf } from "@/domain/filter/compare-values";
import { type CompiledCondition, compileCondition, type ItemTest } from "@/domain/filter/compile-condition";
import { type ConditionWords, describeValueFilter, shorten } from "@/domain/filter/describe-condition";
import { describeFound } from "@/domain/filter/describe-found";
import { type FilteredEvent, someAt, someElement, startOf } from "@/domain/filter/event-path";
import { type FilterConditions, isExpression, type LogicalOperator, type ValueFilter } from "@/domain/filter/filter-condition";
import { toJsonataBoolean } from "@/domain/filter/jsonata-boolean";
import { parsePath } from "@/domain/filter/path-syntax";
import { isJsonObject } from "@/domain/json/json-object";

/** The verdict of a filter on an event, with the reason in plain words. `evaluate` means that it depends on JSONata expressions. */
type FilterVerdict = { type: "send" | "skip"; reason: string } | { type: "evaluate"; expressions: readonly string[]; reason: string };

/** A webhook's filter, parsed once and matched many times. */
export interface CompiledFilter {
  /** The filter in words: `entity.status is won or lost`. */
  sentence: string;
  /** The JSONata expressions that it needs the values of, in order. */
  expressions: readonly string[];
  /** True when it looks at the event's relations. An expression does if it contains the word. */
  usesRelations: boolean;
  /** Returns the verdict without the words. */
  match(event: FilteredEvent): FilterVerdict["type"];
  /** Returns the verdict and its reason. With `evaluated`, the values of all expressions in order, the verdict is never `evaluate`. */
  judge(event: FilteredEvent, evaluated?: readonly unknown[]): FilterVerdict;
}

type Check = Pick<CompiledCondition, "sentence" | "wanted" | "matches" | "found"> & Partial<Pick<CompiledCondition, "perItem">>;

/**
 * Compiles the simple filter and the conditions, both of which must hold. Returns null where there is nothing to filter by.
 * Validates neither part.
 */
export function compileFilter(input: { filter: ValueFilter | null; conditions: FilterConditions | null }): CompiledFilter | null {
  const conditions = input.conditions?.conditions ?? [];
  const operator = input.conditions?.logical_operator ?? "AND";
  const checks: Check[] = conditions.flatMap((condition) => (isExpression(condition) ? [] : [compileCondition(condition)]));
  const expressions = conditions.flatMap((condition) => (isExpression(condition) ? [condition.jsonata_expression] : []));
  const valueCheck = input.filter && compileValueFilter(input.filter);
  if (!valueCheck && conditions.length === 0) return null;

  const group = conditions.length > 0 ? { checks, expressions, operator } : null;
  return {
    sentence: [valueCheck?.sentence, group && sentenceOf(group, valueCheck !== null)]
      .filter((part) => typeof part === "string")
      .join(" and "),
    expressions,
    usesRelations: usesRelations(input.filter, conditions),
    match(event) {
      if (valueCheck && !valueCheck.matches(event)) return "skip";
      return group ? matchGroup(group, event) : "send";
    },
    judge(event, evaluated) {
      if (valueCheck && !valueCheck.matches(event)) return { type: "skip", reason: refusal(valueCheck, event) };
      const verdict = group && judgeGroup(group, event, evaluated);
      if (verdict && verdict.type !== "send") return verdict;
      const reasons = [valueCheck?.found(event), verdict?.reason].filter((reason) => reason !== undefined);
      return { type: "send", reason: `${reasons.join(" and ")}, as the filter wants` };
    },
  };
}

function usesRelations(filter: ValueFilter | null, conditions: NonNullable<FilterConditions["conditions"]>): boolean {
  const isOfRelations = (path: string) => parsePath(path)[0] === "relations";
  if (filter && isOfRelations(filter.keyToFilter)) return true;
  return conditions.some((condition) =>
    isExpression(condition) ? condition.jsonata_expression.includes("relations") : isOfRelations(condition.field),
  );
}

interface Group {
  checks: readonly Check[];
  expressions: readonly string[];
  operator: LogicalOperator;
}

function matchGroup({ checks, expressions, operator }: Group, event: FilteredEvent): FilterVerdict["type"] {
  if (operator === "AND" && !checks.every((check) => check.matches(event))) return "skip";
  if (operator === "AND" && !shareItems(checks, event)) return "skip";
  if (operator === "OR" && checks.some((check) => check.matches(event))) return "send";
  if (expressions.length > 0) return "evaluate";
  return operator === "AND" ? "send" : "skip";
}

function judgeGroup(group: Group, event: FilteredEvent, evaluated: readonly unknown[] | undefined): FilterVerdict {
  const { checks, expressions, operator } = group;
  const isAnd = operator === "AND";
  const verdict = matchGroup(group, event);
  const failing = checks.filter((check) => !check.matches(event));
  if (verdict === "skip") {
    if (isAnd && failing.length === 0) return { type: "skip", reason: notTheSameItem(checks) };
    return { type: "skip", reason: (isAnd ? failing.slice(0, 1) : failing).map((check) => refusal(check, event)).join("; ") };
  }
  if (verdict === "send") {
    const passing = isAnd ? checks : checks.filter((check) => check.matches(event)).slice(0, 1);
    return { type: "send", reason: passing.map((check) => check.found(event)).join(" and ") };
  }
  const shown = expressions.map((expression) => `the JSONata condition ${shorten(expression)}`);
  if (!evaluated) return { type: "evaluate", expressions, reason: `It depends on ${shown.join(" and ")}` };
  const results = expressions.map((_expression, index) => toJsonataBoolean(evaluated[index]));
  const isSent = isAnd ? results.every(Boolean) : results.some(Boolean);
  const [deciding = ""] = shown.filter((_words, index) => results[index] === isSent);
  if (isSent) return { type: "send", reason: `${isAnd ? shown.join(" and ") : deciding} is true` };
  if (isAnd) return { type: "skip", reason: `${deciding} is not true` };
  return {
    type: "skip",
    reason: [...failing.map((check) => refusal(check, event)), ...shown.map((words) => `${words} is not true`)].join("; "),
  };
}

/** Checks, list by list, whether all conditions on the items of a list hold for one and the same item. */
function shareItems(checks: readonly Check[], event: FilteredEvent): boolean {
  const lists = new Map<readonly unknown[], ItemTest[]>();
  for (const check of checks) {
    const test = check.perItem?.(event);
    if (test) lists.set(test.items, [...(lists.get(test.items) ?? []), test]);
  }
  return [...lists].every(([items, tests]) => items.some((item) => tests.every((test) => test.matches(item))));
}

function notTheSameItem(checks: readonly Check[]): string {
  return `no one item satisfies all that the filter wants of it: ${checks.map((check) => check.sentence).join(" and ")}`;
}

function refusal(check: Check, event: FilteredEvent): string {
  return `${check.found(event)}, the filter wants ${check.wanted}`;
}

function sentenceOf({ checks, expressions, operator }: Group, isAfterAnother: boolean): string {
  const parts = [...checks.map((check) => check.sentence), ...expressions.map((expression) => `JSONata says so: ${shorten(expression)}`)];
  const joined = parts.join(operator === "AND" ? " and " : " or ");
  return isAfterAnother && operator === "OR" && parts.length > 1 ? `(${joined})` : joined;
}

/**
 * Compiles the simple filter (contract.md "Filter"). A value matches when its text is one of the wanted texts, an object when one
 * of its own scalar values matches.
 */
function compileValueFilter(filter: ValueFilter): Check {
  const segments = parsePath(filter.keyToFilter);
  const wanted = new Set(filter.supportedValues);
  const isWantedScalar = (value: unknown) => isOneOf(wanted, value);
  const isWanted = (value: unknown) => {
    return isWantedScalar(value) || (isJsonObject(value) && Object.values(value).some(isWantedScalar));
  };
  const ofElements = (end: unknown) => someElement(end, isWanted);
  const words: ConditionWords = describeValueFilter(filter);
  return {
    ...words,
    matches(event) {
      const { value, from } = startOf(event, segments);
      return someAt(value, segments, from, ofElements);
    },
    found: (event) => describeFound({ event, field: filter.keyToFilter, segments }),
  };
}

/** Returns the filter as a sentence for people: `Send when entity.status is won or lost.` */
export function describeFilter(filter: CompiledFilter | null): string {
  if (!filter) return "Send every event.";
  return `Send when ${filter.sentence}${filter.sentence.endsWith("…") ? "" : "."}`;
}

import { isSameNumber, numberText, orderDecimals, readDecimal } from "@/domain/json/decimal";
import { isJsonObject } from "@/domain/json/json-object";

type Fault = { path: string; message: string };
type Test = (value: unknown) => boolean;

/** The most characters of a pattern with `*`, which is looked for in every text that it is held against. */
const MAX_WILDCARD_LENGTH = 1_000;

/** A value that is not there, as a pattern sees it. */
const ABSENT = undefined;

/**
 * Checks whether a value matches an EventBridge pattern (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html).
 * Every key of the pattern must match; the elements of a list are alternatives, and so are the patterns of `$or`. A key may be a dot path.
 * Where the value has an array, one element must match. An absent value matches `{"exists": false}` only.
 */
export function matchesPattern(pattern: unknown, value: unknown): boolean {
  if (!isJsonObject(pattern)) return matchesAlternatives(pattern, value);
  if (Array.isArray(value)) return value.some((element) => matchesPattern(pattern, element));
  return Object.entries(pattern).every(([key, inner]) => {
    if (key === "$or" && Array.isArray(inner)) return inner.some((one) => matchesPattern(one, value));
    return matchesPattern(inner, valueAt(value, key));
  });
}

/** Returns the value under a key, or else at the dot path that the key is. */
function valueAt(value: unknown, key: string): unknown {
  if (!isJsonObject(value)) return ABSENT;
  if (Object.hasOwn(value, key)) return value[key];
  const dot = key.indexOf(".");
  return dot < 0 ? ABSENT : valueAt(value[key.slice(0, dot)], key.slice(dot + 1));
}

/** Checks whether a value, or an element of it, matches one of the alternatives. A single alternative needs no list. */
function matchesAlternatives(alternatives: unknown, value: unknown): boolean {
  const tests = [alternatives].flat().map(testOf);
  const candidates = Array.isArray(value) && value.length > 0 ? value : [value];
  return tests.some((test) => candidates.some(test));
}

function testOf(alternative: unknown): Test {
  if (!isJsonObject(alternative)) return (value) => value !== ABSENT && isSame(alternative, value);
  const [operator, operand] = Object.entries(alternative)[0] ?? [];
  return OPERATORS[operator ?? ""]?.(operand) ?? (() => false);
}

const OPERATORS: Readonly<Record<string, (operand: unknown) => Test>> = {
  exists: (operand) => (value) => (value !== ABSENT) === operand,
  "equals-ignore-case": (operand) => ofText((text) => texts(operand).some((one) => one.toLowerCase() === text.toLowerCase())),
  prefix: (operand) => ofTexts(operand, (text, part) => text.startsWith(part)),
  suffix: (operand) => ofTexts(operand, (text, part) => text.endsWith(part)),
  wildcard: (operand) => ofText((text) => texts(operand).some((pattern) => matchesWildcard(pattern, text))),
  numeric: (operand) => (value) => isWithin(value, operand),
  "anything-but": (operand) => (value) => value !== ABSENT && ![operand].flat().some((excluded) => testOf(excluded)(value)),
};

function isSame(one: unknown, other: unknown): boolean {
  const [number, otherNumber] = [numberText(one), numberText(other)];
  return number !== null && otherNumber !== null ? isSameNumber(number, otherNumber) : one === other;
}

function ofText(test: (text: string) => boolean): Test {
  return (value) => typeof value === "string" && test(value);
}

/** Returns a test of a text with one or several parts, whose case may be ignored: `{"prefix": {"equals-ignore-case": "opp-"}}`. */
function ofTexts(operand: unknown, test: (text: string, part: string) => boolean): Test {
  if (!isJsonObject(operand)) return ofText((text) => texts(operand).some((part) => test(text, part)));
  return ofText((text) => texts(operand["equals-ignore-case"]).some((part) => test(text.toLowerCase(), part.toLowerCase())));
}

function texts(operand: unknown): string[] {
  return [operand].flat().filter((one) => typeof one === "string");
}

/** Checks a text against a pattern in which `*` stands for any characters and `\*` for itself. Takes time in proportion to both lengths. */
function matchesWildcard(pattern: string, text: string): boolean {
  const parts = pattern.match(/\\[*\\]|\*+|[^*\\]+|\\/g) ?? [];
  const pieces: string[] = [""];
  for (const part of parts) {
    if (part.startsWith("*")) pieces.push("");
    else pieces[pieces.length - 1] += part.length === 2 && part.startsWith("\\") ? part.slice(1) : part;
  }
  const [first = "", ...rest] = pieces;
  if (rest.length === 0) return text === first;
  const last = rest.pop() ?? "";
  if (!text.startsWith(first) || text.length < first.length + last.length || !text.endsWith(last)) return false;
  let at = first.length;
  const end = text.length - last.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, at);
    if (found < 0 || found + piece.length > end) return false;
    at = found + piece.length;
  }
  return true;
}

const ORDERS: Readonly<Record<string, (order: number) => boolean>> = {
  "=": (order) => order === 0,
  "<": (order) => order < 0,
  "<=": (order) => order <= 0,
  ">": (order) => order > 0,
  ">=": (order) => order >= 0,
};

/** Checks a number against pairs of a comparison and a number. A text that is a number counts as one, since attributes may hold both. */
function isWithin(value: unknown, operand: unknown): boolean {
  const number = readDecimal(typeof value === "string" ? value : (numberText(value) ?? ""));
  if (number === null) return false;
  return pairsOf(operand).every(([operator, limit]) => {
    const wanted = readDecimal(numberText(limit) ?? "");
    return wanted !== null && ORDERS[String(operator)]?.(orderDecimals(number, wanted)) === true;
  });
}

function pairsOf(operand: unknown): [unknown, unknown][] {
  const parts = Array.isArray(operand) ? operand : [];
  return parts.flatMap((part, index): [unknown, unknown][] => (index % 2 === 0 ? [[part, parts[index + 1]]] : []));
}

/** Returns the faults of a pattern: comparisons that are unknown or have an operand that they cannot use. `path` leads to the pattern. */
export function findPatternFaults(pattern: unknown, path: string): Fault[] {
  if (!isJsonObject(pattern)) return findAlternativeFaults(pattern, path);
  return Object.entries(pattern).flatMap(([key, inner]) => {
    const at = `${path}.${key}`;
    if (key !== "$or") return findPatternFaults(inner, at);
    if (!Array.isArray(inner)) return [{ path: at, message: "Give a list of patterns, of which one must match." }];
    return inner.flatMap((one, index) => findPatternFaults(one, `${at}.${index}`));
  });
}

function findAlternativeFaults(alternatives: unknown, path: string): Fault[] {
  if (Array.isArray(alternatives) && alternatives.length === 0)
    return [{ path, message: "Give at least one value: none matches nothing." }];
  return [alternatives].flat().flatMap((one, index) => {
    const at = Array.isArray(alternatives) ? `${path}.${index}` : path;
    const message = isJsonObject(one) ? operatorFault(one) : Array.isArray(one) ? "Give a value, not a list within a list." : null;
    return message === null ? [] : [{ path: at, message }];
  });
}

function operatorFault(alternative: Readonly<Record<string, unknown>>): string | null {
  const [entry, ...more] = Object.entries(alternative);
  if (!entry || more.length > 0) return `Give one comparison: ${Object.keys(OPERATORS).join(", ")}.`;
  const [operator, operand] = entry;
  switch (operator) {
    case "exists":
      return typeof operand === "boolean" ? null : "Give true or false.";
    case "numeric": {
      const pairs = pairsOf(operand);
      const areRead = pairs.every(([order, limit]) => Object.hasOwn(ORDERS, String(order)) && numberText(limit) !== null);
      return pairs.length > 0 && areRead ? null : `Give comparisons with numbers, such as [">", 10, "<=", 20].`;
    }
    case "anything-but":
      return (
        [operand]
          .flat()
          .map((one) => (isJsonObject(one) ? operatorFault(one) : null))
          .find((fault) => fault !== null) ?? null
      );
    case "prefix":
    case "suffix":
      return texts(isJsonObject(operand) ? operand["equals-ignore-case"] : operand).length > 0 ? null : "Give a text.";
    case "wildcard":
      if (texts(operand).some((one) => one.length > MAX_WILDCARD_LENGTH))
        return `This is too long: at most ${MAX_WILDCARD_LENGTH} characters.`;
      return texts(operand).length > 0 ? null : "Give a text.";
    case "equals-ignore-case":
      return texts(operand).length > 0 ? null : "Give a text.";
    default:
      return `The comparison "${operator}" is not known. Give one of ${Object.keys(OPERATORS).join(", ")}.`;
  }
}

import { mayReadVariables } from "@/server/transform/evaluator";

/** Matches `$env` with the steps after it, each a name or in quotes, and `$eval`, which has no steps. */
const USE = /\$\s*(?:env|eval)\b((?:\s*\.\s*(?:"[^"\\]*"|'[^'\\]*'|`[^`]*`|[\p{L}\p{N}_]+))*)/gu;
const STEP = /"([^"]*)"|'([^']*)'|`([^`]*)`|([\p{L}\p{N}_]+)/gu;

/**
 * Returns those of `keys` that a JSONata expression may ask for. It counts `$env` in texts and comments too, since one key too
 * many does less harm than one too few. An expression that takes `$env` as a whole, or evaluates texts, may ask for all keys.
 */
export function findExpressionReferences({ expression, keys }: { expression: string; keys: readonly string[] }): string[] {
  if (!mayReadVariables(expression)) return [];
  const paths = [...expression.matchAll(USE)].map(([, steps = ""]) => toPath(steps));
  return keys.filter((key) => paths.some((path) => path === "" || isOnTheWay(key, path) || isOnTheWay(path, key)));
}

function toPath(steps: string): string {
  return [...steps.matchAll(STEP)].map(([, ...forms]) => forms.find((form) => form !== undefined) ?? "").join(".");
}

/**
 * Checks whether `part` is `whole` or its first steps. A key with dots can be reached step by step
 * (server/transform/child/bindings.mjs).
 */
function isOnTheWay(part: string, whole: string): boolean {
  return `${whole}.`.startsWith(`${part}.`);
}

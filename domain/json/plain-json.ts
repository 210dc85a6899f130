import { ExactNumber } from "@/domain/json/exact-number";
import { replaceParts } from "@/domain/json/replace-parts";

/**
 * Gives a JSON tree with plain numbers only, where there are others a copy: each exact one is the nearest that a double holds. A number
 * stays one: what is beyond the largest or below the smallest double is that. `onExact` is told of each exact number, and where its nearest
 * stands in the copy.
 */
export function plainJson(tree: unknown, onExact?: (number: ExactNumber, place: object, key: string) => void): unknown {
  if (!hasExactNumber(tree)) return tree;
  return replaceParts(tree, (part, place, key) => {
    if (part instanceof ExactNumber) {
      onExact?.(part, place, key);
      return nearestNumber(part);
    }
    if (Array.isArray(part)) return [...part];
    return typeof part === "object" && part !== null ? { ...part } : part;
  });
}

function hasExactNumber(tree: unknown): boolean {
  let isFound = false;
  replaceParts(tree, (part) => {
    isFound ||= part instanceof ExactNumber;
    return part;
  });
  return isFound;
}

function nearestNumber({ text }: ExactNumber): number {
  const nearest = Number(text);
  const sign = text.startsWith("-") ? -1 : 1;
  if (!Number.isFinite(nearest)) return sign * Number.MAX_VALUE;
  return nearest === 0 && /^-?[0.]*[1-9]/.test(text) ? sign * Number.MIN_VALUE : nearest;
}

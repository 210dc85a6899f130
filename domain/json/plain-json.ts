import { ExactNumber } from "@/domain/json/exact-number";
import { replaceParts } from "@/domain/json/replace-parts";

/**
 * Returns a JSON tree with plain numbers only: the tree itself where it has no exact number, else a copy. Each exact number
 * becomes the nearest double. A number beyond the largest double becomes the largest, and one below the smallest becomes the
 * smallest. `onExact` gets each exact number and the place of its nearest double in the copy.
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

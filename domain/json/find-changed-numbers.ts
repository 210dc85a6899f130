import { isChangedByDouble } from "@/domain/json/decimal";
import { ExactNumber } from "@/domain/json/exact-number";
import { isJsonObject } from "@/domain/json/json-object";

/** A number within a JSON value, and its path as JSONata writes it: `entity.lines[0].id`. */
export interface FoundNumber {
  path: string;
  number: ExactNumber;
}

/**
 * Finds the numbers in a JSON value that a double changes, in order, at most `limit`. Recursive, so it is not for values without
 * a limit of depth.
 */
export function findChangedNumbers(value: unknown, limit: number): FoundNumber[] {
  const found: FoundNumber[] = [];
  const look = (part: unknown, path: string) => {
    if (found.length >= limit) return;
    if (part instanceof ExactNumber) {
      if (isChangedByDouble(part)) found.push({ path, number: part });
    } else if (Array.isArray(part)) {
      for (const [index, item] of part.entries()) look(item, `${path}[${index}]`);
    } else if (isJsonObject(part)) {
      for (const [key, inner] of Object.entries(part)) look(inner, path === "" ? stepOf(key) : `${path}.${stepOf(key)}`);
    }
  };
  look(value, "");
  return found;
}

function stepOf(key: string): string {
  return /^[A-Za-z_]\w*$/.test(key) ? key : `\`${key}\``;
}

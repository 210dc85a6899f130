import type { Attributes } from "@/domain/entity/entity";
import { numberText } from "@/domain/json/decimal";
import { isJsonObject } from "@/domain/json/json-object";

/** Returns the scalars at a dot path, as texts. A list on the way is looked into, unless the path names an index. */
export function textsAt(attributes: Attributes, path: string): string[] {
  return at(attributes, path.split("."));
}

function at(value: unknown, steps: readonly string[]): string[] {
  const [step, ...rest] = steps;
  if (Array.isArray(value)) {
    if (step !== undefined && /^\d+$/.test(step)) return at(value[Number(step)], rest);
    return value.flatMap((item) => at(item, steps));
  }
  if (step !== undefined) return isJsonObject(value) && Object.hasOwn(value, step) ? at(value[step], rest) : [];
  if (typeof value === "string" || typeof value === "boolean") return [String(value)];
  const number = numberText(value);
  return number === null ? [] : [number];
}

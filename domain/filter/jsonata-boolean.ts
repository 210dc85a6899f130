import { ExactNumber } from "@/domain/json/exact-number";
import { isJsonObject } from "@/domain/json/json-object";

/**
 * Returns what JSONata's `$boolean` makes of a value (JSONata's documentation, "Boolean functions"). A condition passes when it
 * is true.
 */
export function toJsonataBoolean(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(toJsonataBoolean);
  if (isJsonObject(value)) return Object.keys(value).length > 0;
  if (typeof value === "function") return false;
  if (value instanceof ExactNumber) return value.valueOf() !== 0;
  return Boolean(value);
}

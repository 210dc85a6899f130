import { isJsonObject } from "@/domain/json/json-object";
import { parseJson } from "@/domain/json/parse-json";

/** Parses JSON that Postern stored as an object, its numbers digit for digit. Returns an empty object for any other JSON. */
export function parseJsonObject(text: string): Record<string, unknown> {
  const value = parseJson(text);
  return isJsonObject(value) ? value : {};
}

import { numberMarks } from "@/domain/json/number-marks";

/**
 * Writes a value as JSON: byte for byte what `JSON.stringify` gives, but exact numbers with the digits that they were published with.
 * `indent` lays it out with so many spaces. Throws as JSON.stringify does.
 */
export function writeJson(value: unknown, indent?: number): string {
  return numberMarks.write(() => JSON.stringify(value, null, indent));
}

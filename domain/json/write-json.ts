import { numberMarks } from "@/domain/json/number-marks";

/**
 * Writes a value as JSON, byte for byte as `JSON.stringify` does, except that exact numbers keep the digits that they were
 * published with. `indent` is the number of spaces of a level. Throws as JSON.stringify does.
 */
export function writeJson(value: unknown, indent?: number): string {
  return numberMarks.write(() => JSON.stringify(value, null, indent));
}

import type { InputFault } from "@/domain/errors";

/**
 * Gives a fault the path of the form's field that it stands at, null where the form has none. A field that holds a whole as text, such as
 * JSON, has no fields within: the message then names the place.
 */
export function placeFault({ path, message }: InputFault, values: object): InputFault | null {
  const keys = path.split(".");
  const found: string[] = [];
  let value: unknown = values;
  for (const key of keys) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) break;
    found.push(key);
    value = (value as Record<string, unknown>)[key];
  }
  if (found.length === 0) return null;
  return { path: found.join("."), message: found.length < keys.length ? `${path}: ${message}` : message };
}

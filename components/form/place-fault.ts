import type { InputFault } from "@/domain/errors";

/**
 * Returns the fault with the path of the form's field that it belongs to, or null where the form has no such field. A field that holds a
 * structure as text, such as JSON, has no inner fields: the message then names the place.
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

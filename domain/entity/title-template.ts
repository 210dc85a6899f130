import type { Attributes } from "@/domain/entity/entity";
import { numberText } from "@/domain/json/decimal";
import { isJsonObject } from "@/domain/json/json-object";

const PLACE = /\{\{\{?\s*([^{}\s]+)\s*\}?\}\}/g;
const MAX_LENGTH = 500;

/**
 * Returns the title that a schema's template makes of attributes: `{{first_name}} {{last_name}}`, where a place is a dot path such
 * as `email.0.email`. A place without a value is empty. White space is joined; a title without any character is null.
 */
export function renderTitle(template: string, attributes: Attributes): string | null {
  const title = template
    .replaceAll(PLACE, (_whole, path: string) => textOf(valueAt(attributes, path.split("."))))
    .replaceAll(/\s+/g, " ")
    .trim();
  return title === "" ? null : title.slice(0, MAX_LENGTH);
}

function valueAt(from: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => {
    if (Array.isArray(value)) return value[Number(key)];
    return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  }, from);
}

function textOf(value: unknown): string {
  if (typeof value === "string" || typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return value.map(textOf).filter(Boolean).join(", ");
  return numberText(value) ?? "";
}

import { cutText } from "@/domain/cut-text";
import { numberText } from "@/domain/json/decimal";
import { isJsonObject } from "@/domain/json/json-object";

const MAX_LENGTH = 500;

/**
 * Returns an entity's title by its schema's template: `{{first_name}} {{last_name}}`, with dot paths such as `{{email.0.email}}`.
 * What has no value is left out, and so is the white space around it. Returns null where nothing is left.
 */
export function renderTitle(template: string | null | undefined, entity: Readonly<Record<string, unknown>>): string | null {
  const rendered = (template ?? "").replaceAll(/\{\{\{?\s*([^{}]*?)\s*\}?\}\}/g, (_, path: string) => textAt(entity, path));
  const title = cutText(rendered.replaceAll(/\s+/g, " ").trim(), MAX_LENGTH);
  return title === "" ? null : title;
}

function textAt(entity: Readonly<Record<string, unknown>>, path: string): string {
  let value: unknown = entity;
  for (const step of path.split(".")) {
    if (Array.isArray(value)) value = value[Number(step)];
    else value = isJsonObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
  }
  return typeof value === "string" ? value : (numberText(value) ?? (typeof value === "boolean" ? String(value) : ""));
}

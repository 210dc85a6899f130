import { CHOICE_TYPES } from "@/components/entity-schema/attribute-types";
import type { EntityAttribute } from "@/domain/entity-schema/entity-schema";
import { numberText } from "@/domain/json/decimal";
import { isJsonObject } from "@/domain/json/json-object";

/** The ways in which a form asks for an attribute's value. */
export type ControlKind =
  | "text"
  | "multiline"
  | "number"
  | "boolean"
  | "date"
  | "datetime"
  | "choice"
  | "texts"
  | "money"
  | "address"
  | "link"
  | "relation"
  | "json";

/** The parts of an address and of a link that the form asks for. */
export const ITEM_PARTS = {
  address: [
    { key: "street", label: "Street" },
    { key: "street_number", label: "Number" },
    { key: "postal_code", label: "Postal code" },
    { key: "city", label: "City" },
    { key: "country", label: "Country" },
  ],
  link: [
    { key: "title", label: "Title" },
    { key: "href", label: "Address" },
  ],
} as const;

/** The forms of values that the date controls of browsers can show. */
const DATE = /^\d{4}-\d\d-\d\d$/;
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/;

/**
 * Returns how to ask for an attribute's value. Where the present value is of another form than the attribute's type has, which the API
 * allows, it is asked for as JSON, so that nothing of it is lost.
 */
export function controlOf(attribute: EntityAttribute, value: unknown): ControlKind {
  const kind = kindOfType(attribute);
  return value === undefined || value === null || fits(kind, value) ? kind : "json";
}

function kindOfType(attribute: EntityAttribute): ControlKind {
  const { type, repeatable, options, allow_any, allow_extra_options, data_type } = attribute;
  if (repeatable && ["string", "text", "number", "date", "country"].includes(type)) return data_type === "number" ? "json" : "texts";
  if (CHOICE_TYPES.includes(type)) {
    if (type === "multiselect" || type === "checkbox") return "texts";
    return (options ?? []).length > 0 && !allow_any && !allow_extra_options ? "choice" : "text";
  }
  switch (type) {
    case "string":
    case "text":
      return attribute["multiline"] === true ? "multiline" : "text";
    case "sequence":
    case "country":
      return "text";
    case "number":
      return data_type === "number" ? "number" : "text";
    case "tags":
    case "email":
    case "phone":
      return "texts";
    case "currency":
      return "money";
    case "boolean":
    case "date":
    case "datetime":
    case "address":
    case "link":
    case "relation":
      return type;
    default:
      return "json";
  }
}

function fits(kind: ControlKind, value: unknown): boolean {
  switch (kind) {
    case "text":
    case "multiline":
    case "choice":
      return typeof value === "string";
    case "number":
      return numberText(value) !== null;
    case "boolean":
      return typeof value === "boolean";
    case "date":
      return typeof value === "string" && DATE.test(value);
    case "datetime":
      return typeof value === "string" && MOMENT.test(value);
    case "texts":
      return Array.isArray(value) && value.every((item) => textOfItem(item) !== null);
    case "money":
      return isJsonObject(value) && (numberText(value["amount"]) !== null || typeof value["amount"] === "string");
    case "address":
    case "link":
      return Array.isArray(value) && value.length <= 1 && value.every(isJsonObject);
    case "relation":
    case "json":
      return true;
  }
}

/** Returns the text that stands for an item of a list: itself, or the address within it; null for any other item. */
export function textOfItem(item: unknown): string | null {
  if (typeof item === "string") return item;
  if (!isJsonObject(item)) return null;
  const text = item["email"] ?? item["phone"];
  return typeof text === "string" ? text : null;
}

import { CHOICE_TYPES } from "@/components/entity-schema/attribute-types";
import type { EntityAttribute } from "@/domain/entity-schema/entity-schema";
import { numberText } from "@/domain/json/decimal";
import { isJsonObject } from "@/domain/json/json-object";

/** The parts of an address in the order in which people read them, line by line. */
const ADDRESS_LINES = [["street", "street_number"], ["additional_info"], ["postal_code", "city"], ["country"]] as const;

/** Returns a record's value in words; an empty text where there is none, and null for a structure that only JSON can show. */
export function describeValue(value: unknown, attribute: EntityAttribute | null): string | null {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) {
    const parts = value.map((part) => describeValue(part, attribute));
    return parts.includes(null) ? null : parts.filter((part) => part !== "").join(", ");
  }
  if (isJsonObject(value)) return describeObject(value, attribute?.type);
  if (typeof value === "boolean") return value ? "Yes" : "No";
  const text = numberText(value) ?? String(value);
  if (attribute && CHOICE_TYPES.includes(attribute.type)) return titleOf(attribute, text);
  return attribute?.type === "datetime" ? describeMoment(text) : text;
}

function describeObject(value: Readonly<Record<string, unknown>>, type: string | undefined): string | null {
  const text = (key: string) => {
    const part = value[key];
    return typeof part === "string" ? part : (numberText(part) ?? "");
  };
  const relations = value["$relation"];
  if (Array.isArray(relations)) return relations.length === 1 ? "1 record" : `${relations.length} records`;
  switch (type) {
    case "email":
    case "phone":
      return text(type) || null;
    case "link":
      return text("title") || text("href") || null;
    case "currency":
      return text("amount") === "" ? null : `${grouped(text("amount"))} ${text("currency")}`.trim();
    case "address": {
      const lines = ADDRESS_LINES.map((keys) => keys.map(text).filter(Boolean).join(" "));
      return lines.filter(Boolean).join(", ") || null;
    }
    default:
      return null;
  }
}

/** Returns a number with its thousands apart, digit for digit; any other text stays as it is. */
function grouped(text: string): string {
  const [, whole = "", rest = ""] = /^(-?\d+)((?:\.\d+)?)$/.exec(text) ?? [];
  return whole === "" ? text : `${whole.replace(/\B(?=(?:\d{3})+$)/g, ",")}${rest}`;
}

function titleOf({ options }: EntityAttribute, value: string): string {
  const option = (options ?? []).find((one) => typeof one === "object" && one?.value === value);
  return (typeof option === "object" && option?.title) || value;
}

/** Returns a moment as people read it, in UTC like the text itself; any other text stays as it is. */
function describeMoment(text: string): string {
  const parts = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?Z$/.exec(text);
  return parts ? `${parts[1]} ${parts[2]} UTC` : text;
}

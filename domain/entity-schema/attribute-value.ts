import type { EntityAttribute } from "@/domain/entity-schema/entity-schema";
import { sampleFor } from "@/domain/entity-schema/sample-values";
import type { GiveShape } from "@/domain/entity-schema/value-shapes";
import type { JsonSchema } from "@/domain/event/json-schema";

/** The keywords of JSON Schema that `constraints` may have, and their forms. Others are for whoever shows the attribute. */
const CONSTRAINTS: Readonly<Record<string, (value: unknown) => boolean>> = {
  minLength: isCount,
  maxLength: isCount,
  minItems: isCount,
  maxItems: isCount,
  minimum: isNumber,
  maximum: isNumber,
  exclusiveMinimum: isNumber,
  exclusiveMaximum: isNumber,
  multipleOf: (value) => isNumber(value) && Number(value) > 0,
  pattern: (value) => typeof value === "string",
};

/**
 * Returns the JSON Schema of an attribute's value. One that is not required may be null. A type that is not known allows any
 * value.
 */
export function attributeValueSchema(attribute: EntityAttribute, give: GiveShape): JsonSchema {
  const value = constrained(attribute, valueByType(attribute, give));
  const repeated = attribute.repeatable && isSingle(attribute.type, value) ? { type: "array", items: value } : value;
  return {
    title: attribute.label,
    ...(attribute.required ? repeated : orNull(repeated)),
    ...(attribute.default_value === undefined || attribute.default_value === null ? {} : { default: attribute.default_value }),
    ...(attribute.readonly && { readOnly: true }),
    ...(attribute.deprecated && { deprecated: true }),
  };
}

function valueByType(attribute: EntityAttribute, give: GiveShape): JsonSchema {
  switch (attribute.type) {
    case "string":
    case "text":
    case "sequence":
    case "country":
      return { type: "string", ...exampleOf(attribute) };
    case "number":
      return attribute.data_type === "number" ? { type: "number" } : { type: "string", ...exampleOf(attribute) };
    case "boolean":
      return { type: "boolean" };
    case "date":
      return { type: "string", format: "date" };
    case "datetime":
      return { type: "string", format: "date-time" };
    case "select":
    case "radio":
    case "status":
      return choice(attribute);
    case "multiselect":
    case "checkbox":
      return { type: "array", items: choice(attribute) };
    case "tags":
      return { type: "array", items: { type: "string", examples: ["example"] } };
    case "link":
      return { type: ["array", "object", "string"], items: give("Link"), examples: [[{ title: "Website", href: "https://example.com/" }]] };
    case "email":
      return { type: "array", items: give("Email") };
    case "phone":
      return { type: "array", items: give("Phone") };
    case "address":
      return { type: "array", items: give("Address") };
    case "relation":
      return relation(attribute, give);
    case "relation_user":
    case "image":
    case "file":
      return { type: ["object", "array", "string"], examples: [{}] };
    case "currency":
      return { type: ["object", "number", "string"], examples: [{ amount: 2990, currency: "EUR" }] };
    case "object":
      return { type: "object", ...exampleOf(attribute) };
    default:
      return exampleOf(attribute);
  }
}

function relation({ relation_type, allowedSchemas }: EntityAttribute, give: GiveShape): JsonSchema {
  return {
    type: "object",
    ...(allowedSchemas && allowedSchemas.length > 0 && { description: `Relates to ${allowedSchemas.join(", ")}.` }),
    properties: { $relation: { type: "array", items: give("RelationItem"), ...(relation_type === "has_one" && { maxItems: 1 }) } },
  };
}

function choice({ options, allow_any, allow_extra_options }: EntityAttribute): JsonSchema {
  const values = optionValues(options);
  if (values.length === 0) return { type: "string" };
  return { type: "string", ...(allow_any || allow_extra_options ? { examples: values } : { enum: values }) };
}

/** Returns the values of an attribute's options; the title of one is only shown. */
export function optionValues(options: EntityAttribute["options"]): string[] {
  const values = (options ?? []).map((option) => (typeof option === "object" && option !== null ? option.value : option));
  return [...new Set(values.filter((value) => value !== null))];
}

function exampleOf(attribute: EntityAttribute): JsonSchema {
  const example = sampleFor(attribute);
  // The default is the better example.
  return example === undefined || (attribute.default_value ?? null) !== null ? {} : { examples: [example] };
}

function constrained({ constraints }: EntityAttribute, value: JsonSchema): JsonSchema {
  const known = Object.entries(constraints ?? {}).filter(([name, given]) => Object.hasOwn(CONSTRAINTS, name) && CONSTRAINTS[name]?.(given));
  return { ...value, ...Object.fromEntries(known) };
}

/** Checks whether `repeatable` makes a list of a value. Some are lists by themselves, and relations are objects that have one. */
function isSingle(attributeType: string, { type }: JsonSchema): boolean {
  return type !== undefined && type !== "array" && !attributeType.startsWith("relation");
}

function orNull(value: JsonSchema): JsonSchema {
  const { type, enum: values } = value;
  if (type === undefined) return value;
  return {
    ...value,
    type: [...(Array.isArray(type) ? type : [type]), "null"],
    ...(Array.isArray(values) && { enum: [...values, null] }),
  };
}

function isNumber(value: unknown): boolean {
  return typeof value === "number" && Number.isFinite(value);
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
